import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import { branchesOf, rowsOf } from '../chain.ts';
import { GOALS, NORTH } from '../goals.fixture.ts';
import { treeRows, treeStep, type TreeRow } from './tree-rows.ts';

const aiko = { memberId: 'Aiko' as MemberId, teamIds: [NORTH as TeamId] };
const branches = branchesOf(rowsOf(GOALS, aiko));

function shown(...closed: string[]): TreeRow[] {
	return treeRows(branches, ({ goal }) => !closed.includes(goal.id));
}

function press(rows: TreeRow[], at: string, key: string) {
	return treeStep(rows, at as GoalId, key);
}

test('a closed branch shows its line and nothing below it', () => {
	expect(shown().map(({ id }) => id)).toEqual([
		...['logos', 'harbour', 'oskars', 'demos', 'five', 'coach']
	]);
	expect(shown('demos').map(({ id }) => id)).toEqual(['logos', 'harbour', 'oskars', 'demos']);
	expect(shown('logos')).toMatchObject([{ id: 'logos', branches: 'closed' }]);
});

test('branches that are not here yet count as closed', () => {
	const rows = treeRows(
		branches,
		() => false,
		(id) => id === 'logos'
	);
	expect(rows).toMatchObject([{ id: 'logos', branches: 'closed' }]);
});

test.each([
	['logos', 'ArrowDown', { to: 'harbour' }],
	['harbour', 'ArrowUp', { to: 'logos' }],
	['logos', 'ArrowUp', undefined],
	['coach', 'ArrowDown', undefined],
	['logos', 'ArrowRight', { to: 'harbour' }],
	['demos', 'ArrowRight', { open: 'demos' }],
	['five', 'ArrowRight', undefined],
	['five', 'ArrowLeft', { to: 'demos' }],
	['harbour', 'ArrowLeft', { close: 'harbour' }],
	['oskars', 'Home', { to: 'logos' }],
	['logos', 'End', { to: 'coach' }],
	['logos', 'O', { to: 'oskars' }],
	['logos', 'x', undefined],
	['logos', 'Tab', undefined],
	['nowhere', 'Home', undefined]
])('from %s the key %s leads to %o', (at, key, step) => {
	const rows = shown(...(key === 'ArrowRight' && at === 'demos' ? ['demos'] : []));
	expect(press(rows, at, key)).toEqual(step);
});

test('down from the first line passes every line that shows, once', () => {
	fc.assert(
		fc.property(fc.subarray(['logos', 'harbour', 'demos']), (closed) => {
			const rows = shown(...closed);
			const passed = [rows[0]!.id];
			for (;;) {
				const step = treeStep(rows, passed.at(-1)!, 'ArrowDown');
				if (!step || !('to' in step)) break;
				passed.push(step.to);
			}
			expect(passed).toEqual(rows.map(({ id }) => id));
		})
	);
});
