import {
	bigint,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { groups } from '#lib/identity/server/groups/schema.ts';
import { ofMember, ofOrganization, ofTeam } from '#lib/identity/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { PeriodKind } from '#lib/platform/period.ts';

/** Periods that are over for good: what their boards showed then, they show for ever. */
export const closings = pgTable(
	'closings',
	{
		orgId: orgColumn(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		periodStart: date('period_start').notNull(),
		/** Its last day. */
		periodEnd: date('period_end').notNull(),
		closedAt: instantColumn('closed_at').notNull(),
		/** A ledger row of the organization counts in the closed figures when its position is lower. */
		position: bigint('position', { mode: 'bigint' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.periodKind, t.periodStart] }), ofOrganization(t)]
);

/** The totals of a closed period as they stood when it closed. Never changed; `totals` goes on. */
export const finalTotals = pgTable(
	'final_totals',
	{
		orgId: orgColumn(),
		metricId: uuid('metric_id').notNull(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		periodStart: date('period_start').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: uuid('team_id').notNull(),
		value: quantityColumn('value').notNull(),
		activities: integer('activities').notNull(),
		entries: integer('entries').notNull(),
		/** What was usual for the member then, in all their teams: see `usualFigures`. Null for nothing. */
		base: quantityColumn('base')
	},
	(t) => [
		primaryKey({
			columns: [t.orgId, t.metricId, t.periodKind, t.periodStart, t.memberId, t.teamId]
		}),
		ofMember(t),
		index('final_totals_member').on(t.orgId, t.memberId, t.metricId, t.periodKind)
	]
);

/** What members had brought to a closed period on the days on which they were in a group. Never changed. */
export const finalGroupTotals = pgTable(
	'final_group_totals',
	{
		orgId: orgColumn(),
		groupId: idColumn<'group'>('group_id').notNull(),
		metricId: uuid('metric_id').notNull(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		periodStart: date('period_start').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: uuid('team_id').notNull(),
		value: quantityColumn('value').notNull(),
		activities: integer('activities').notNull(),
		entries: integer('entries').notNull()
	},
	(t) => [
		primaryKey({
			columns: [t.orgId, t.groupId, t.metricId, t.periodKind, t.periodStart, t.memberId, t.teamId]
		}),
		foreignKey({
			columns: [t.orgId, t.groupId],
			foreignColumns: [groups.orgId, groups.id]
		}).onDelete('cascade'),
		ofMember(t),
		index('final_group_totals_member').on(t.orgId, t.memberId)
	]
);

/** The days a team's people were in it in a closed period: five people of a week are 35. Never changed. */
export const finalTeamDays = pgTable(
	'final_team_days',
	{
		orgId: orgColumn(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		periodStart: date('period_start').notNull(),
		teamId: idColumn<'team'>('team_id').notNull(),
		days: integer('days').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.periodKind, t.periodStart, t.teamId] }), ofTeam(t)]
);
