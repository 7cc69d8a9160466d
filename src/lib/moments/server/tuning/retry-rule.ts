import { and, eq, type SQL } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { findMoments } from '../find-moments.ts';
import type { Retry } from './note-failure.ts';
import { momentFailures } from './schema.ts';

/** Looks for moments in activities, and notes anew which rules throw. */
export type Look = (context: Context, orgId: OrgId, ids: ActivityId[]) => Promise<void>;

/**
 * Has a rule that threw look at its win again. Where it throws again, that has been noted and counted
 * by then; where it does not, its failure is forgotten.
 */
export async function retryRule(
	context: Context,
	{ orgId, rule, cause, ids }: Retry,
	look: Look = lookAgain
): Promise<void> {
	const failure = and(
		eq(momentFailures.orgId, orgId),
		eq(momentFailures.rule, rule),
		eq(momentFailures.cause, cause)
	)!;
	const tries = await triesOf(context, failure);
	if (tries === undefined) return;
	await look(context, orgId, ids);
	await context.db.delete(momentFailures).where(and(failure, eq(momentFailures.tries, tries)));
}

async function triesOf({ db }: Context, failure: SQL): Promise<number | undefined> {
	const [row] = await db
		.select({ tries: momentFailures.tries })
		.from(momentFailures)
		.where(failure);
	return row?.tries;
}

/** The whole reaction: what the other rules have found has its moment, which is made only once. */
function lookAgain(context: Context, orgId: OrgId, ids: ActivityId[]): Promise<void> {
	return findMoments(context, { orgId, kind: 'activities', ids }, async () => undefined);
}
