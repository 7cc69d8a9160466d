import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { answersFor } from '../../support/agree.ts';
import { handedAsk, leftAsk } from '../../ask-words.ts';
import { governed } from '../may-change.ts';
import { goals } from '../schema.ts';

const AT_MOST = 50;
const owners = alias(members, 'owners');
const parents = alias(goals, 'parents');
const asked = alias(members, 'asked');
const asking = alias(members, 'asking');

/**
 * Goals of several people whose owner has left: for whoever is asked to answer for one, and for who may
 * ask somebody while nobody is asked.
 */
export async function readLeftGoals(db: Queryable, actor: MemberActor): Promise<Ask[]> {
	const rows = await db
		.select({
			goal: { ...getTableColumns(goals), isLeftBehind: sql<boolean>`true` },
			above: {
				...getTableColumns(parents),
				isLeftBehind: sql<boolean>`exists (select from members m where m.org_id = ${parents.orgId}
					and m.id = ${parents.ownerId} and m.left_at is not null)`
			},
			owner: { name: owners.name, leftAt: owners.leftAt },
			asked: asked.id,
			by: asking.name
		})
		.from(owners)
		.innerJoin(goals, and(eq(goals.orgId, owners.orgId), eq(goals.ownerId, owners.id)))
		.leftJoin(parents, and(eq(parents.orgId, goals.orgId), eq(parents.id, goals.parentId)))
		.leftJoin(
			asked,
			and(eq(asked.orgId, goals.orgId), eq(asked.id, goals.offeredTo), isNull(asked.leftAt))
		)
		.leftJoin(asking, and(eq(asking.orgId, goals.orgId), eq(asking.id, goals.offeredBy)))
		.where(
			and(
				eq(owners.orgId, actor.orgId),
				isNotNull(owners.leftAt),
				isNull(goals.closedAt),
				isNull(goals.memberId),
				or(eq(goals.offeredTo, actor.memberId), and(isNull(asked.id), mayBeTheirs(actor)))
			)
		)
		.orderBy(desc(owners.leftAt), desc(goals.id))
		.limit(AT_MOST);
	return rows.flatMap(({ goal, above, owner, asked, by }) => {
		const { id, title } = goal;
		const at = (goal.offeredAt ?? owner.leftAt!).toISOString();
		if (asked) return [handedAsk({ id, title, by: by ?? 'Somebody', at })];
		if (!answersFor(actor, governed({ ...goal, above }))) return [];
		return [leftAsk({ id, title, owner: owner.name, at: owner.leftAt!.toISOString() })];
	});
}

/** Narrows to what this person might answer for, so that nobody's screen reads everybody's. */
function mayBeTheirs({ role, memberId, manages }: MemberActor) {
	if (role === 'admin') return sql`true`;
	const led = role === 'manager' && manages.length ? manages : undefined;
	return or(
		eq(parents.ownerId, memberId),
		led && inArray(goals.teamId, led),
		led && inArray(parents.teamId, led)
	);
}
