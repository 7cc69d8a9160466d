import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { findMetric, renameMetric, sameRule, type Rule } from '#lib/metrics/server/index.ts';
import { changeRule } from './change-rule.ts';

/** The day no rule starts after: what holds on it is the newest rule. */
const EVER_AFTER: Day = '9999-12-31';

/**
 * Gives a metric another name, which holds at once, and another rule where it differs from the
 * newest one. Answers the first day of the new rule, or null where only the name changed.
 */
export async function editMetric(
	context: Context,
	orgId: OrgId,
	key: string,
	edit: Rule & { name: string },
	by: MemberId
): Promise<Result<{ effectiveFrom: Day | null }>> {
	const metric = await findMetric(context.db, orgId, key, EVER_AFTER);
	if (!metric) return refuse('missing', 'This metric is not one of yours.');
	const { name, ...rule } = edit;
	const changed = sameRule(metric, rule)
		? ok({ effectiveFrom: null })
		: await changeRule(context, orgId, metric.id, rule, by);
	if (changed.ok && name !== metric.name) await renameMetric(context, orgId, metric.id, name, by);
	return changed;
}
