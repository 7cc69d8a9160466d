import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Problem, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { concerned } from './concerned.ts';
import { holdCard, newestCard } from './newest-card.ts';
import { expectationCards } from './schema.ts';
import { settleOpen } from './write-card.ts';

/** Which card, and the version that whoever taps has before them. */
export interface Seen {
	memberId: MemberId;
	version: number;
}

/** What keeps a tap or an answer from going to a version that is not the one that holds. */
export function unseen(seen: Seen, newest: { version: number } | undefined): Problem | undefined {
	if (!newest || seen.version > newest.version)
		return { kind: 'missing', detail: 'There is no such card yet.' };
	if (seen.version < newest.version)
		return {
			kind: 'conflict',
			detail: 'Your card changed while you were reading. Look at what is new, then tap.'
		};
	return undefined;
}

/**
 * A member's tap that they have read the version of their own card that they saw. Tapped again it
 * stays what it was; what they had asked to talk about is settled with it.
 */
export async function acknowledge(
	context: Context,
	actor: MemberActor,
	seen: Seen
): Promise<Result<{ at: string }>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'expectations.answer', of: seen.memberId }))
		return refuse('forbidden', 'Everybody taps for themselves. Ask them to read their card.');
	const now = context.clock.now();
	let moved = false;
	const done = await context.db.transaction(async (tx): Promise<Result<{ at: string }>> => {
		await holdCard(tx, orgId, memberId);
		const newest = await newestCard(tx, orgId, memberId);
		const problem = unseen(seen, newest);
		if (problem) return { ok: false, problem };
		if (newest!.acknowledgedAt) return ok({ at: newest!.acknowledgedAt.toISOString() });
		moved = true;
		await tx
			.update(expectationCards)
			.set({ acknowledgedAt: now })
			.where(
				and(
					eq(expectationCards.orgId, orgId),
					eq(expectationCards.memberId, memberId),
					eq(expectationCards.version, seen.version),
					isNull(expectationCards.acknowledgedAt)
				)
			);
		await settleOpen(tx, orgId, memberId, memberId, now);
		return ok({ at: now.toISOString() });
	});
	if (moved) context.announce(orgId, concerned(memberId, actor.teamId));
	return done;
}
