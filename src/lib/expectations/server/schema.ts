import { sql } from 'drizzle-orm';
import {
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { PeriodKind } from '#lib/platform/period.ts';

/** A member's expectation card as it was written at one time. A change is a new version. */
export const expectationCards = pgTable(
	'expectation_cards',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** Counts from 1, without a gap; the highest one holds. */
		version: integer('version').notNull(),
		writtenBy: idColumn<'member'>('written_by').notNull(),
		writtenAt: instantColumn('written_at').notNull(),
		/** The same form sent twice writes one version. */
		requestId: text('request_id').notNull(),
		/** When the member tapped that they have read this version; null until then. */
		acknowledgedAt: instantColumn('acknowledged_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.memberId, t.version] }),
		ofMember(t),
		foreignKey({ columns: [t.orgId, t.writtenBy], foreignColumns: [members.orgId, members.id] }),
		uniqueIndex('expectation_cards_once').on(t.orgId, t.requestId)
	]
);

/** One thing that is expected, as one version of the card words it. Rows are only ever added. */
export const expectations = pgTable(
	'expectations',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		version: integer('version').notNull(),
		/** 0 to 4, from the top of the card. */
		position: smallint('position').notNull(),
		/** The same through all versions in which it stands, however it is worded. */
		lineId: idColumn<'expectation'>('line_id').notNull(),
		title: text('title').notNull(),
		/** What it means, in words. */
		means: text('means').notNull(),
		/** What the target counts: the nil id for points, null where it is in words only. */
		metricId: uuid('metric_id'),
		/** The metric's smallest unit, or billionths of a point; null where it is in words only. */
		target: quantityColumn('target'),
		/** The target where no metric counts it; empty otherwise. */
		inWords: text('in_words').notNull().default(''),
		/** The target is for every such period; null where it is for the days from start to end. */
		every: text('every').$type<PeriodKind>(),
		startsOn: date('starts_on').notNull(),
		/** Last day; null while it goes on. */
		endsOn: date('ends_on'),
		ifMet: text('if_met').notNull(),
		ifMissed: text('if_missed').notNull(),
		goalId: idColumn<'goal'>('goal_id')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.memberId, t.version, t.position] }),
		foreignKey({
			columns: [t.orgId, t.memberId, t.version],
			foreignColumns: [expectationCards.orgId, expectationCards.memberId, expectationCards.version]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.goalId], foreignColumns: [goals.orgId, goals.id] })
	]
);

/** What a member said to a version instead of a tap: it waits for whoever leads them. */
export const expectationWords = pgTable(
	'expectation_words',
	{
		orgId: orgColumn(),
		id: idColumn<'expectation-word'>().notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		version: integer('version').notNull(),
		/** Which of them it is about; null for the whole card. */
		lineId: idColumn<'expectation'>('line_id'),
		sentence: text('sentence').notNull(),
		at: instantColumn('at').notNull(),
		/** The same form sent twice says it once. */
		requestId: text('request_id').notNull(),
		/** When it was talked about, the card was changed, or the member tapped after all. */
		settledAt: instantColumn('settled_at'),
		settledBy: idColumn<'member'>('settled_by')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.memberId, t.version],
			foreignColumns: [expectationCards.orgId, expectationCards.memberId, expectationCards.version]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.settledBy], foreignColumns: [members.orgId, members.id] }),
		index('expectation_words_card').on(t.orgId, t.memberId, t.version),
		uniqueIndex('expectation_words_once').on(t.orgId, t.requestId),
		uniqueIndex('expectation_words_open')
			.on(t.orgId, t.memberId)
			.where(sql`settled_at is null`)
	]
);
