import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { MOST_TRIES, tryLater } from './note-failure.ts';
import { momentFailures } from './schema.ts';

/** A rule that has thrown at a win as often as it is tried. */
export interface ParkedRule {
	rule: string;
	/** At how many wins. */
	wins: number;
	/** Since when the first of them waits. */
	since: Date;
	/** What it threw last. */
	error: string;
}

/** The rules of an organization that are parked at some of its wins; everything else goes on. */
export async function parkedRules(db: Queryable, orgId: OrgId): Promise<ParkedRule[]> {
	return db
		.select({
			rule: momentFailures.rule,
			wins: sql<number>`count(*)::int`,
			since: sql`min(${momentFailures.lastAt})`.mapWith(momentFailures.lastAt),
			error: sql<string>`(array_agg(${momentFailures.error} order by ${momentFailures.lastAt} desc))[1]`
		})
		.from(momentFailures)
		.where(and(eq(momentFailures.orgId, orgId), gte(momentFailures.tries, MOST_TRIES)))
		.groupBy(momentFailures.rule)
		.orderBy(asc(momentFailures.rule));
}

/** Has a parked rule look at its wins again, as often as before. */
export async function unparkRule(
	tx: Queryable,
	orgId: OrgId,
	rule: string,
	at: Date
): Promise<void> {
	const rows = await tx
		.update(momentFailures)
		.set({ tries: 0 })
		.where(
			and(
				eq(momentFailures.orgId, orgId),
				eq(momentFailures.rule, rule),
				gte(momentFailures.tries, MOST_TRIES)
			)
		)
		.returning({ cause: momentFailures.cause, ids: momentFailures.activityIds });
	for (const row of rows) await tryLater(tx, { orgId, rule, ...row }, at);
}
