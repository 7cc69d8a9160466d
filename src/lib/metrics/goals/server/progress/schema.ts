import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import { ofGoal } from '../schema.ts';

/**
 * Whose activities move a goal, and which: derived from the goal and its people so that recording finds
 * every goal of an activity by one index. A goal's rows never overlap, so that it counts none twice.
 */
export const goalFeeds = pgTable(
	'goal_feeds',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		metricId: idColumn<'metric'>('metric_id').notNull(),
		/** A member, a team, or the nil id for the whole organization. */
		feeder: uuid('feeder').notNull(),
		startsOn: date('starts_on').notNull(),
		endsOn: date('ends_on').notNull(),
		segment: text('segment'),
		atLeast: quantityColumn('at_least'),
		/** At this figure it counts for the goal above; null where none counts it. */
		crossesAt: quantityColumn('crosses_at'),
		/** False once the goal is closed: its result stays. */
		isOpen: boolean('is_open').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.goalId, t.feeder, t.startsOn] }),
		ofGoal(t),
		index('goal_feeds_feeder').on(t.orgId, t.metricId, t.feeder, t.endsOn)
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
	(t) => [primaryKey({ columns: [t.orgId, t.goalId] }), ofGoal(t)]
);

/** What each had brought to a goal when it was closed, kept with its result. */
export const goalResults = pgTable(
	'goal_results',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** In the metric's smallest unit; taps for check-ins. */
		value: quantityColumn('value').notNull(),
		activities: integer('activities').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.goalId, t.memberId] }), ofGoal(t), ofMember(t)]
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
		ofGoal(t),
		foreignKey({ columns: [t.orgId, t.memberId], foreignColumns: [members.orgId, members.id] }),
		uniqueIndex('check_ins_once').on(t.orgId, t.requestId),
		index('check_ins_goal').on(t.orgId, t.goalId, t.memberId)
	]
);

/** How goals that count goals have moved: together always what they are beyond their start. */
export const goalCounts = pgTable(
	'goal_counts',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		/** In the order in which they happened. */
		position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
		/** Goals that came over their target, less those that fell below it. */
		step: quantityColumn('step').notNull(),
		/** Null for what they had counted before this was kept. */
		at: instantColumn('at')
	},
	(t) => [primaryKey({ columns: [t.orgId, t.goalId, t.position] }), ofGoal(t)]
);
