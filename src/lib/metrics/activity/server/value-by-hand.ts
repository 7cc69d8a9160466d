import { findMetric } from '#lib/metrics/server/index.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { readByHand } from '../by-hand.ts';

/** The day no rule starts after: a metric's unit is the same under every one. */
const EVER_AFTER: Day = '9999-12-31';

/**
 * What somebody typed for a metric, plain; or the sentence for its field. What an entry `held` before
 * and still holds is taken as it stands, and a metric that is not kept is left to the ledger.
 */
export async function valueByHand(
	db: Queryable,
	orgId: OrgId,
	typed: { metric: string; value: string },
	currency: string,
	held?: bigint
): Promise<Result<string>> {
	const metric = await findMetric(db, orgId, typed.metric, EVER_AFTER);
	if (!metric) return ok(typed.value);
	if (held !== undefined && parseDecimal(typed.value, scaleOf(metric.unit, currency)) === held)
		return ok(typed.value);
	const read = readByHand(typed.value, metric.unit, currency);
	if ('value' in read) return ok(read.value);
	return refuse('invalid', read.sentence, { value: read.sentence });
}
