import { expect, test } from 'vitest';
import { match } from './inside.ts';

test.each([
	['nowhere', true],
	['goals/some/where', true],
	['settings/metrics/2026/old', true],
	['api/v2/activities', false],
	['tv/old', false],
	['login/again', false],
	['favicon.png', false],
	['.well-known/security.txt', false]
])('%s lies inside the app: %s', (path, inside) => {
	expect(match(path)).toBe(inside);
});
