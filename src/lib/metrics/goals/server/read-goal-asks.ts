import {
	and,
	desc,
	eq,
	getTableColumns,
	gte,
	inArray,
	isNotNull,
	isNull,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization, teams } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Ask } from '#lib/platform/ask.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { instantIn } from '#lib/platform/zone.ts';
import { mayAgree } from '../support/agree.ts';
import { declinedAsk, proposalAsk, reviewAsk, stepAsk } from '../ask-words.ts';
import { governed } from './may-change.ts';
import { readGoalsById, readHead } from './read-goals.ts';
import { readHelpAsks } from './help/read-help-asks.ts';
import { isWish } from './support/is-wish.ts';
import { readNotMoved } from './support/read-not-moved.ts';
import { readLeftGoals } from './support/read-left-goals.ts';
import { readPutInAsks } from './people/read-put-in.ts';
import { readOffers } from './read-offers.ts';
import { goals } from './schema.ts';
import { goalProgress } from './progress/schema.ts';

const DAY_MS = 86_400_000;
const NO_IS_NEWS_FOR = 14 * DAY_MS;
// Beyond that nobody reads on; the oldest wait until the newer ones are done.
const AT_MOST = 50;

/**
 * What waits for a member because of goals: proposals they may agree to, their own that were declined,
 * goals that they wanted elsewhere and that stay,
 * goals of a few that somebody put them into,
 * help they were asked for and answers to their own questions, a next step on offer, goals that ended
 * and wait to be closed with what was learned, and those whose owner has left. Newest first.
 */
export async function readGoalAsks(context: Context, actor: MemberActor): Promise<Ask[]> {
	const asks = [
		...(await proposals(context, actor)),
		...(await declined(context, actor)),
		...(await readNotMoved(context, actor, NO_IS_NEWS_FOR)),
		...(await readPutInAsks(context, actor)),
		...(await readHelpAsks(context, actor)),
		...(await ownGoals(context, actor)),
		...(await readLeftGoals(context, actor))
	];
	return asks.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const parents = alias(goals, 'parents');
// One that wants itself wants to stand on its own.
const place = sql`nullif(coalesce(${goals.wantedId}, ${goals.parentId}), ${goals.id})`;
const owners = alias(members, 'owners');
const answering = alias(members, 'answering');

/** The last time it was asked for: since it was set it may have been put elsewhere or sent again. That
 * somebody carried on with the goal above asks for nothing, nor does a move that was taken back. */
const ASKED = sql`from goal_changes c where c.org_id = ${goals.orgId} and c.goal_id = ${goals.id}
	and (c.kind = 'set' or c.says ? 'again' or ${isWish(sql`c`)})
	order by c.at desc, c.id desc limit 1`;
const askedKind = sql<string | null>`(select c.kind ${ASKED})`;
const askedBy = sql<string | null>`(select (select m.name from members m
	where m.org_id = c.org_id and m.id = c."by") ${ASKED})`;
const askedAt = sql`coalesce((select c.at ${ASKED}), ${goals.createdAt})`.mapWith(goals.createdAt);

const left = (person: typeof owners | typeof answering) =>
	sql<boolean>`${person.leftAt} is not null`;

/** Narrows to what this person might agree to, so that nobody's screen reads everybody's proposals. */
function mayBeAnsweredBy({ role, memberId, manages }: MemberActor): SQL | undefined {
	const led = (team: typeof goals.teamId | typeof parents.teamId) =>
		role === 'manager' && manages.length ? inArray(team, manages) : sql`false`;
	const isAdmin = sql`${role === 'admin'}`;
	return or(
		eq(parents.ownerId, memberId),
		led(parents.teamId),
		and(isNull(parents.id), or(eq(goals.ownerId, memberId), led(goals.teamId))),
		and(isAdmin, or(isNull(parents.id), eq(parents.kind, 'organizational'), left(answering)))
	);
}

async function proposals({ db }: Context, actor: MemberActor): Promise<Ask[]> {
	const rows = await proposedTo(db, actor);
	return rows
		.filter(({ goal, parent, parentIsLeftBehind }) => {
			const above = parent && governed({ ...parent, isLeftBehind: parentIsLeftBehind });
			return mayAgree(actor, governed(goal), above);
		})
		.map(({ goal, parent, by, at, kind, team }) =>
			proposalAsk({
				...{ id: goal.id, title: goal.title, why: goal.why, at: at.toISOString() },
				...(kind === 'relinked' ? { under: parent?.title ?? null } : {}),
				by: by ?? 'Somebody',
				for: parent ? `“${parent.title}”` : (team ?? 'everybody')
			})
		);
}

async function proposedTo(db: Queryable, actor: MemberActor) {
	return db
		.select({
			goal: { ...getTableColumns(goals), isLeftBehind: left(owners) },
			parent: parents,
			parentIsLeftBehind: left(answering),
			by: sql<string | null>`coalesce(${askedBy}, ${members.name})`,
			at: askedAt,
			kind: askedKind,
			team: teams.name
		})
		.from(goals)
		.leftJoin(owners, and(eq(owners.orgId, goals.orgId), eq(owners.id, goals.ownerId)))
		.leftJoin(parents, and(eq(parents.orgId, goals.orgId), eq(parents.id, place)))
		.leftJoin(answering, and(eq(answering.orgId, goals.orgId), eq(answering.id, parents.ownerId)))
		.leftJoin(members, and(eq(members.orgId, goals.orgId), eq(members.id, goals.createdBy)))
		.leftJoin(teams, and(eq(teams.orgId, goals.orgId), eq(teams.id, goals.teamId)))
		.where(
			and(
				eq(goals.orgId, actor.orgId),
				or(isNull(goals.agreedAt), isNotNull(goals.wantedId)),
				isNull(goals.declinedAt),
				isNull(goals.closedAt),
				mayBeAnsweredBy(actor)
			)
		)
		.orderBy(desc(askedAt), desc(goals.id))
		.limit(AT_MOST);
}

async function declined({ db, clock }: Context, actor: MemberActor): Promise<Ask[]> {
	const since = new Date(clock.now().getTime() - NO_IS_NEWS_FOR);
	const rows = await db
		.select({
			id: goals.id,
			title: goals.title,
			why: goals.declinedWhy,
			at: goals.declinedAt
		})
		.from(goals)
		.where(
			and(
				eq(goals.orgId, actor.orgId),
				eq(goals.ownerId, actor.memberId),
				isNull(goals.closedAt),
				gte(goals.declinedAt, since)
			)
		);
	return rows.map(({ id, title, why, at }) =>
		declinedAsk({ id, title, why: why ?? '', at: at!.toISOString() })
	);
}

async function ownGoals({ db, clock }: Context, actor: MemberActor): Promise<Ask[]> {
	const { orgId } = actor;
	const moved = await ownedGoals(db, actor);
	const mine = await readGoalsById(db, orgId, [...moved.keys()]);
	const { today, currency } = await readHead(db, orgId, clock.now());
	const { timeZone } = await readOrganization(db, orgId);
	const offers = await readOffers(db, orgId, mine, clock.now());
	return mine.flatMap((goal) => {
		const step = offers.get(goal.id);
		if (step) return [stepAsk(goal, step, currency, moved.get(goal.id)!)];
		if (goal.endsOn >= today) return [];
		const over = instantIn(timeZone, addDays(goal.endsOn, 1), 0);
		return [reviewAsk(goal, currency, over.toISOString())];
	});
}

/** The open goals that a member answers for, the latest end first, with when their figure moved. */
async function ownedGoals(db: Queryable, actor: MemberActor): Promise<Map<GoalId, string>> {
	const rows = await db
		.select({ id: goals.id, movedAt: goalProgress.movedAt })
		.from(goals)
		.innerJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.where(
			and(
				eq(goals.orgId, actor.orgId),
				eq(goals.ownerId, actor.memberId),
				isNull(goals.closedAt),
				isNotNull(goals.agreedAt)
			)
		)
		.orderBy(desc(goals.endsOn))
		.limit(AT_MOST);
	return new Map(rows.map(({ id, movedAt }) => [id, movedAt.toISOString()]));
}
