import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { answersFor } from '../../support/agree.ts';
import { goesOnWords } from '../../support/going-on.ts';
import { handedAsk, leftAsk } from '../../ask-words.ts';
import { governed } from '../may-change.ts';
import { goals } from '../schema.ts';

const AT_MOST = 50;
const owners = alias(members, 'owners');
const parents = alias(goals, 'parents');
const asked = alias(members, 'asked');
const asking = alias(members, 'asking');

/**
 * Goals whose owner has left: for whoever is asked to answer for one or to carry on with it, and for who
 * may ask somebody while nobody is asked. Of those that were somebody's own only what another goal waits
 * for and can still be reached; the others end with their last day.
 */
export async function readLeftGoals({ db, clock }: Context, actor: MemberActor): Promise<Ask[]> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, clock.now());
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
				or(isNull(goals.memberId), stillOpen(today)),
				or(eq(goals.offeredTo, actor.memberId), and(isNull(asked.id), mayBeTheirs(actor)))
			)
		)
		.orderBy(desc(owners.leftAt), desc(goals.id))
		.limit(AT_MOST);
	return rows.flatMap(({ goal, above, owner, asked, by }) => {
		const { id, title } = goal;
		const left = { id, title, owner: owner.name, own: goal.memberId !== null };
		const from = goesOnWords(goal, today);
		const at = (goal.offeredAt ?? owner.leftAt!).toISOString();
		if (asked) return [handedAsk({ ...left, by: by ?? 'Somebody', from, at })];
		if (!answersFor(actor, governed({ ...goal, above }))) return [];
		return [leftAsk({ ...left, at: owner.leftAt!.toISOString() })];
	});
}

/** Whether somebody can carry on with it, as `whyNotOn` decides. */
export function stillOpen(today: Day) {
	return sql`${goals.parentId} is not null and ${goals.declinedAt} is null
		and (${goals.endsOn} > ${today} or (${goals.endsOn} = ${today} and ${goals.measure} <> 'metric'))
		and ${goals.target} > coalesce((select p.value from goal_progress p
			where p.org_id = ${goals.orgId} and p.goal_id = ${goals.id}), ${goals.startValue})`;
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
