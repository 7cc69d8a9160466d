import type { Organization } from '#lib/identity/organization.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { dealDetail, dealHeadline } from '../deal-words.ts';
import { completeDeal } from './complete-deal.ts';
import { describeDeal } from './describe-deal.ts';
import { fedBy, type Feeding } from './feeding.ts';
import { makeMoment } from './make-moment.ts';
import type { StandingRow } from './standing-activities.ts';
import type { WinMetrics } from './win-metrics.ts';

/** Rings for a deal; true where that made or changed a moment. */
export async function celebrateDeal(
	db: Queryable,
	organization: Organization,
	metrics: WinMetrics,
	deal: StandingRow,
	feeding: Feeding
): Promise<boolean> {
	const facts = await describeDeal(db, organization, metrics, deal);
	const { amount } = facts;
	const made = await makeMoment(db, organization.id, {
		kind: 'deal',
		cause: `activity:${deal.firstId}`,
		memberId: deal.memberId,
		teamId: deal.teamId,
		headline: dealHeadline(facts),
		figure: amount === null ? null : showFigure(amount, 'money', organization.currency),
		detail: dealDetail(facts),
		goal: await fedBy(db, feeding, deal),
		inFeed: true,
		onTv: true,
		at: deal.recordedAt
	});
	if (!made || amount !== null) return made !== undefined;
	// The money may have come in between, and its own job found no moment to complete.
	await completeDeal(db, organization, metrics, deal);
	return true;
}
