import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { GoalId } from '#lib/platform/ids.ts';
import { diffGoals } from './diff-goals.ts';
import { applyBranch, applyGoals, touches, type BranchState, type GoalsState } from './goal.ts';
import { sample } from './goals.fixture.ts';

const state: fc.Arbitrary<GoalsState> = fc
	.record({
		today: fc.constantFrom('2026-11-18', '2026-11-19'),
		values: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 3 })),
		why: fc.constantFrom('', 'For next year.'),
		apart: fc.constantFrom({}, { apart: { a: 3 } })
	})
	.map(({ today, values, why, apart }) => ({
		today,
		currency: 'EUR',
		calendar: { weekStart: 1, fiscalStart: 1 },
		workdays: [1, 2, 3, 4, 5],
		goals: Object.entries(values).map(([id, value]) => sample({ id, why, value: String(value) })),
		...apart
	}));

test('what changed, applied to what was, is what is', () => {
	fc.assert(
		fc.property(state, state, (before, after) => {
			const change = diffGoals(before, after);
			const now = change ? applyGoals(before, change) : before;
			expect(sorted(now)).toEqual(sorted(after));
		})
	);
});

test('nothing is sent where nothing changed', () => {
	fc.assert(
		fc.property(state, (same) => {
			expect(diffGoals(same, { ...same })).toBeUndefined();
		})
	);
});

test('a figure that moves travels alone', () => {
	const head = { today: '2026-11-18', currency: 'EUR', calendar: { weekStart: 1, fiscalStart: 1 } };
	const at = (value: string): GoalsState => ({
		...head,
		workdays: [1, 2, 3, 4, 5],
		goals: [sample({ id: 'logos', value }), sample({ id: 'demos' })]
	});
	const change = diffGoals(at('3'), at('4'))!;
	expect(change).toEqual({ goals: [], gone: [], figures: { logos: '4' } });
	expect([touches(change, 'logos' as GoalId), touches(change, 'demos' as GoalId)]).toEqual([
		true,
		false
	]);
});

function sorted(state: GoalsState): GoalsState {
	return { ...state, goals: [...state.goals].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

test('a part of a branch keeps where the next one begins, and hears when that changes', () => {
	const head = { today: '2026-11-18', currency: 'EUR', workdays: [1, 2, 3, 4, 5] };
	const calendar = { weekStart: 1, fiscalStart: 1 };
	const [one, two] = ['one', 'two'].map((id) => sample({ id }));
	const before: BranchState = { ...head, calendar, goals: [one!], next: one!.id };
	const moved = diffGoals(before, { ...before, goals: [{ ...one!, value: '4' }] })!;
	expect(applyBranch(before, moved)).toMatchObject({ goals: [{ value: '4' }], next: 'one' });
	const last: BranchState = { ...before, goals: [one!, two!], next: null };
	expect(applyBranch(before, diffGoals(before, last)!)).toEqual(last);
});
