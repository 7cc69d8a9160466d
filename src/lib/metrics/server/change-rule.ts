import { and, desc, eq, sql } from 'drizzle-orm';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { noteChange, readOrganization } from '#lib/identity/server/index.ts';
import { changedBy } from './changed-by.ts';
import { checkRule, type Rule } from './check-rule.ts';
import { columnsOf, ruleOf, ruleOnly } from './rule-columns.ts';
import { metricRules, metrics } from './schema.ts';

/** The last day, this one or later, on which anything was counted in this metric or has scored of it. */
export type LastCounted = (tx: Queryable, metricId: MetricId, from: Day) => Promise<Day | null>;

/**
 * Gives a metric a new rule: from today where nothing was counted today, otherwise from tomorrow in
 * the organization's zone, so that no figure anybody has seen is ever rewritten. Where midnight has
 * passed while it waited, or another process is ahead, what was counted since has its day too.
 */
export async function changeRule(
	context: Context,
	orgId: OrgId,
	metricId: MetricId,
	rule: Rule,
	by: MemberId | null,
	lastCounted: LastCounted
): Promise<Result<{ effectiveFrom: Day }>> {
	const checked = await checkRule(context.db, orgId, rule, metricId);
	if (!checked.ok) return checked;
	const { timeZone } = await readOrganization(context.db, orgId);
	const at = context.clock.now();
	const today = dayIn(timeZone, at);
	const effectiveFrom = await context.db.transaction(async (tx) => {
		const last = await lastCounted(tx, metricId, today);
		const from = last === null ? today : addDays(last, 1);
		return (await save(tx, { orgId, metricId, at, by }, rule, from)) ? from : undefined;
	});
	if (!effectiveFrom) return refuse('missing', 'This metric is not one of yours.');
	context.announce(orgId, ['metrics']);
	return ok({ effectiveFrom });
}

async function save(
	tx: Queryable,
	{ orgId, metricId, at, by }: { orgId: OrgId; metricId: MetricId; at: Date; by: MemberId | null },
	rule: Rule,
	effectiveFrom: Day
): Promise<boolean> {
	const which = and(eq(metrics.orgId, orgId), eq(metrics.id, metricId));
	const [metric] = await tx.select().from(metrics).where(which).for('update');
	if (!metric) return false;
	const [newest] = await tx
		.select()
		.from(metricRules)
		.where(and(eq(metricRules.orgId, orgId), eq(metricRules.metricId, metricId)))
		.orderBy(desc(metricRules.version))
		.limit(1);
	const next = { ...columnsOf(rule), createdBy: by };
	// A second change on one day replaces the first: nothing has been counted by it yet.
	await tx
		.insert(metricRules)
		.values({ orgId, metricId, version: newest!.version + 1, effectiveFrom, ...next })
		.onConflictDoUpdate({
			target: [metricRules.orgId, metricRules.metricId, metricRules.effectiveFrom],
			set: { ...next, createdAt: sql`now()` }
		});
	const [before, after] = [ruleOf(newest!), ruleOnly(rule)];
	const change = { orgId, at, by: changedBy(by), kind: 'metric.rule', subject: metricId };
	await noteChange(tx, { ...change, before, after, effectiveFrom });
	return true;
}
