import type { Actor } from '#lib/identity/actor.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { CoachingState } from '../../coaching.ts';
import { coachingFor } from './coaching-for.ts';

/** `coaching?member=…`: what managers wrote to somebody, live to that person and to nobody else. */
export function coachingTopic(db: Queryable): Topic<Actor, MemberId, CoachingState, CoachingState> {
	return {
		name: 'coaching',
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => actor.kind === 'member' && actor.memberId === member,
		async read(orgId, member) {
			const state = await coachingFor(db, orgId, member);
			return { state, facts: [`coaching:${member}`, 'people'] };
		},
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}
