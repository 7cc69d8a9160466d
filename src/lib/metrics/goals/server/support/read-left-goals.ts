import {
	and,
	desc,
	eq,
	getTableColumns,
	inArray,
	isNotNull,
	isNull,
	lte,
	or,
	sql
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { answersFor } from '../../support/agree.ts';
import { goesOnWords } from '../../support/going-on.ts';
import { handedAsk, leftAsk, manyLeftAsk } from '../../ask-words.ts';
import { governed } from '../may-change.ts';
import { goals } from '../schema.ts';

const AT_MOST = 50;
/** So many goals of one person are told one by one; more are one line. */
const SINGLY = 3;
const owners = alias(members, 'owners');
const parents = alias(goals, 'parents');
const asked = alias(members, 'asked');
const asking = alias(members, 'asking');

/**
 * Goals whose owner has left: for whoever is asked to answer for one or to carry on with it, and for who
 * may ask somebody while nobody is asked. Of those that were somebody's own only what can still be reached
 * and another goal waits for, or the reader is asked to carry on with; the others end with their last day.
 */
export async function readLeftGoals({ db, clock }: Context, actor: MemberActor): Promise<Ask[]> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, clock.now());
	return (await leftTo(db, actor, today)).flatMap((left) => askOf(left, actor, today));
}

type LeftRow = Awaited<ReturnType<typeof leftTo>>[number];

function askOf(left: LeftRow, actor: MemberActor, today: Day): Ask[] {
	const { all, goal, above, owner, asked, by } = left;
	const { id, title } = goal;
	const leftAt = owner.leftAt!.toISOString();
	if (all > SINGLY) {
		const many = { goalId: id, title, of: owner, count: all, at: leftAt };
		return [manyLeftAsk({ ...many, isAsked: asked !== null })];
	}
	const one = { id, title, owner: owner.name, own: goal.memberId !== null, at: leftAt };
	if (asked) {
		const handed = { by: by ?? 'Somebody', from: goesOnWords(goal, today) };
		const closedAbove = above?.closedAt ? above.title : null;
		const at = goal.offeredAt?.toISOString() ?? leftAt;
		return [handedAsk({ ...one, ...handed, closedAbove, at })];
	}
	return answersFor(actor, governed({ ...goal, above })) ? [leftAsk(one)] : [];
}

async function leftTo(db: Queryable, actor: MemberActor, today: Day) {
	const each = rankedByOwner(db, actor, today);
	return db
		.select({
			all: each.all,
			goal: { ...getTableColumns(goals), isLeftBehind: sql<boolean>`true` },
			above: {
				...getTableColumns(parents),
				isLeftBehind: sql<boolean>`exists (select from members m where m.org_id = ${parents.orgId}
					and m.id = ${parents.ownerId} and m.left_at is not null)`
			},
			owner: { id: owners.id, name: owners.name, leftAt: owners.leftAt },
			asked: asked.id,
			by: asking.name
		})
		.from(each)
		.innerJoin(goals, and(eq(goals.orgId, actor.orgId), eq(goals.id, each.id)))
		.innerJoin(owners, and(eq(owners.orgId, goals.orgId), eq(owners.id, goals.ownerId)))
		.leftJoin(parents, and(eq(parents.orgId, goals.orgId), eq(parents.id, goals.parentId)))
		.leftJoin(
			asked,
			and(eq(asked.orgId, goals.orgId), eq(asked.id, goals.offeredTo), isNull(asked.leftAt))
		)
		.leftJoin(asking, and(eq(asking.orgId, goals.orgId), eq(asking.id, goals.offeredBy)))
		.where(or(eq(each.nth, 1), and(lte(each.nth, SINGLY), lte(each.all, SINGLY))))
		.orderBy(desc(owners.leftAt), desc(goals.id))
		.limit(AT_MOST);
}

/**
 * What is theirs to take on or to hand over, each with its number among the goals of who left, and how
 * many those are: of a great many one stands for all, so that they push nothing else out.
 */
function rankedByOwner(db: Queryable, actor: MemberActor, today: Day) {
	const among = sql`partition by ${owners.id}, ${asked.id} is null`;
	return db
		.select({
			id: goals.id,
			nth: sql<number>`row_number() over (${among} order by ${goals.id} desc)`
				.mapWith(Number)
				.as('nth'),
			all: sql<number>`count(*) over (${among})`.mapWith(Number).as('all_of_them')
		})
		.from(owners)
		.innerJoin(goals, and(eq(goals.orgId, owners.orgId), eq(goals.ownerId, owners.id)))
		.leftJoin(parents, and(eq(parents.orgId, goals.orgId), eq(parents.id, goals.parentId)))
		.leftJoin(
			asked,
			and(eq(asked.orgId, goals.orgId), eq(asked.id, goals.offeredTo), isNull(asked.leftAt))
		)
		.where(
			and(
				eq(owners.orgId, actor.orgId),
				isNotNull(owners.leftAt),
				isNull(goals.closedAt),
				or(isNull(goals.memberId), canGoOn(today)),
				or(
					eq(goals.offeredTo, actor.memberId),
					and(isNull(asked.id), or(isNull(goals.memberId), isWaitedFor), mayBeTheirs(actor))
				)
			)
		)
		.as('each');
}

/** Whether a goal that still runs stands above it. */
export const isWaitedFor = sql`exists (select from goals above where above.org_id = ${goals.orgId}
	and above.id = ${goals.parentId} and above.closed_at is null)`;

/** Whether somebody can carry on with it, as `whyNotOn` decides. */
export function canGoOn(today: Day) {
	return sql`${goals.declinedAt} is null
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
