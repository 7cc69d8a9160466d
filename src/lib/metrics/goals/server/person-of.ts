import type { MemberActor } from '#lib/identity/actor.ts';
import type { Person } from '../chain.ts';

/** Whose goals stand in the middle: a rep's team, the teams of who leads them. */
export function personOf(actor: MemberActor): Person {
	const { memberId, teamId, manages } = actor;
	return { memberId, teamIds: teamId ? [teamId, ...manages] : manages };
}
