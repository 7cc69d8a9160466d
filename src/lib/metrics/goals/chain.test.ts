import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import { ancestorsOf } from './ancestors.ts';
import { branchesOf, chainOf, closesCircle, rowsOf } from './chain.ts';
import { GOALS, NORTH, ofMember, ofTeam, sample } from './goals.fixture.ts';
import { whyNotSupport } from './support/support.ts';

const aiko = { memberId: 'Aiko' as MemberId, teamIds: [NORTH as TeamId] };

function lines(rows: ReturnType<typeof rowsOf>): string[] {
	return rows.map((row) => `${'  '.repeat(row.depth)}${row.goal.id}${row.mine ? ' (me)' : ''}`);
}

test('Aiko sees the company’s goal, her team’s under it, and her own under that', () => {
	expect(lines(chainOf(GOALS, aiko))).toEqual([
		'logos',
		'  demos',
		'    five (me)',
		'    coach (me)'
	]);
});

test('the whole tree holds everybody’s goals, wide before narrow', () => {
	expect(lines(rowsOf(GOALS, aiko))).toEqual([
		'logos',
		'  harbour',
		'    oskars',
		'  demos',
		'    five (me)',
		'    coach (me)'
	]);
});

test('what the teams work for comes first, whichever was set first', () => {
	const goals = [sample({ id: 'a-teaching' }), ...GOALS];
	expect(lines(chainOf(goals, aiko)).filter((line) => !line.startsWith(' '))).toEqual([
		'logos',
		'a-teaching'
	]);
});

test('somebody else’s goal is in the chain where one’s own supports it', () => {
	const goals = [...GOALS, sample({ id: 'help', ...ofMember('Aiko'), parent: 'oskars' })];
	expect(lines(chainOf(goals, aiko)).slice(0, 4)).toEqual([
		'logos',
		'  harbour',
		'    oskars',
		'      help (me)'
	]);
});

test('a goal whose parent is closed, and so not listed, stands on its own', () => {
	const goals = GOALS.filter((goal) => goal.id !== 'logos');
	expect(lines(chainOf(goals, aiko))[0]).toBe('demos');
});

test('somebody without a team sees the organization’s goals and their own', () => {
	const someone = { memberId: 'Oskar' as MemberId, teamIds: [] };
	expect(lines(chainOf(GOALS, someone))).toEqual(['logos', '  harbour', '    oskars (me)']);
});

const links = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 30 });

test('every goal stands in the tree once, below what it supports, whatever hangs from what', () => {
	fc.assert(
		fc.property(links, (parents) => {
			// Goal n may only support an earlier one, so that there is no circle.
			const goals = parents.map((parent, n) =>
				sample({
					id: `g${n}`,
					...(n % 3 ? ofMember(`P${n % 4}`) : ofTeam(`T${n % 2}`)),
					...(parent < n ? { parent: `g${parent}` } : {})
				})
			);
			const rows = rowsOf(goals, aiko);
			expect(rows.map((row) => row.goal.id).sort()).toEqual(goals.map((goal) => goal.id).sort());
			for (const [i, row] of rows.entries()) {
				if (!row.goal.parentId) continue;
				const above = rows.slice(0, i).findLast((other) => other.depth === row.depth - 1);
				expect(above?.goal.id).toBe(row.goal.parentId);
			}
		})
	);
});

test('links that were checked never make a circle, and a circle is always found', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 40 }),
			(pairs) => {
				const goals: { id: GoalId; parentId: GoalId | null }[] = Array.from(
					{ length: 10 },
					(_, n) => ({
						id: `g${n}` as GoalId,
						parentId: null
					})
				);
				for (const [child, parent] of pairs)
					if (!closesCircle(goals, goals[child]!.id, goals[parent]!.id))
						goals[child]!.parentId = goals[parent]!.id;
				for (const goal of goals) {
					const above = ancestorsOf(goals, goal.id);
					expect(above.map((each) => each.id)).not.toContain(goal.id);
					for (const ancestor of above)
						expect(closesCircle(goals, ancestor.id, goal.id)).toBe(true);
				}
			}
		)
	);
});

test('data that already runs in a circle is shown without end of the page', () => {
	const goals = [sample({ id: 'a', parent: 'b' }), sample({ id: 'b', parent: 'a' })];
	expect(ancestorsOf(goals, 'a' as GoalId).map((goal) => goal.id)).toEqual(['b']);
});

test('what may support what', () => {
	const all = [
		{ ...plain('logos', 'organization') },
		{ ...plain('demos', 'team'), parentId: 'logos' as GoalId },
		{ ...plain('old', 'organization'), closed: true }
	];
	const why = (scope: 'organization' | 'team' | 'member', parent: string) =>
		whyNotSupport({ id: 'new' as GoalId, scope }, parent as GoalId, all);
	expect(why('team', 'logos')).toBeUndefined();
	expect(why('member', 'demos')).toBeUndefined();
	expect(why('organization', 'logos')).toBeUndefined();
	expect(why('team', 'demos')).toBeUndefined();
	expect(why('organization', 'demos')).toContain('can only support one of the organization');
	expect(why('member', 'old')).toContain('is closed');
	expect(why('member', 'nowhere')).toContain('does not exist here');
});

function plain(id: string, scope: 'organization' | 'team') {
	return {
		...{ id: id as GoalId, title: id, scope, parentId: null as GoalId | null },
		...{ teamId: null, endsOn: '2026-12-31', closed: false }
	};
}

test('the tree’s branches hold the same goals in the same order', () => {
	const flat = (branches: ReturnType<typeof branchesOf>): string[] =>
		branches.flatMap((branch) => [branch.goal.id, ...flat(branch.branches)]);
	const rows = rowsOf(GOALS, aiko);
	expect(flat(branchesOf(rows))).toEqual(rows.map((row) => row.goal.id));
	expect(branchesOf(rows)[0]!.branches.map((branch) => branch.goal.id)).toEqual([
		'harbour',
		'demos'
	]);
});
