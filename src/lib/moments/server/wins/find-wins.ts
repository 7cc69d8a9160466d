import type { Context } from '#lib/platform/server/context.ts';
import { periodOf } from '#lib/platform/period.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { findReasons } from '../../rules/find-reasons.ts';
import type { GoalStep, RuleKey, WinFacts } from '../../win.ts';
import type { Feeding, Step } from '../feeding.ts';
import { noteFailure } from '../tuning/note-failure.ts';
import type { WinDraft } from './draft-wins.ts';
import { dealOf, gatherTracks, type Ground } from './gather-wins.ts';
import type { Steps } from './goal-steps.ts';
import type { FoundWin } from './ring-wins.ts';
import { rungMilestones } from './rung-milestones.ts';

/** What a batch knows of the goals it moved. */
export interface Moved {
	fed: Feeding;
	steps: Steps;
}

/** A win that may ring, or one that may only change what its moment says. */
export interface Candidate {
	draft: WinDraft;
	mayRing: boolean;
}

/**
 * Looks at wins by every rule that is on. A rule that throws is noted with what is behind the win, and
 * keeps no other from its word.
 */
export async function findWins(
	context: Context,
	ground: Ground,
	{ fed, steps }: Moved,
	candidates: Candidate[]
): Promise<FoundWin[]> {
	const { organization, settings, db } = ground;
	const drafts = candidates.map(({ draft }) => draft);
	const tracks = await gatherTracks(ground, drafts);
	const goals = drafts.flatMap(({ row }) => fed(row));
	const rung = await rungMilestones(db, organization.id, goals);
	const failures: { rule: RuleKey; draft: WinDraft; error: unknown }[] = [];
	const wins = candidates.map(({ draft, mayRing }, index): FoundWin => {
		const moved = stepsOf(draft, fed, steps);
		const win: WinFacts = {
			member: { id: draft.memberId, name: '' },
			day: draft.day,
			currency: organization.currency,
			deal: dealOf(draft, tracks[index]!),
			tracks: tracks[index]!,
			goals: moved.map((goal) => ({ ...goal, rung: rung(goal.id, draft.cause) })),
			assist: null
		};
		const reasons = findReasons(win, settings, (rule, error) =>
			failures.push({ rule, draft, error })
		);
		const week = periodOf('week', draft.day, calendarOf(organization)).start;
		return { draft, reasons, mayRing, week, goalOf: (id) => goalOf(moved, id) };
	});
	for (const { rule, draft, error } of failures)
		await noteFailure(context, organization.id, rule, draft.cause, error, draft.ids);
	return wins;
}

type MovedGoal = Omit<GoalStep, 'rung' | 'id'> & { id: GoalId };

function stepsOf({ row, works }: WinDraft, fed: Feeding, steps: Steps): MovedGoal[] {
	const value = works[0]!.rows.reduce((sum, each) => sum + each.value, 0n);
	return fed(row).map((goal) => {
		const { before, after } = steps(goal, row, value);
		const { id, title, kind, scope, unit, target } = goal;
		return { id, title, kind, scope, unit, target, before, after };
	});
}

/** The one that is asked for, or the nearest that is the organization's or a team's aim. */
function goalOf(goals: MovedGoal[], id: string | undefined): Step | null {
	const goal = goals.find((each) => (id ? each.id === id : each.kind === 'organizational'));
	return goal ? { id: goal.id, before: goal.before, after: goal.after } : null;
}
