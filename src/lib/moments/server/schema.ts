import { sql } from 'drizzle-orm';
import {
	boolean,
	customType,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { members, ofMember, organizations } from '#lib/identity/server/schema.ts';
import { activities } from '#lib/metrics/activity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { CheerKind, MomentKind } from '../moment.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A win worth celebrating. Its words are kept as they were said that day. */
export const moments = pgTable(
	'moments',
	{
		orgId: orgColumn(),
		id: idColumn<'moment'>().notNull(),
		kind: text('kind').$type<MomentKind>().notNull(),
		/** What it came from (`activity:<id>`, `recognition:<id>:<member>`): one cause, one moment. */
		cause: text('cause').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: uuid('team_id').notNull(),
		/** Reads after the person's name: "won Brightline", "earned Door Opener". */
		headline: text('headline').notNull(),
		/** The figure that shines, ready to read: "€18,400". */
		figure: text('figure'),
		/** Why it matters: "Her first deal this week". */
		detail: text('detail').notNull().default(''),
		/** The sentence of a recognition, and who said it. */
		quote: text('quote'),
		fromId: idColumn<'member'>('from_id'),
		badgeId: idColumn<'badge'>('badge_id'),
		/** The goal it fed, with the figures before and after. */
		goalId: idColumn<'goal'>('goal_id'),
		goalBefore: quantityColumn('goal_before'),
		goalAfter: quantityColumn('goal_after'),
		/** The rules that found it, the weightiest first; the words they gave are the headline and detail. */
		rules: text('rules')
			.array()
			.notNull()
			.default(sql`'{}'`),
		inFeed: boolean('in_feed').notNull(),
		onTv: boolean('on_tv').notNull(),
		at: instantColumn('at').notNull(),
		/** When what was said was put in other words. */
		editedAt: instantColumn('edited_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMember(t),
		foreignKey({ columns: [t.orgId, t.fromId], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.goalId], foreignColumns: [goals.orgId, goals.id] }),
		uniqueIndex('moments_once').on(t.orgId, t.cause),
		index('moments_newest').on(t.orgId, t.at),
		index('moments_member').on(t.orgId, t.memberId, t.at)
	]
);

export const cheers = pgTable(
	'cheers',
	{
		orgId: orgColumn(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		kind: text('kind').$type<CheerKind>().notNull(),
		at: instantColumn('at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.momentId, t.memberId, t.kind] }),
		foreignKey({
			columns: [t.orgId, t.momentId],
			foreignColumns: [moments.orgId, moments.id]
		}).onDelete('cascade'),
		ofMember(t)
	]
);

/** The activities behind a moment. */
export const momentActivities = pgTable(
	'moment_activities',
	{
		orgId: orgColumn(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		activityId: idColumn<'activity'>('activity_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.momentId, t.activityId] }),
		foreignKey({
			columns: [t.orgId, t.momentId],
			foreignColumns: [moments.orgId, moments.id]
		}).onDelete('cascade'),
		foreignKey({
			columns: [t.orgId, t.activityId],
			foreignColumns: [activities.orgId, activities.id]
		}).onDelete('cascade'),
		index('moment_activities_activity').on(t.orgId, t.activityId)
	]
);

/** Everybody who fed a goal whose step a moment is about, with what each brought as it was then. */
export const momentPeople = pgTable(
	'moment_people',
	{
		orgId: orgColumn(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** The team they were in; the nil id for none. */
		teamId: uuid('team_id').notNull(),
		/** In the unit of the goal. */
		share: quantityColumn('share').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.momentId, t.memberId] }),
		foreignKey({
			columns: [t.orgId, t.momentId],
			foreignColumns: [moments.orgId, moments.id]
		}).onDelete('cascade'),
		ofMember(t),
		index('moment_people_member').on(t.orgId, t.memberId)
	]
);

/** How an organization wants wins to be found. A rule without a row runs as it came. */
export const momentRules = pgTable(
	'moment_rules',
	{
		orgId: orgColumn(),
		rule: text('rule').notNull(),
		isOn: boolean('is_on').notNull(),
		/** What the rule can be tuned by; its own schema reads it. */
		params: jsonb('params').$type<Record<string, unknown>>().notNull().default({}),
		/** Moments of this kind a person has at most in a day. */
		perDay: smallint('per_day').notNull(),
		changedAt: instantColumn('changed_at').notNull(),
		changedBy: idColumn<'member'>('changed_by')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.rule] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade')
	]
);

/** A rule that threw, and what it was looking at: tried five times, then parked. */
export const momentFailures = pgTable(
	'moment_failures',
	{
		orgId: orgColumn(),
		rule: text('rule').notNull(),
		/** What it threw at: the cause of the moment that it could not decide on. */
		cause: text('cause').notNull(),
		/** What the reaction was told of, to be looked at again. */
		activityIds: uuid('activity_ids')
			.array()
			.$type<ActivityId[]>()
			.notNull()
			.default(sql`'{}'`),
		tries: integer('tries').notNull(),
		error: text('error').notNull(),
		lastAt: instantColumn('last_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.rule, t.cause] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade')
	]
);

export const comments = pgTable(
	'comments',
	{
		orgId: orgColumn(),
		id: idColumn<'comment'>().notNull(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		words: text('words').notNull(),
		/** The same words sent twice stand once. */
		requestId: text('request_id').notNull(),
		at: instantColumn('at').notNull(),
		withdrawnAt: instantColumn('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.momentId],
			foreignColumns: [moments.orgId, moments.id]
		}).onDelete('cascade'),
		ofMember(t),
		uniqueIndex('comments_once').on(t.orgId, t.requestId),
		index('comments_moment').on(t.orgId, t.momentId, t.at)
	]
);

/** A line from a manager to the person a moment is about; nobody else reads it but that person's managers. */
export const coachingLines = pgTable(
	'coaching_lines',
	{
		orgId: orgColumn(),
		id: idColumn<'coaching-line'>().notNull(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		fromId: idColumn<'member'>('from_id').notNull(),
		words: text('words').notNull(),
		requestId: text('request_id').notNull(),
		at: instantColumn('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.momentId],
			foreignColumns: [moments.orgId, moments.id]
		}).onDelete('cascade'),
		foreignKey({
			columns: [t.orgId, t.fromId],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade'),
		uniqueIndex('coaching_lines_once').on(t.orgId, t.requestId),
		index('coaching_lines_moment').on(t.orgId, t.momentId)
	]
);

/** A sound of one's own, played as it was sent. */
export const ownSounds = pgTable(
	'own_sounds',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		mediaType: text('media_type').notNull(),
		body: bytes('body').notNull(),
		/** Milliseconds. */
		lasts: integer('lasts').notNull(),
		/** SHA-256; part of its address, so that a changed sound is a new one. */
		digest: text('digest').notNull(),
		changedAt: instantColumn('changed_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId] }), ofMember(t)]
);
