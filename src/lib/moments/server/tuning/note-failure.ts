import { sql } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { addJobAt } from '#lib/platform/server/jobs.ts';
import { logError } from '#lib/platform/server/log.ts';
import { momentFailures } from './schema.ts';

/** So often a rule looks at a win; then it is parked until somebody changes the rule. */
export const MOST_TRIES = 5;

const FIRST_WAIT_MS = 15_000;

/** What the outbox keeps of a rule that threw. */
export interface Retry {
	orgId: OrgId;
	rule: string;
	cause: string;
	ids: ActivityId[];
}

/**
 * Keeps that a rule threw at a win, once a try, and has it tried again later: five times in all, each
 * after four times the wait before. `ids` is what the reaction was told of; a try is told the same.
 */
export async function noteFailure(
	context: Context,
	orgId: OrgId,
	rule: string,
	cause: string,
	error: unknown,
	ids: ActivityId[]
): Promise<void> {
	const { db, clock } = context;
	const lastAt = clock.now();
	const words = (error instanceof Error ? error.message : String(error)).slice(0, 500);
	logError('moments.rule', error, { rule, cause });
	const key = { orgId, rule, cause };
	await db.transaction(async (tx) => {
		const [row] = await tx
			.insert(momentFailures)
			.values({ ...key, activityIds: ids, tries: 1, error: words, lastAt })
			.onConflictDoUpdate({
				target: [momentFailures.orgId, momentFailures.rule, momentFailures.cause],
				set: { tries: sql`${momentFailures.tries} + 1`, error: words, lastAt }
			})
			.returning({ tries: momentFailures.tries, ids: momentFailures.activityIds });
		const { tries, ids: kept } = row!;
		const wait = FIRST_WAIT_MS * 4 ** (tries - 1);
		if (tries < MOST_TRIES)
			await tryLater(tx, { ...key, ids: kept }, new Date(lastAt.getTime() + wait));
	});
}

/** Has the rule look at the win again from `runAt` on; once, however often it is asked for. */
export function tryLater(tx: Queryable, retry: Retry, runAt: Date): Promise<void> {
	const key = `retry-rule:${retry.orgId}:${retry.rule}:${retry.cause}`;
	return addJobAt(tx, 'retry-rule', retry, { runAt, key });
}
