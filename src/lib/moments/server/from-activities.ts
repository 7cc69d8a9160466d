import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { celebrateDeal } from './celebrate-deal.ts';
import { celebrateGoals } from './celebrate-goals.ts';
import { completeDeal } from './complete-deal.ts';
import { dealsOfMoney } from './deals-of-money.ts';
import { feeding } from './feeding.ts';
import { freshRows } from './fresh-rows.ts';
import { winMetrics } from './win-metrics.ts';

/** Rings for deals won today and for goals that today's work reached. */
export async function fromActivities(
	context: Context,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<boolean> {
	const { db } = context;
	const organization = await readOrganization(db, orgId);
	const rows = await freshRows(db, orgId, ids, organization.timeZone);
	if (!rows.length) return false;
	const metrics = await winMetrics(db, orgId);
	const fed = feeding(db, orgId);
	const changes: boolean[] = [];
	for (const row of rows) {
		if (row.metricId === metrics.deals)
			changes.push(await celebrateDeal(db, organization, metrics, row, fed));
		changes.push(await celebrateGoals(db, orgId, row, fed));
	}
	for (const deal of await dealsOfMoney(db, orgId, metrics, rows))
		changes.push(await completeDeal(db, organization, metrics, deal));
	return changes.includes(true);
}
