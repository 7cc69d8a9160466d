import { count, eq } from 'drizzle-orm';
import { slug, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation, type Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { noteChange } from '#lib/identity/server/index.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Metric } from '../metric.ts';
import { checkRule, type Rule } from './check-rule.ts';
import { findMetric } from './list-metrics.ts';
import { changedBy } from './changed-by.ts';
import { columnsOf, ruleOnly } from './rule-columns.ts';
import { metricRules, metrics } from './schema.ts';

/** The first version of a rule holds for all of the past: history can be imported under it. */
const ALWAYS = '0001-01-01';

export interface NewMetric extends Rule {
	key?: string | undefined;
	name: string;
	unit: Unit;
}

export async function createMetric(
	context: Context,
	orgId: OrgId,
	command: NewMetric,
	by: MemberId | null
): Promise<Result<Metric>> {
	const key = slug(command.key || command.name);
	if (!key || key === 'points')
		return refuse('invalid', 'Give the metric a name with letters or digits; "points" is taken.', {
			name: 'Choose another name.'
		});
	const checked = await checkRule(context.db, orgId, command, null);
	if (!checked.ok) return checked;
	try {
		await context.db.transaction(async (tx) => {
			const id = await insertMetric(tx, orgId, { ...command, key }, by);
			const { name, unit } = command;
			const after = { key, name, unit, ...ruleOnly(command) };
			const at = context.clock.now();
			const kind = 'metric.created';
			const made = { orgId, at, by: changedBy(by), kind, subject: id, after };
			await noteChange(tx, { ...made, before: null, effectiveFrom: null });
		});
	} catch (error) {
		if (!isUniqueViolation(error)) throw error;
		return refuse('conflict', `There is a metric called ${key} already.`, {
			key: 'Choose another key.'
		});
	}
	context.announce(orgId, ['metrics']);
	return ok((await findMetric(context.db, orgId, key, '9999-12-31'))!);
}

/** Inserts a metric with its first rule; the caller has checked both. */
export async function insertMetric(
	tx: Queryable,
	orgId: OrgId,
	metric: NewMetric & { key: string },
	by: MemberId | null
): Promise<Metric['id']> {
	const id = newId<'metric'>();
	const [row] = await tx.select({ metrics: count() }).from(metrics).where(eq(metrics.orgId, orgId));
	const { key, name, unit } = metric;
	await tx.insert(metrics).values({ orgId, id, key, name, unit, position: row!.metrics });
	await tx.insert(metricRules).values({
		orgId,
		metricId: id,
		version: 1,
		effectiveFrom: ALWAYS,
		...columnsOf(metric),
		createdBy: by
	});
	return id;
}
