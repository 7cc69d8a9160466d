import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { GoalScope } from '../goal.ts';

/** What decides over a goal: whose work moves it, and who answers for it. */
export interface Governed {
	scope: GoalScope;
	teamId: TeamId | null;
	/** Null where who answered for it has left. */
	ownerId: MemberId | null;
	/** What it supports; decides only where nobody answers for the goal itself. */
	above?: Governed | null;
}

/** The same of a goal that others want to support. */
export interface Supported extends Governed {
	/** False while it waits for an answer itself, and where the answer was no. */
	agreed: boolean;
}

/**
 * Who changes, re-links and closes a goal, and agrees to what wants to support it: its owner, and
 * for a team's or the organization's whoever may set goals there. For what somebody has left behind
 * an admin answers, and whoever answers for what it supports, so that it can be handed over or closed.
 */
export function answersFor(actor: Actor, goal: Governed): boolean {
	if (!goal.ownerId && may(actor, { may: 'goals.set', team: null })) return true;
	if (!goal.ownerId && goal.above && answersFor(actor, goal.above)) return true;
	if (goal.ownerId && may(actor, { may: 'goals.own', of: goal.ownerId })) return true;
	return setsFor(actor, goal);
}

/**
 * Who agrees to a goal: without a parent it is agreed at once for oneself and for a few who chose
 * it, and by who may set goals of a team or the organization; with one, by who answers for the parent.
 * A parent that only waits to be agreed lends nobody that right: under it a goal of a team or of the
 * organization is for who may set goals there, as if it stood alone.
 */
export function mayAgree(actor: Actor, goal: Governed, parent: Supported | null): boolean {
	const isWide = goal.scope === 'team' || goal.scope === 'organization';
	const alone = isWide ? setsFor(actor, goal) : answersFor(actor, goal);
	if (!parent) return alone;
	return answersFor(actor, parent) && (parent.agreed || !isWide || alone);
}

/**
 * Who checks in by a tap: for a goal of one's own oneself, for a few who chose it each of them, for a
 * team's whoever is in it and who answers for it, for the organization's everybody.
 */
export function mayTap(
	actor: Actor,
	goal: Governed & { memberId: MemberId | null },
	people: readonly MemberId[]
): boolean {
	if (actor.kind !== 'member') return false;
	switch (goal.scope) {
		case 'member':
			return goal.memberId === actor.memberId;
		case 'pod':
			return people.includes(actor.memberId);
		case 'team':
			return (goal.teamId !== null && actor.teamId === goal.teamId) || answersFor(actor, goal);
		case 'organization':
			return true;
	}
}

function setsFor(actor: Actor, { scope, teamId }: Governed): boolean {
	if (scope === 'organization') return may(actor, { may: 'goals.set', team: null });
	return scope === 'team' && may(actor, { may: 'goals.set', team: teamId });
}
