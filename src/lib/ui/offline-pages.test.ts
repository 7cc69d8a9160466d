import { expect, test } from 'vitest';
import { isDoor, isKept } from './offline-pages.ts';

const HOME = 'https://bell.example';

test.each([
	['/standings', true],
	['/standings?period=week', true],
	['/members/aiko', true],
	['/moments/__data.json?x-sveltekit-invalidated=001', true],
	['/standings-of-somebody-else', false],
	['/api/v1/boards', false],
	['/tv/pair', false],
	['/settings/keys', false],
	['/socket.io/?EIO=4', false],
	['/login', false],
	['https://elsewhere.example/standings', false]
])('%s is kept for offline: %s', (address, kept) => {
	expect(isKept(new URL(address, HOME), HOME)).toBe(kept);
});

test.each([
	['/login', true],
	['/join/abc', true],
	['/first-run', true],
	['/standings', false],
	['https://elsewhere.example/login', false]
])('%s is a door: %s', (address, door) => {
	expect(isDoor(new URL(address, HOME), HOME)).toBe(door);
});
