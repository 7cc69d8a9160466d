import { NONE, type MemberId, type TeamId } from '#lib/platform/ids.ts';

/** Whose work is looked at. */
export type Whose =
	{ kind: 'member'; id: MemberId } | { kind: 'team'; id: TeamId } | { kind: 'everyone' };

/** The id under which it is kept: the member's, the team's, or the nil id. */
export function keyOf(whose: Whose): string {
	return whose.kind === 'everyone' ? NONE : whose.id;
}
