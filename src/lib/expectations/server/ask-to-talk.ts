import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { unseen, type Seen } from './acknowledge.ts';
import { concerned } from './concerned.ts';
import { holdCard, newestCard } from './newest-card.ts';
import { expectations, expectationWords } from './schema.ts';

export interface AskToTalk extends Seen {
	/** Which of them it is about; left out for the whole card. */
	line?: Id<'expectation'> | undefined;
	sentence: string;
	/** The same one is said once. */
	requestId: string;
}

type Said = Result<{ id: Id<'expectation-word'> }>;

/** What a member says to their card instead of a tap; it waits for whoever leads them. One at a time. */
export async function askToTalk(
	context: Context,
	actor: MemberActor,
	command: AskToTalk
): Promise<Said> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'expectations.answer', of: command.memberId }))
		return refuse('forbidden', 'Everybody answers for themselves.');
	const at = context.clock.now();
	let moved = false;
	const done = await context.db.transaction(async (tx): Promise<Said> => {
		await holdCard(tx, orgId, memberId);
		const said = await saidBefore(tx, actor, command.requestId);
		if (said) return ok(said);
		const problem = unseen(command, await newestCard(tx, orgId, memberId));
		if (problem) return { ok: false, problem };
		if (command.line && !(await isOnCard(tx, actor, command)))
			return refuse('invalid', 'This is not on your card. Choose another, or the whole card.');
		if (await hasOpen(tx, actor))
			return refuse('conflict', 'You have asked to talk already. It waits for who leads you.');
		moved = true;
		const id = newId<'expectation-word'>(at);
		const { version, line, sentence, requestId } = command;
		const lineId = line ?? null;
		await tx
			.insert(expectationWords)
			.values({ orgId, id, memberId, version, lineId, sentence, at, requestId });
		return ok({ id });
	});
	if (moved) context.announce(orgId, concerned(memberId, actor.teamId));
	return done;
}

async function saidBefore(tx: Queryable, { orgId, memberId }: MemberActor, requestId: string) {
	const [said] = await tx
		.select({ id: expectationWords.id })
		.from(expectationWords)
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				eq(expectationWords.requestId, requestId),
				eq(expectationWords.memberId, memberId)
			)
		);
	return said;
}

async function hasOpen(tx: Queryable, { orgId, memberId }: MemberActor): Promise<boolean> {
	const open = await tx
		.select({ id: expectationWords.id })
		.from(expectationWords)
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				eq(expectationWords.memberId, memberId),
				isNull(expectationWords.settledAt)
			)
		);
	return open.length > 0;
}

async function isOnCard(
	tx: Queryable,
	{ orgId, memberId }: MemberActor,
	{ version, line }: AskToTalk
): Promise<boolean> {
	const found = await tx
		.select({ line: expectations.lineId })
		.from(expectations)
		.where(
			and(
				eq(expectations.orgId, orgId),
				eq(expectations.memberId, memberId),
				eq(expectations.version, version),
				eq(expectations.lineId, line!)
			)
		);
	return found.length > 0;
}
