import { sql } from 'drizzle-orm';
import {
	boolean,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { badges } from '#lib/badges/server/schema.ts';
import { members, ofMember, ofOrganization } from '#lib/identity/server/schema.ts';
import { activities } from '#lib/metrics/activity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { Damping } from '../damping.ts';

/** What the organization stands for. The table is not called `values`, which SQL keeps for itself. */
export const orgValues = pgTable(
	'org_values',
	{
		orgId: orgColumn(),
		id: idColumn<'value'>().notNull(),
		name: text('name').notNull(),
		meaning: text('meaning').notNull().default(''),
		position: integer('position').notNull().default(0),
		archivedAt: instantColumn('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		uniqueIndex('org_values_name').on(t.orgId, t.name)
	]
);

export const recognitions = pgTable(
	'recognitions',
	{
		orgId: orgColumn(),
		id: idColumn<'recognition'>().notNull(),
		fromId: idColumn<'member'>('from_id').notNull(),
		valueId: idColumn<'value'>('value_id').notNull(),
		badgeId: idColumn<'badge'>('badge_id'),
		goalId: idColumn<'goal'>('goal_id'),
		sentence: text('sentence').notNull(),
		/** Neither of them: only the person sees it. */
		inFeed: boolean('in_feed').notNull(),
		onTv: boolean('on_tv').notNull(),
		/** The same form sent twice rings once. */
		requestId: text('request_id').notNull(),
		/** What it is about, where the sender said so. */
		momentId: idColumn<'moment'>('moment_id'),
		activityId: idColumn<'activity'>('activity_id'),
		/** Sent to be said at the next huddle. */
		forHuddle: boolean('for_huddle').notNull().default(false),
		/** Why it went to the person only although more was asked for. */
		damped: text('damped').$type<Damping>(),
		at: instantColumn('at').notNull(),
		/** When it is (or was) said: a few seconds after it was sent, or at the next huddle. */
		saidAt: instantColumn('said_at').notNull(),
		editedAt: instantColumn('edited_at'),
		/** Taken back, before or after it was said. */
		withdrawnAt: instantColumn('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.fromId],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade'),
		foreignKey({
			columns: [t.orgId, t.valueId],
			foreignColumns: [orgValues.orgId, orgValues.id]
		}),
		foreignKey({ columns: [t.orgId, t.badgeId], foreignColumns: [badges.orgId, badges.id] }),
		foreignKey({ columns: [t.orgId, t.goalId], foreignColumns: [goals.orgId, goals.id] }),
		foreignKey({
			columns: [t.orgId, t.activityId],
			foreignColumns: [activities.orgId, activities.id]
		}),
		uniqueIndex('recognitions_once').on(t.orgId, t.requestId),
		index('recognitions_from').on(t.orgId, t.fromId, t.at),
		index('recognitions_said').on(t.orgId, t.saidAt)
	]
);

export const recognitionRecipients = pgTable(
	'recognition_recipients',
	{
		orgId: orgColumn(),
		recognitionId: idColumn<'recognition'>('recognition_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.recognitionId, t.memberId] }),
		foreignKey({
			columns: [t.orgId, t.recognitionId],
			foreignColumns: [recognitions.orgId, recognitions.id]
		}).onDelete('cascade'),
		ofMember(t),
		index('recognition_recipients_member').on(t.orgId, t.memberId)
	]
);

/** How an organization thanks. Without a row: three badges a week, no huddle. */
export const recognitionRules = pgTable(
	'recognition_rules',
	{
		orgId: orgColumn(),
		/** Badges a person gives in a week before being asked whether this one is still rare. */
		badgesAWeek: smallint('badges_a_week').notNull(),
		/** ISO weekdays of the huddle, and its minute of the local day. */
		huddleDays: smallint('huddle_days')
			.array()
			.notNull()
			.default(sql`'{}'`),
		huddleAt: smallint('huddle_at').notNull().default(540)
	},
	(t) => [primaryKey({ columns: [t.orgId] }), ofOrganization(t)]
);
