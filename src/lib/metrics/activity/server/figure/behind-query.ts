import { and, eq, gte, lte, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import { groupMemberships } from '#lib/identity/server/index.ts';
import type { GroupId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Metric } from '../../../metric.ts';
import type { ListPage } from '../../list-page.ts';
import type { activities, guardedScores, totals } from '../schema.ts';
import type { GoalFigure } from './goal-figure.ts';

type Dated = typeof activities | typeof totals | typeof guardedScores;

/** Which figure is opened. */
export interface BehindQuery {
	/** Null where it is everybody's, or a whole team's. */
	memberId: MemberId | null;
	/** Null for points. */
	metric: Metric | null;
	/** The first and the last day that count. */
	from: Day;
	to: Day;
	/** Only what was earned in this team. */
	teamId?: TeamId | undefined;
	/** Only the days on which somebody was in this group. */
	groupId?: GroupId | undefined;
	/** Only what this goal counts; then the metric is the goal's. */
	goal?: GoalFigure | undefined;
	/** 50 activities each, newest first; null for the newest of them. */
	page: ListPage | null;
}

/** What was there before the first entry: nothing but where it is a whole goal's figure. */
export function startOf({ goal, memberId }: BehindQuery): bigint {
	return goal && !memberId ? goal.start : 0n;
}

/** What of a table counts in the figure, goals apart: the same rows of the ledger and of its daily totals. */
export function within(
	orgId: OrgId,
	query: Omit<BehindQuery, 'page' | 'metric'>,
	table: Dated,
	day: AnyColumn
): SQL | undefined {
	const { memberId, teamId, groupId, from, to } = query;
	return and(
		eq(table.orgId, orgId),
		gte(day, from),
		lte(day, to),
		memberId ? eq(table.memberId, memberId) : undefined,
		teamId ? eq(table.teamId, teamId) : undefined,
		groupId ? inGroup(table, day, groupId) : undefined
	);
}

function inGroup(table: Dated, day: AnyColumn, groupId: GroupId): SQL {
	return sql`exists (select from ${groupMemberships} i where i.org_id = ${table.orgId}
		and i.group_id = ${groupId} and i.member_id = ${table.memberId} and i.starts_on <= ${day}
		and (i.ends_on is null or i.ends_on >= ${day}))`;
}
