import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { concerned } from './concerned.ts';
import { expectationWords } from './schema.ts';

/**
 * Says that one has talked with a member about what they said to their card, and that it stays as it
 * is: it then waits for their tap again. Said twice it is settled once.
 */
export async function settleWords(
	{ db, clock, announce }: Context,
	actor: MemberActor,
	id: Id<'expectation-word'>
): Promise<Result<{ settled: boolean }>> {
	const { orgId } = actor;
	const which = and(eq(expectationWords.orgId, orgId), eq(expectationWords.id, id));
	const [word] = await db.select().from(expectationWords).where(which);
	const { timeZone } = await readOrganization(db, orgId);
	const now = clock.now();
	const person = word && (await readPerson(db, orgId, word.memberId, dayIn(timeZone, now)));
	if (!person) return refuse('missing', 'There is nothing to talk about here any more.');
	if (!may(actor, { may: 'expectations.write', team: person.teamId }))
		return refuse('forbidden', 'Only who leads them can say that you have talked.');
	const settled = await db
		.update(expectationWords)
		.set({ settledAt: now, settledBy: actor.memberId })
		.where(and(which, isNull(expectationWords.settledAt)));
	if (settled.rowCount) announce(orgId, concerned(person.id, person.teamId));
	return ok({ settled: Boolean(settled.rowCount) });
}
