import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	date,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	type PgColumn
} from 'drizzle-orm/pg-core';
import { members, ofMember, ofOrganization, teams } from '#lib/identity/server/schema.ts';
import { metrics } from '#lib/metrics/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { GoalChangeKind, GoalKind, GoalMeasure } from '../goal.ts';

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
		/** Only activities of this segment, and of at least this value each; null for all. */
		segment: text('segment'),
		atLeast: quantityColumn('at_least'),
		/** What was there when it began; the figure of the goal counts on from here. */
		startValue: quantityColumn('start_value')
			.notNull()
			.default(sql`0`),
		/** In the metric's smallest unit; taps for check-ins, goals for goals. Here it is reached. */
		target: quantityColumn('target').notNull(),
		/** Two more steps beyond the target, each higher than the one before it. */
		secondTarget: quantityColumn('second_target'),
		thirdTarget: quantityColumn('third_target'),
		startsOn: date('starts_on').notNull(),
		endsOn: date('ends_on').notNull(),
		/** Whose activities move it: a team's, a member's, or with neither the whole organization's. */
		teamId: idColumn<'team'>('team_id'),
		memberId: idColumn<'member'>('member_id'),
		/** The goal it supports. */
		parentId: idColumn<'goal'>('parent_id'),
		/**
		 * What an agreed goal is to support while that waits for an answer: until then all goes by
		 * `parentId`. Itself where it is to stand on its own; null where nobody wants it elsewhere.
		 */
		wantedId: idColumn<'goal'>('wanted_id'),
		/** Who answers for it: changes and closes it, agrees to what wants to support it. */
		ownerId: idColumn<'member'>('owner_id'),
		/** Who was asked to answer for it after its owner had left, by whom and when; null for nobody. */
		offeredTo: idColumn<'member'>('offered_to'),
		offeredBy: idColumn<'member'>('offered_by'),
		offeredAt: instantColumn('offered_at'),
		/** What each goal that supports it may take on, in its own unit; null for no bound. */
		commitFrom: quantityColumn('commit_from'),
		commitTo: quantityColumn('commit_to'),
		/** A pod's: whether others may join by themselves. */
		isOpen: boolean('is_open').notNull().default(true),
		/**
		 * Null while it is proposed: it counts for itself, but supports nothing and rings nothing until
		 * whoever owns what it supports has agreed.
		 */
		agreedAt: instantColumn('agreed_at'),
		agreedBy: idColumn<'member'>('agreed_by'),
		/** Set where the answer was no; the sentence is for who proposed it. */
		declinedAt: instantColumn('declined_at'),
		declinedWhy: text('declined_why'),
		createdBy: idColumn<'member'>('created_by'),
		createdAt: instantColumn('created_at').notNull().defaultNow(),
		closedAt: instantColumn('closed_at'),
		closedBy: idColumn<'member'>('closed_by'),
		/** Rows of the ledger below this position were there when it was closed. */
		closedPosition: bigint('closed_position', { mode: 'bigint' }),
		/** What was learned, in a sentence, when it was closed. */
		learned: text('learned')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		foreignKey({ columns: [t.orgId, t.metricId], foreignColumns: [metrics.orgId, metrics.id] }),
		foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
		namesMember(t, t.memberId),
		foreignKey({ columns: [t.orgId, t.parentId], foreignColumns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId, t.wantedId], foreignColumns: [t.orgId, t.id] }),
		namesMember(t, t.ownerId),
		namesMember(t, t.offeredTo),
		namesMember(t, t.offeredBy),
		namesMember(t, t.agreedBy),
		namesMember(t, t.createdBy),
		namesMember(t, t.closedBy),
		index('goals_metric').on(t.orgId, t.metricId),
		index('goals_parent').on(t.orgId, t.parentId),
		index('goals_wanted')
			.on(t.orgId, t.wantedId)
			.where(sql`wanted_id is not null`),
		index('goals_member').on(t.orgId, t.memberId)
	]
);

/** Who did something, or is to: they stay known after they have left, until the organization goes. */
function namesMember(t: { orgId: PgColumn }, member: PgColumn) {
	return foreignKey({
		columns: [t.orgId, member],
		foreignColumns: [members.orgId, members.id]
	});
}

/** What goes with its goal. For a table whose column of them is called `goalId`. */
export function ofGoal(t: { orgId: PgColumn; goalId: PgColumn }) {
	return foreignKey({
		columns: [t.orgId, t.goalId],
		foreignColumns: [goals.orgId, goals.id]
	}).onDelete('cascade');
}

/** Who is in a pod, by day: what they do on those days counts for it. */
export const goalPeople = pgTable(
	'goal_people',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		startsOn: date('starts_on').notNull(),
		/** Last day that counts; null while they are in it. */
		endsOn: date('ends_on'),
		/** Who put them in; null where they came by themselves or have said that they stay. */
		putBy: idColumn<'member'>('put_by')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.goalId, t.memberId, t.startsOn] }),
		ofGoal(t),
		ofMember(t),
		namesMember(t, t.putBy),
		index('goal_people_member').on(t.orgId, t.memberId)
	]
);

/** What happened to a goal, in order: its history stays readable after it is closed. */
export const goalChanges = pgTable(
	'goal_changes',
	{
		orgId: orgColumn(),
		id: idColumn<'goal-change'>().notNull(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		kind: text('kind').$type<GoalChangeKind>().notNull(),
		by: idColumn<'member'>('by'),
		at: instantColumn('at').notNull(),
		/** What the kind needs to be said: figures as decimal strings, titles as they were. */
		says: jsonb('says').$type<Record<string, string>>().notNull().default({})
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofGoal(t),
		namesMember(t, t.by),
		index('goal_changes_goal').on(t.orgId, t.goalId, t.at),
		index('goal_changes_declined')
			.on(t.orgId, t.at)
			.where(sql`kind = 'declined'`)
	]
);

/** Somebody asked somebody to help with a goal that slips. */
export const goalHelps = pgTable(
	'goal_helps',
	{
		orgId: orgColumn(),
		id: idColumn<'goal-help'>().notNull(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		fromId: idColumn<'member'>('from_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		sentence: text('sentence').notNull(),
		at: instantColumn('at').notNull(),
		/** `yes` or `not-now`; null while nobody has answered. */
		answer: text('answer').$type<'yes' | 'not-now'>(),
		answeredAt: instantColumn('answered_at'),
		/** Whether the goal was behind its pace when it was asked: back on it, nobody waits for help. */
		isBehind: boolean('is_behind').notNull().default(false),
		/** When either of them said that it is done. */
		doneAt: instantColumn('done_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofGoal(t),
		namesMember(t, t.fromId),
		ofMember(t),
		index('goal_helps_member').on(t.orgId, t.memberId)
	]
);

/** A next step that an owner has turned down or taken: it is offered once. */
export const goalOffers = pgTable(
	'goal_offers',
	{
		orgId: orgColumn(),
		goalId: idColumn<'goal'>('goal_id').notNull(),
		answer: text('answer').$type<'taken' | 'left'>().notNull(),
		by: idColumn<'member'>('by').notNull(),
		at: instantColumn('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.goalId] }), ofGoal(t), namesMember(t, t.by)]
);
