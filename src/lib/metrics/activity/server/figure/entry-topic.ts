import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { isId, type ActivityId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { activities } from '../schema.ts';
import { inStory } from './in-story.ts';

/** `entry?id=…`: how many rows an entry has, so that its page knows when another one has come. */
export function entryTopic({ db }: Pick<Context, 'db'>): Topic<Actor, ActivityId, number, number> {
	return {
		name: 'entry',
		parse(params) {
			const id = params.get('id') ?? '';
			return isId(id) && params.size === 1 ? (id as ActivityId) : undefined;
		},
		mayWatch: (actor) => actor.kind === 'member' && may(actor, { may: 'standings.read' }),
		async read(orgId, id) {
			const [story] = await db
				.select({ rows: sql<number>`count(*)::int` })
				.from(activities)
				.where(inStory(orgId, id));
			return story!.rows ? { state: story!.rows, facts: ['corrected'] } : undefined;
		},
		diff: (before, after) => (before === after ? undefined : after)
	};
}
