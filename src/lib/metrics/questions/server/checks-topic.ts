import { and, eq, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ownTopic } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { ChecksState } from '../question.ts';
import { countFlags } from './read-flags.ts';
import { answering, countOpen, theAnswer } from './read-questions.ts';
import { flags, questions } from './schema.ts';

/** `checks?member=…`: what waits for somebody, and that something about them or their teams moved. */
export function checksTopic(context: Context) {
	return ownTopic<ChecksState>(context, 'checks', async (actor) => ({
		state: await readState(context.db, actor),
		facts: factsOf(actor)
	}));
}

function factsOf(actor: MemberActor): string[] {
	const { memberId, role, manages } = actor;
	const teams = manages.map((team) => `checks:team:${team}`);
	const all = role === 'admin' ? ['checks:admins'] : [];
	const own = [`checks:${memberId}`, `corrected:${memberId}`];
	return ['people', ...own, ...teams, ...all, ...correctedFor(actor)];
}

/**
 * What is announced to who leads when an entry is taken back or corrected, by whatever way: that
 * answers the question about it.
 */
export function correctedFor({ role, manages }: MemberActor): string[] {
	return [
		...manages.map((team) => `corrected:team:${team}`),
		...(role === 'admin' ? ['corrected'] : [])
	];
}

async function readState(db: Queryable, actor: MemberActor): Promise<ChecksState> {
	const leads = actor.role !== 'rep';
	const waiting = leads ? (await countOpen(db, actor)) + (await countFlags(db, actor)) : 0;
	return { waiting, stamp: await stampOf(db, actor) };
}

/** Grows with every question, answer, flag and look of this person and, who leads, of the organization. */
async function stampOf(db: Queryable, { orgId, memberId, role }: MemberActor): Promise<string> {
	const mine = role === 'rep';
	const [asked] = await db
		.select({
			all: sql<string>`count(*) || ' ' || count(coalesce(${questions.answeredAt}, ${answering.recordedAt}))`
		})
		.from(questions)
		.leftJoin(answering, theAnswer)
		.where(and(eq(questions.orgId, orgId), mine ? eq(questions.askedBy, memberId) : undefined));
	const [flagged] = await db
		.select({ all: sql<string>`count(*) || ' ' || count(${flags.lookedAt})` })
		.from(flags)
		.where(and(eq(flags.orgId, orgId), mine ? eq(flags.memberId, memberId) : undefined));
	return `${asked!.all} ${flagged!.all}`;
}
