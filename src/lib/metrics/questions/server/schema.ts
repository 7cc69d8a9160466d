import { sql } from 'drizzle-orm';
import {
	date,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import { activities } from '#lib/metrics/activity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { Answer, FlagKind } from '../question.ts';

/**
 * A member's doubt about an entry, and what became of it. Both stay visible beside the entry. Where
 * the entry is taken back, the row of the ledger that does so is the answer, with its reason.
 */
export const questions = pgTable(
	'questions',
	{
		orgId: orgColumn(),
		id: idColumn<'question'>().notNull(),
		activityId: idColumn<'activity'>('activity_id').notNull(),
		askedBy: idColumn<'member'>('asked_by').notNull(),
		askedAt: instantColumn('asked_at').notNull(),
		/** What is wrong with it, in the member's own words. */
		sentence: text('sentence').notNull(),
		answeredBy: idColumn<'member'>('answered_by'),
		answeredAt: instantColumn('answered_at'),
		answer: text('answer').$type<Answer>(),
		/** Why, in the manager's own words. */
		reason: text('reason')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.activityId],
			foreignColumns: [activities.orgId, activities.id]
		}).onDelete('cascade'),
		foreignKey({
			columns: [t.orgId, t.askedBy],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade'),
		index('questions_activity').on(t.orgId, t.activityId),
		uniqueIndex('questions_open')
			.on(t.orgId, t.activityId, t.askedBy)
			.where(sql`answered_at is null`)
	]
);

/** Something a manager may want to look at. It changes no figure and is shown to the member too. */
export const flags = pgTable(
	'flags',
	{
		orgId: orgColumn(),
		id: idColumn<'flag'>().notNull(),
		kind: text('kind').$type<FlagKind>().notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** The nil id where it is about several metrics. */
		metricId: uuid('metric_id').notNull(),
		day: date('day').notNull(),
		/** What was seen, by kind; see `question.ts`. */
		seen: jsonb('seen').notNull(),
		foundAt: instantColumn('found_at').notNull(),
		lookedAtBy: idColumn<'member'>('looked_at_by'),
		lookedAt: instantColumn('looked_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMember(t),
		uniqueIndex('flags_once').on(t.orgId, t.kind, t.memberId, t.metricId, t.day)
	]
);
