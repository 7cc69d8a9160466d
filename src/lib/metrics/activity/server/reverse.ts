import { and, eq } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { scoringRule } from '../prepare.ts';
import { applyActivities, type LedgerRow } from './apply-activities.ts';
import { follow, type Outcome, type Projection } from './record.ts';
import { activities } from './schema.ts';
import { activitiesWithRule } from './with-rule.ts';

export interface Reversal {
	/** Who takes it back: `member:<id>`, `key:<id>`. */
	by: string;
	/** Why, in a sentence; both stay visible. */
	note: string;
}

/**
 * Adds the row that takes `id` back: same member, metric, day, team and rule, values negated, so
 * that every sum loses exactly what the original gave it. Once, by the ledger's own key.
 */
export async function reverse(
	context: Context,
	projections: Projection[],
	orgId: OrgId,
	id: ActivityId,
	reversal: Reversal
): Promise<{ result: Result<{ reversed: boolean }>; facts: Outcome['facts'] }> {
	return context.db.transaction(async (tx) => {
		const original = await readOriginal(tx, orgId, id);
		if (!original)
			return { result: refuse('missing', 'This activity is not in the ledger.'), facts: [] };
		if (original.activity.reversesId)
			return {
				result: refuse(
					'conflict',
					'This entry is a reversal itself. Record the activity again instead.'
				),
				facts: []
			};
		const row = opposite(original, reversal, context.clock.now());
		const fresh = await applyActivities(tx, [row]);
		const facts = fresh.size ? await follow(tx, [row], projections) : [];
		return {
			result: ok({ reversed: fresh.size === 1 }),
			facts: fresh.size ? [...facts, { orgId, fact: 'moments' }] : []
		};
	});
}

type Original = NonNullable<Awaited<ReturnType<typeof readOriginal>>>;

async function readOriginal(tx: Queryable, orgId: OrgId, id: ActivityId) {
	const [row] = await activitiesWithRule(tx).where(
		and(eq(activities.orgId, orgId), eq(activities.id, id))
	);
	return row;
}

function opposite(
	{ activity, rule, metric, organization }: Original,
	reversal: Reversal,
	now: Date
): LedgerRow {
	return {
		...activity,
		id: newId<'activity'>(now),
		source: 'reversal',
		externalId: activity.id,
		fingerprint: activity.id,
		value: -activity.value,
		sign: -1,
		recordedAt: now,
		recordedBy: reversal.by,
		note: reversal.note,
		reversesId: activity.id,
		replacesId: null,
		rule: scoringRule(rule.pointsPerUnit, rule.dailyCap, metric.unit, organization.currency),
		calendar: organization
	};
}
