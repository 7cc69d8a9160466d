import { and, eq, sql } from 'drizzle-orm';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { memberActor, readOrganization } from '#lib/identity/server/index.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { ChecksState } from '../question.ts';
import { countFlags } from './read-flags.ts';
import { answering, countOpen, theAnswer } from './read-questions.ts';
import { flags, questions } from './schema.ts';

/** `checks?member=…`: what waits for somebody, and that something about them or their teams moved. */
export function checksTopic({
	db,
	clock
}: Context): Topic<Actor, MemberId, ChecksState, ChecksState> {
	return {
		name: 'checks',
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => actor.kind === 'member' && actor.memberId === member,
		async read(orgId, member) {
			const { timeZone } = await readOrganization(db, orgId);
			const actor = await memberActor(db, orgId, member, dayIn(timeZone, clock.now()));
			if (!actor) return undefined;
			return { state: await readState(db, actor), facts: factsOf(actor) };
		},
		diff: (before, after) =>
			before.waiting === after.waiting && before.stamp === after.stamp ? undefined : after
	};
}

/** An entry that is taken back or corrected, by whatever way, answers the question about it. */
function factsOf({ memberId, role, manages }: MemberActor): string[] {
	const teams = manages.flatMap((team) => [`checks:team:${team}`, `corrected:team:${team}`]);
	const all = role === 'admin' ? ['checks:admins', 'corrected'] : [];
	return ['people', `checks:${memberId}`, `corrected:${memberId}`, ...teams, ...all];
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
