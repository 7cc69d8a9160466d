import {
	boolean,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { CheerKind, MomentKind } from '../moment.ts';

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
		inFeed: boolean('in_feed').notNull(),
		onTv: boolean('on_tv').notNull(),
		at: instantColumn('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.memberId],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.fromId], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.goalId], foreignColumns: [goals.orgId, goals.id] }),
		uniqueIndex('moments_once').on(t.orgId, t.cause),
		index('moments_newest').on(t.orgId, t.at)
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
		foreignKey({
			columns: [t.orgId, t.memberId],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade')
	]
);
