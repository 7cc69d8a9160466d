import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { insertMetric, type NewMetric } from './create-metric.ts';

const none = { dailyCap: null, guardrailId: null };

// Outcomes first, so that each activity can name the one it should lead to.
const STARTING_SET: (NewMetric & { key: string; leadsTo?: string })[] = [
	{
		key: 'revenue',
		name: 'Revenue',
		unit: 'money',
		pointsPerUnit: '0.01',
		horizon: 'forecast',
		...none
	},
	{
		key: 'deals-won',
		name: 'Deals won',
		unit: 'count',
		pointsPerUnit: '500',
		horizon: 'forecast',
		...none
	},
	{
		key: 'demos-held',
		name: 'Demos held',
		unit: 'count',
		pointsPerUnit: '100',
		horizon: 'pipeline',
		...none,
		leadsTo: 'deals-won'
	},
	{
		key: 'first-meetings',
		name: 'First meetings',
		unit: 'count',
		pointsPerUnit: '40',
		horizon: 'pipeline',
		...none,
		leadsTo: 'demos-held'
	},
	{
		key: 'calls-connected',
		name: 'Calls connected',
		unit: 'count',
		pointsPerUnit: '10',
		horizon: 'pipeline',
		...none,
		dailyCap: '25',
		leadsTo: 'first-meetings'
	}
];

/** The metrics a new organization starts with. */
export async function seedMetrics(tx: Queryable, orgId: OrgId): Promise<void> {
	const ids = new Map<string, MetricId>();
	for (const { leadsTo, ...metric } of STARTING_SET) {
		const guardrailId = leadsTo ? ids.get(leadsTo)! : null;
		ids.set(metric.key, await insertMetric(tx, orgId, { ...metric, guardrailId }, null));
	}
}
