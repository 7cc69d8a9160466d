import { sql } from 'drizzle-orm';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { GOALS } from '../facts.ts';
import { recountAll } from './progress/recount.ts';

/**
 * Recounts the open goals of one organization, or of all, from the ledger, the check-ins and the
 * goals that support them; what leads to them is laid anew. Closed goals keep the result they were
 * closed with. Announces them, and answers how many open goals there are and how many stood wrong before.
 */
export async function rebuildProgress(
	{ db, clock, announce }: Pick<Context, 'db' | 'clock' | 'announce'>,
	orgId?: OrgId
): Promise<{ goals: number; corrected: number }> {
	const orgs = orgId ? [orgId] : await organizationsWithGoals(db);
	const sum = { goals: 0, corrected: 0 };
	for (const org of orgs) {
		const one = await db.transaction((tx) => rebuildOne(tx, org, clock));
		sum.goals += one.goals;
		sum.corrected += one.corrected;
		announce(org, [GOALS]);
	}
	return sum;
}

async function rebuildOne(tx: Queryable, orgId: OrgId, clock: Clock) {
	await holdLedger(tx, orgId);
	const corrected = await recountAll(tx, orgId, clock.now());
	const counted = await tx.execute(
		sql`select count(*)::int as n from goals where org_id = ${orgId} and closed_at is null`
	);
	return {
		goals: (counted.rows as { n: number }[])[0]!.n,
		corrected: corrected.size
	};
}

async function organizationsWithGoals(db: Queryable): Promise<OrgId[]> {
	const found = await db.execute(sql`select distinct org_id from goals order by org_id`);
	return (found.rows as { org_id: OrgId }[]).map((row) => row.org_id);
}
