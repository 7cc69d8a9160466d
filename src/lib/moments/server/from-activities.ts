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
	const deals = await freshDeals(db, orgId, metrics, ids, organization.timeZone);
	const rows = await freshRows(db, orgId, ids, organization.timeZone);
	const fed = await feeding(db, orgId, [...deals, ...rows]);
	const changes: boolean[] = [];
	for (const deal of deals) changes.push(await celebrateDeal(db, organization, metrics, deal, fed));
	changes.push(await celebrateGoals(db, orgId, rows, fed));
	for (const deal of await dealsOfMoney(db, orgId, metrics, rows))
		changes.push(await completeDeal(db, organization, metrics, deal));
	changes.push(await rewordDeals(db, organization, metrics, ids));
	return changes.includes(true);
}
