import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { members } from '#lib/identity/server/index.ts';
import { isId, type GoalId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { GOAL_FACTS, onlyFigures } from '../../facts.ts';
import { diffGoals } from '../../diff-goals.ts';
import type { GoalsChange, GoalsState } from '../../goal.ts';
import { isShown, readGoalsById, readHead } from '../read-goals.ts';
import { withNewFigures, withRhythms } from '../people/shared-goals.ts';

/**
 * Topic `chain?member=…`: a person's own goals and those they are in with others, with all that these
 * support: for screens of an organization whose goals are too many to be shared (see `apart`). For
 * the person and for who leads.
 */
export function chainTopic(
	context: Pick<Context, 'db' | 'clock'>
): Topic<Actor, MemberId, GoalsState, GoalsChange> {
	return {
		name: 'chain',
		parse(params) {
			const member = params.get('member') ?? '';
			return params.size === 1 && isId(member) ? (member as MemberId) : undefined;
		},
		mayWatch: (viewer, member) =>
			may(viewer, { may: 'goals.own', of: member }) || may(viewer, { may: 'people.see' }),
		async read(orgId, member, earlier) {
			const facts = [...GOAL_FACTS];
			if (earlier && onlyFigures(earlier.moved))
				return { state: await withNewFigures(context.db, orgId, earlier.state), facts };
			if (!(await isHere(context.db, orgId, member))) return undefined;
			return { state: await readChain(context.db, orgId, member, context.clock.now()), facts };
		},
		diff: diffGoals
	};
}

/** A member's open goals and all that they support, whether that ran out or not while it is open. */
async function readChain(
	db: Queryable,
	orgId: OrgId,
	member: MemberId,
	now: Date
): Promise<GoalsState> {
	const head = await readHead(db, orgId, now);
	const ids = await chainIds(db, orgId, member, head.today);
	const found = await readGoalsById(db, orgId, ids);
	return { ...head, goals: await withRhythms(db, orgId, found, now) };
}

async function isHere(db: Queryable, orgId: OrgId, id: MemberId): Promise<boolean> {
	const here = and(eq(members.orgId, orgId), eq(members.id, id), isNull(members.leftAt));
	return (await db.select({ id: members.id }).from(members).where(here)).length > 0;
}

// By the indexes of goals and goal_people on members, then up by keys; `union` ends even a circle.
async function chainIds(
	db: Queryable,
	orgId: OrgId,
	member: MemberId,
	today: string
): Promise<GoalId[]> {
	const shown = isShown(today);
	const found = await db.execute(sql`
		with recursive chain as (
			select goals.id, goals.parent_id from goals
			where goals.org_id = ${orgId} and goals.member_id = ${member} and ${shown}
			union
			select goals.id, goals.parent_id from goal_people i
			join goals on goals.org_id = i.org_id and goals.id = i.goal_id
			where i.org_id = ${orgId} and i.member_id = ${member} and i.ends_on is null and ${shown}
			union
			select goals.id, goals.parent_id from chain
			join goals on goals.org_id = ${orgId} and goals.id = chain.parent_id
				and goals.closed_at is null
		)
		select id from chain order by id`);
	return (found.rows as { id: GoalId }[]).map(({ id }) => id);
}
