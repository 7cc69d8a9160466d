import { and, eq, isNull } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dealDetail } from '../deal-words.ts';
import { describeDeal } from './describe-deal.ts';
import { moments } from './schema.ts';
import type { StandingRow } from './standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

/** Gives a deal that has rung without its money the figure; true where that changed a moment. */
export async function completeDeal(
	db: Queryable,
	organization: Organization,
	metrics: WinMetrics,
	deal: StandingRow
): Promise<boolean> {
	const facts = await describeDeal(db, organization, metrics, deal);
	if (facts.amount === null) return false;
	const changed = await db
		.update(moments)
		.set({
			figure: showFigure(facts.amount, 'money', organization.currency),
			detail: dealDetail(facts)
		})
		.where(
			and(
				eq(moments.orgId, organization.id),
				eq(moments.cause, `activity:${deal.firstId}`),
				isNull(moments.figure)
			)
		)
		.returning({ id: moments.id });
	return changed.length > 0;
}
