import { and, eq } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import { activities } from '../schema.ts';
import { within, type BehindQuery } from './behind-query.ts';
import { fed } from './fed.ts';

/** The rows of the ledger that count in the figure, whenever they came. */
export function counted(orgId: OrgId, query: BehindQuery) {
	return and(
		within(orgId, query, activities, activities.day),
		query.metric ? eq(activities.metricId, query.metric.id) : undefined,
		query.goal ? fed(query.goal.feeds) : undefined
	);
}
