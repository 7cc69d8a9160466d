import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Guardrail } from '../metric.ts';
import { insertMetric, type NewMetric } from './create-metric.ts';

const none = { dailyCap: null, guardrail: null };

/** What of the starting set a metric leads to, and how much of it scores for each. */
type LeadsTo = Omit<Guardrail, 'outcomeId'> & { outcome: string };

// Outcomes first, so that each activity can name the one it should lead to.
const STARTING_SET: (NewMetric & { key: string; leadsTo?: LeadsTo })[] = [
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
		...none
	},
	{
		key: 'first-meetings',
		name: 'First meetings',
		unit: 'count',
		pointsPerUnit: '40',
		horizon: 'pipeline',
		...none
	},
	{
		key: 'calls-connected',
		name: 'Calls connected',
		unit: 'count',
		pointsPerUnit: '10',
		horizon: 'pipeline',
		...none,
		dailyCap: '25',
		leadsTo: { outcome: 'first-meetings', allows: '25', per: '1', window: 'month' }
	}
];

/** The metrics a new organization starts with. */
export async function seedMetrics(tx: Queryable, orgId: OrgId): Promise<void> {
	const ids = new Map<string, MetricId>();
	for (const { leadsTo, ...metric } of STARTING_SET) {
		const guardrail = leadsTo ? guardrailOf(leadsTo, ids) : null;
		ids.set(metric.key, await insertMetric(tx, orgId, { ...metric, guardrail }, null));
	}
}

function guardrailOf({ outcome, ...rest }: LeadsTo, ids: Map<string, MetricId>): Guardrail {
	return { outcomeId: ids.get(outcome)!, ...rest };
}
