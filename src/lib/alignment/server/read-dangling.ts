import { sql } from 'drizzle-orm';
import { NONE, type GoalId, type MetricId, type OrgId, type TeamId } from '#lib/platform/ids.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LooseGoal } from '../picture.ts';
import { keyOf, type Whose } from '../whose.ts';
import { leading } from './leading.ts';

interface Row {
	metric_id: MetricId;
	id: GoalId;
	title: string;
	waits: boolean;
}

/**
 * Goals that count this work and lead to none of the organization's: linking one of them is the
 * shortest answer. By metric; those that wait to be agreed say so.
 */
export async function readDangling(
	db: Queryable,
	orgId: OrgId,
	whose: Whose,
	ground: { today: Day; teamId: TeamId | null }
): Promise<Map<MetricId, LooseGoal[]>> {
	const wide = whose.kind === 'member' && ground.teamId ? [ground.teamId, NONE] : [NONE];
	const feeders = [...new Set<string>([keyOf(whose), ...wide])];
	const found = await db.execute(sql`
		with recursive ${leading(orgId)}
		select distinct f.metric_id, g.id, g.title, g.agreed_at is null as waits
		from goal_feeds f
		join goals g on g.org_id = f.org_id and g.id = f.goal_id and g.declined_at is null
		where f.org_id = ${orgId} and f.is_open and f.ends_on >= ${ground.today}
			and f.feeder = any(${sql.param(feeders)}::uuid[])
			and not exists (select from lead where lead.id = f.goal_id)
		order by g.title, g.id`);
	const rows = found.rows as unknown as Row[];
	return new Map(
		[...groupedBy(rows, ({ metric_id }) => metric_id)].map(([metric, goals]) => [
			metric,
			goals.map(({ id, title, waits }) => ({ id, title, waits }))
		])
	);
}
