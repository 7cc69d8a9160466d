import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { members } from '#lib/identity/server/index.ts';
import { activities, namesOf } from '#lib/metrics/activity/server/index.ts';
import { NONE, type ActivityId, type MemberId, type TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Answered, Question } from '../question.ts';
import { questions } from './schema.ts';

/** A question with the entry it is about. */
export interface AskedQuestion extends Question {
	entryId: ActivityId;
	memberId: MemberId;
}

/** The row that takes the entry back: where there is one, it is the answer. */
export const answering = alias(activities, 'answering');

const theEntry = and(
	eq(activities.orgId, questions.orgId),
	eq(activities.id, questions.activityId)
);
export const theAnswer = and(
	eq(answering.orgId, questions.orgId),
	eq(answering.reversesId, questions.activityId)
);

const OLDEST = [asc(questions.askedAt), asc(questions.id)];
const NEWEST = [desc(questions.askedAt), desc(questions.id)];

/** Nobody has answered, and the entry still stands as it did. */
const isOpen = and(isNull(questions.answeredAt), isNull(answering.id))!;

/** The questions about these entries, oldest first. */
export function questionsAbout(
	db: Queryable,
	actor: MemberActor,
	ids: ActivityId[]
): Promise<AskedQuestion[]> {
	if (!ids.length) return Promise.resolve([]);
	return read(db, actor, inArray(questions.activityId, ids), 'oldest', 500);
}

/** What waits for this reader's answer, oldest first. */
export function openQuestions(db: Queryable, actor: MemberActor): Promise<AskedQuestion[]> {
	return read(db, actor, and(isOpen, ledBy(actor), notMine(actor)), 'oldest', 100);
}

/** What was answered in this reader's teams, newest first. */
export function answeredQuestions(db: Queryable, actor: MemberActor): Promise<AskedQuestion[]> {
	const answered = or(isNotNull(questions.answeredAt), isNotNull(answering.id));
	return read(db, actor, and(answered, ledBy(actor)), 'newest', 20);
}

/** A member's own questions, newest first. */
export function questionsOf(
	db: Queryable,
	actor: MemberActor,
	memberId: MemberId
): Promise<AskedQuestion[]> {
	return read(db, actor, eq(questions.askedBy, memberId), 'newest', 10);
}

/** How many wait for this reader. */
export async function countOpen(db: Queryable, actor: MemberActor): Promise<number> {
	const [row] = await db
		.select({ waiting: sql<number>`count(*)::int` })
		.from(questions)
		.innerJoin(activities, theEntry)
		.leftJoin(answering, theAnswer)
		.where(and(eq(questions.orgId, actor.orgId), isOpen, ledBy(actor), notMine(actor)));
	return row!.waiting;
}

function ledBy({ role, manages }: MemberActor): SQL | undefined {
	if (role === 'admin') return undefined;
	return manages.length ? inArray(activities.teamId, manages) : sql`false`;
}

function notMine({ memberId }: MemberActor): SQL | undefined {
	return and(ne(activities.memberId, memberId), ne(questions.askedBy, memberId));
}

async function read(
	db: Queryable,
	actor: MemberActor,
	which: SQL | undefined,
	order: 'oldest' | 'newest',
	limit: number
): Promise<AskedQuestion[]> {
	const rows: Row[] = await db
		.select({ question: questions, entry: activities, asker: members.name, answering })
		.from(questions)
		.innerJoin(activities, theEntry)
		.innerJoin(members, and(eq(members.orgId, questions.orgId), eq(members.id, questions.askedBy)))
		.leftJoin(answering, theAnswer)
		.where(and(eq(questions.orgId, actor.orgId), which))
		.orderBy(...(order === 'oldest' ? OLDEST : NEWEST))
		.limit(limit);
	const bys = rows.map(answererOf).filter((by) => by !== null);
	const names = await namesOf(db, actor.orgId, bys);
	return rows.map((row) => {
		const { question, entry, asker } = row;
		const by = answererOf(row);
		const team = entry.teamId === NONE ? null : (entry.teamId as TeamId);
		const own = entry.memberId === actor.memberId || question.askedBy === actor.memberId;
		return {
			id: question.id,
			entryId: question.activityId,
			memberId: entry.memberId,
			askedBy: asker,
			askedAt: question.askedAt.toISOString(),
			sentence: question.sentence,
			answered: by === null ? null : answerOf(row, names(by)),
			mayAnswer: by === null && !own && may(actor, { may: 'questions.answer', team })
		};
	});
}

interface Row {
	question: typeof questions.$inferSelect;
	entry: typeof activities.$inferSelect;
	asker: string;
	answering: typeof activities.$inferSelect | null;
}

function answererOf({ question, answering }: Omit<Row, 'asker' | 'entry'>): string | null {
	if (question.answeredAt) return `member:${question.answeredBy}`;
	return answering?.recordedBy ?? null;
}

function answerOf({ question, answering }: Omit<Row, 'asker' | 'entry'>, by: string): Answered {
	const kept = question.answeredAt;
	return {
		answer: kept ? 'kept' : 'reversed',
		by,
		at: (kept ?? answering!.recordedAt).toISOString(),
		reason: (kept ? question.reason : answering!.note) ?? ''
	};
}
