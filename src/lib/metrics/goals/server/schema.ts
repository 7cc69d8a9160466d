import { sql } from 'drizzle-orm';
import {
	date,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { members, organizations, teams } from '#lib/identity/server/schema.ts';
import { metrics } from '#lib/metrics/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { GoalKind, GoalMeasure } from '../goal.ts';

export const goals = pgTable(
	'goals',
	{
		orgId: orgColumn(),
		id: idColumn<'goal'>().notNull(),
		kind: text('kind').$type<GoalKind>().notNull(),
		title: text('title').notNull(),
		/** One line on why it matters. */
		why: text('why').notNull().default(''),
		measure: text('measure').$type<GoalMeasure>().notNull(),
		metricId: idColumn<'metric'>('metric_id'),
		/** In the metric's smallest unit; taps for check-ins. */
		target: quantityColumn('target').notNull(),
		startsOn: date('starts_on').notNull(),
		endsOn: date('ends_on').notNull(),
		/** Whose activities move it: a team's, a member's, or with neither the whole organization's. */
		teamId: idColumn<'team'>('team_id'),
		memberId: idColumn<'member'>('member_id'),
		/** The goal it supports. */
		parentId: idColumn<'goal'>('parent_id'),
		createdBy: idColumn<'member'>('created_by'),
		createdAt: instantColumn('created_at').notNull().defaultNow(),
		closedAt: instantColumn('closed_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.metricId], foreignColumns: [metrics.orgId, metrics.id] }),
		foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
		foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.parentId], foreignColumns: [t.orgId, t.id] }),
		index('goals_metric').on(t.orgId, t.metricId)
	]
);

/** What a goal has reached: always equal to the activities (or check-ins) that feed it. */
export const goalProgress = pgTable(
	'goal_progress',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		value: quantityColumn('value')
			.notNull()
			.default(sql`0`),
		movedAt: instantColumn('moved_at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.goalId] }),
		foreignKey({
			columns: [t.orgId, t.goalId],
			foreignColumns: [goals.orgId, goals.id]
		}).onDelete('cascade')
	]
);

export const checkIns = pgTable(
	'check_ins',
	{
		orgId: orgColumn(),
		id: idColumn<'check-in'>().notNull(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** +1, or −1 where a tap is taken back. */
		amount: quantityColumn('amount').notNull(),
		note: text('note'),
		/** The same tap sent twice counts once. */
		requestId: text('request_id').notNull(),
		at: instantColumn('at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.goalId],
			foreignColumns: [goals.orgId, goals.id]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
		uniqueIndex('check_ins_once').on(t.orgId, t.requestId)
	]
);
