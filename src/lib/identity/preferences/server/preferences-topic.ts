import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { Preferences } from '../preferences.ts';
import { preferencesOf } from './preferences-of.ts';

/** `preferences?member=…`: how somebody is rung for, on every device they have, for them alone. */
export function preferencesTopic(db: Queryable): Topic<Actor, MemberId, Preferences, Preferences> {
	return {
		name: 'preferences',
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => may(actor, { may: 'preferences.set', of: member }),
		async read(orgId, member) {
			const state = (await preferencesOf(db, orgId, [member])).get(member);
			return state && { state, facts: [`preferences:${member}`] };
		},
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}
