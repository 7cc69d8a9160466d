import { and, asc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { scopeOf } from '#lib/metrics/goals/scope.ts';
import { goalFeeds, goals } from '#lib/metrics/goals/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { WalkedGoal, WalkWorld } from './ledger.ts';
import type { Stretch } from './read-ledger.ts';

/** The agreed goals that count a metric in these days, the first to end first. */
export async function readWalkedGoals(
	db: Queryable,
	orgId: OrgId,
	stretch: Stretch,
	metrics: WalkWorld['metrics']
): Promise<WalkedGoal[]> {
	const rows = await db
		.select()
		.from(goals)
		.where(
			and(
				eq(goals.orgId, orgId),
				isNotNull(goals.metricId),
				isNotNull(goals.agreedAt),
				lte(goals.startsOn, stretch.until),
				gte(goals.endsOn, stretch.from)
			)
		)
		.orderBy(asc(goals.endsOn), asc(goals.id));
	const ids = rows.map(({ id }) => id);
	const feeds = groupedBy(await readFeeds(db, orgId, ids), ({ goalId }) => goalId);
	const before = await countedBefore(db, orgId, stretch);
	return rows.flatMap((row) => {
		const metric = row.metricId && metrics.get(row.metricId);
		if (!metric) return [];
		const { id: metricId, unit } = metric;
		const start = row.startValue + (before.get(row.id) ?? 0n);
		return {
			...row,
			...{ scope: scopeOf(row), metricId, unit, start },
			feeds: feeds.get(row.id) ?? []
		};
	});
}

function readFeeds(db: Queryable, orgId: OrgId, ids: GoalId[]) {
	return db
		.select()
		.from(goalFeeds)
		.where(and(eq(goalFeeds.orgId, orgId), inArray(goalFeeds.goalId, ids)));
}

// The days before these are walked as sums, which do not say what a goal of some entries only counts.
async function countedBefore(
	db: Queryable,
	orgId: OrgId,
	{ from }: Stretch
): Promise<Map<GoalId, bigint>> {
	const found = await db.execute(sql`
		select f.goal_id as id, sum(b.value)::text as value
		from goal_feeds f join activities b on b.org_id = f.org_id and b.metric_id = f.metric_id
			and b.day between f.starts_on and f.ends_on and b.day < ${from}
			and f.feeder in (b.member_id, b.team_id, '00000000-0000-0000-0000-000000000000')
			and (f.segment is null or f.segment = b.segment)
			and (f.at_least is null or abs(b.value) >= f.at_least)
		where f.org_id = ${orgId} and (f.segment is not null or f.at_least is not null)
		group by f.goal_id`);
	const rows = found.rows as { id: GoalId; value: string }[];
	return new Map(rows.map(({ id, value }) => [id, BigInt(value)]));
}
