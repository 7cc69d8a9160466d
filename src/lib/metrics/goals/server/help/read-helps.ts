import { and, desc, eq, gte, isNull, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalHelp } from '../../page/help.ts';
import { goalHelps, goals } from '../schema.ts';

const askers = alias(members, 'askers');
const BOTH_HERE = and(isNull(members.leftAt), isNull(askers.leftAt));

/** Questions for help with a goal that were put by or to a member, newest first. */
export async function readHelps(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId,
	memberId: MemberId
): Promise<GoalHelp[]> {
	const theirs = or(eq(goalHelps.fromId, memberId), eq(goalHelps.memberId, memberId));
	return select(db, and(eq(goalHelps.orgId, orgId), eq(goalHelps.goalId, goalId), theirs));
}

/**
 * Of open goals: what a member was asked and has not answered, and what they were answered and is not
 * done yet: a no since then, a yes however long ago. What is between them and somebody who has left is
 * left out.
 */
export async function readOpenHelps(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	since: Date
): Promise<GoalHelp[]> {
	const asked = and(eq(goalHelps.memberId, memberId), isNull(goalHelps.answer));
	const news = or(eq(goalHelps.answer, 'yes'), gte(goalHelps.answeredAt, since));
	const answered = and(eq(goalHelps.fromId, memberId), news, isNull(goalHelps.doneAt));
	const running = and(isNull(goals.closedAt), BOTH_HERE);
	return select(db, and(eq(goalHelps.orgId, orgId), running, or(asked, answered)));
}

/**
 * Help that was promised, between two who are here, with open goals that were behind their pace, in the
 * whole organization.
 */
export async function readPromised(db: Queryable, orgId: OrgId): Promise<GoalHelp[]> {
	return select(
		db,
		and(
			...[eq(goalHelps.orgId, orgId), eq(goalHelps.answer, 'yes'), isNull(goalHelps.doneAt)],
			...[eq(goalHelps.isBehind, true), isNull(goals.closedAt), BOTH_HERE]
		)
	);
}

async function select(db: Queryable, which: SQL | undefined): Promise<GoalHelp[]> {
	const rows = await db
		.select({
			help: goalHelps,
			goal: goals.title,
			from: { id: askers.id, name: askers.name },
			to: { id: members.id, name: members.name }
		})
		.from(goalHelps)
		.innerJoin(goals, and(eq(goals.orgId, goalHelps.orgId), eq(goals.id, goalHelps.goalId)))
		.innerJoin(askers, and(eq(askers.orgId, goalHelps.orgId), eq(askers.id, goalHelps.fromId)))
		.innerJoin(members, and(eq(members.orgId, goalHelps.orgId), eq(members.id, goalHelps.memberId)))
		.where(which)
		.orderBy(desc(goalHelps.at), desc(goalHelps.id));
	return rows.map(({ help, goal, from, to }) => ({
		id: help.id,
		goalId: help.goalId,
		goal,
		from,
		to,
		sentence: help.sentence,
		at: help.at.toISOString(),
		answer: help.answer,
		answeredAt: help.answeredAt?.toISOString() ?? null,
		isBehind: help.isBehind,
		doneAt: help.doneAt?.toISOString() ?? null
	}));
}
