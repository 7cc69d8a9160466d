import { expect, it } from 'vitest';
import type { Period } from '#lib/platform/period.ts';
import { rowHref } from './row-href.ts';

const period: Period = { kind: 'week', start: '2026-11-16', end: '2026-11-22' };
const AIKO = '0193a000-0000-7000-8000-000000000001';
const days = 'metric=demos-held&from=2026-11-16&to=2026-11-22';

it.each([
	['a member', {}, 'member', undefined, `member=${AIKO}`],
	['a member in a team', {}, 'member', 'harbour', `member=${AIKO}&team=harbour`],
	['a member in a group', { group: 'new' }, 'member', undefined, `member=${AIKO}&group=new`],
	['a team', { by: 'team' }, 'team', 'harbour', 'team=harbour']
] as const)('a row of %s leads to the page of its figure without a script', (...row) => {
	const [, of, by, team, whose] = row;
	const address = { metric: 'demos-held', period: 'week', ...of } as const;
	const board = { metric: 'demos-held', period, by };
	const asked = { board, address, id: AIKO, team };
	expect(rowHref(asked, false)).toBe(`/figure?${days}&${whose}`);
	expect(rowHref(asked, true)).toMatch(new RegExp(`^/standings\\?.*open=${AIKO}$`));
});
