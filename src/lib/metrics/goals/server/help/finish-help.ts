import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { asksOf } from '#lib/platform/ask.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { GoalHelpId } from '../../page/help.ts';
import { goalHelps } from '../schema.ts';
import { ofUse } from './read-help-asks.ts';
import { readPromised } from './read-helps.ts';

/** Either of the two says that the help which was answered is done, or that the answer was read. */
export async function finishHelp(
	context: Context,
	actor: Actor,
	{ id }: { id: GoalHelpId }
): Promise<Result<{ id: GoalHelpId }>> {
	if (actor.kind !== 'member') return refuse('forbidden', 'Sign in to say so.');
	const theirs = or(
		eq(goalHelps.fromId, actor.memberId),
		and(eq(goalHelps.memberId, actor.memberId), eq(goalHelps.answer, 'yes'))
	);
	const one = and(eq(goalHelps.orgId, actor.orgId), eq(goalHelps.id, id), theirs);
	const [done] = await context.db
		.update(goalHelps)
		.set({ doneAt: context.clock.now() })
		.where(and(one, isNotNull(goalHelps.answer), isNull(goalHelps.doneAt)))
		.returning({ from: goalHelps.fromId, to: goalHelps.memberId });
	if (done) {
		context.announce(actor.orgId, [asksOf(done.from), asksOf(done.to)]);
		return ok({ id });
	}
	const [known] = await context.db.select({ doneAt: goalHelps.doneAt }).from(goalHelps).where(one);
	if (known?.doneAt) return ok({ id });
	return known
		? refuse('conflict', 'Nobody has answered yet. Wait for that first.')
		: refuse('missing', 'This help is between two others. Go back to your goals.');
}

/**
 * After work: help that was promised with a goal which is back on its pace is done. One query where
 * nobody has promised any; three where somebody has, however many, and a fourth where some is done.
 */
export async function finishHelps(context: Context, orgId: OrgId): Promise<void> {
	const { db, clock } = context;
	const promised = await readPromised(db, orgId);
	const used = await ofUse(context, orgId, promised);
	const done = promised.filter((help) => !used.has(help));
	if (!done.length) return;
	const ids = done.map(({ id }) => id);
	await db
		.update(goalHelps)
		.set({ doneAt: clock.now() })
		.where(and(eq(goalHelps.orgId, orgId), inArray(goalHelps.id, ids), isNull(goalHelps.doneAt)));
	context.announce(
		orgId,
		[...new Set(done.flatMap(({ from, to }) => [from.id, to.id]))].map(asksOf)
	);
}
