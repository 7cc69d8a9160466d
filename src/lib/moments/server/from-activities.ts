import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { celebrateDeal } from './celebrate-deal.ts';
import { celebrateGoals } from './celebrate-goals.ts';
import { completeDeal } from './complete-deal.ts';
import { dealsOfMoney } from './deals-of-money.ts';
import { feeding } from './feeding.ts';
import { freshDeals, freshRows } from './fresh-rows.ts';
import { rewordDeals } from './reword-deals.ts';
import { winMetrics } from './win-metrics.ts';

/** Rings for deals won today and for goals that today's work reached; rewords what was corrected. */
export async function fromActivities(
	context: Context,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<boolean> {
	const { db } = context;
	const organization = await readOrganization(db, orgId);
	const metrics = await winMetrics(db, orgId);
	const fed = feeding(db, orgId);
	const changes: boolean[] = [];
	for (const deal of await freshDeals(db, orgId, metrics, ids, organization.timeZone))
		changes.push(await celebrateDeal(db, organization, metrics, deal, fed));
	const rows = await freshRows(db, orgId, ids, organization.timeZone);
	for (const row of rows) changes.push(await celebrateGoals(db, orgId, row, fed));
	for (const deal of await dealsOfMoney(db, orgId, metrics, rows))
		changes.push(await completeDeal(db, organization, metrics, deal));
	changes.push(await rewordDeals(db, organization, metrics, ids));
	return changes.includes(true);
}
