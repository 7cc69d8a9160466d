import { sql } from 'drizzle-orm';
import {
	boolean,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid,
	type PgColumn
} from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import { activities } from '#lib/metrics/activity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { MomentKind } from '../moment.ts';

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
		index('moments_member').on(t.orgId, t.memberId, t.at),
		index('moments_goal')
			.on(t.orgId, t.goalId)
			.where(sql`${t.goalId} is not null`)
	]
);

/** What goes with its moment. For a table whose column of them is called `momentId`. */
export function ofMoment(t: { orgId: PgColumn; momentId: PgColumn }) {
	return foreignKey({
		columns: [t.orgId, t.momentId],
		foreignColumns: [moments.orgId, moments.id]
	}).onDelete('cascade');
}

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
		ofMoment(t),
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
		ofMoment(t),
		ofMember(t),
		index('moment_people_member').on(t.orgId, t.memberId)
	]
);
