import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Reading, Topic } from '#lib/realtime/server/topic.ts';
import { memberActor } from './member-actor.ts';
import { readOrganization } from './read-organization.ts';

/** `<name>?member=…`: something of a member's own, live to them and to nobody else; sent whole. */
export function ownTopic<State>(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	name: string,
	read: (actor: MemberActor) => Promise<Reading<State>>
): Topic<Actor, MemberId, State, State> {
	return {
		name,
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => actor.kind === 'member' && actor.memberId === member,
		async read(orgId, member) {
			const { timeZone } = await readOrganization(db, orgId);
			const actor = await memberActor(db, orgId, member, dayIn(timeZone, clock.now()));
			return actor && read(actor);
		},
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}
