import { sql } from 'drizzle-orm';
import {
	bigserial,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { ofMember, ofOrganization } from '#lib/identity/server/schema.ts';
import { metricRules, metrics } from '#lib/metrics/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { PeriodKind } from '#lib/platform/period.ts';

/** The ledger. Rows are only ever added; a correction is a row that reverses another. */
export const activities = pgTable(
	'activities',
	{
		orgId: orgColumn(),
		id: idColumn<'activity'>().notNull(),
		/** Order of arrival. */
		position: bigserial('position', { mode: 'bigint' }).notNull(),
		source: text('source').notNull(),
		externalId: text('external_id').notNull(),
		/** Tells a replay from other content under the same external id. */
		fingerprint: text('fingerprint').notNull(),
		metricId: idColumn<'metric'>('metric_id').notNull(),
		ruleVersion: integer('rule_version').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** The member's team on that day; the nil id for none. */
		teamId: uuid('team_id').notNull(),
		/** In the metric's smallest unit. Negative on reversals. */
		value: quantityColumn('value').notNull(),
		/** +1, and −1 on reversals: the sum is how many activities stand. */
		sign: integer('sign').notNull(),
		occurredAt: instantColumn('occurred_at').notNull(),
		/** In the organization's time zone, fixed at ingest. */
		day: date('day').notNull(),
		recordedAt: instantColumn('recorded_at').notNull().defaultNow(),
		/** Who brought it: `member:<id>`, `key:<id>`, `import`, `demo`. */
		recordedBy: text('recorded_by').notNull(),
		note: text('note'),
		/** The kind of customer or business it was with, in lower case: "enterprise", "hospital". */
		segment: text('segment'),
		reversesId: idColumn<'activity'>('reverses_id'),
		/** On a corrected copy: the entry it stands in for, which a reversal took back beside it. */
		replacesId: idColumn<'activity'>('replaces_id')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMember(t),
		foreignKey({
			columns: [t.orgId, t.metricId, t.ruleVersion],
			foreignColumns: [metricRules.orgId, metricRules.metricId, metricRules.version]
		}).onDelete('cascade'),
		uniqueIndex('activities_once').on(t.orgId, t.source, t.externalId),
		uniqueIndex('activities_reversed_once')
			.on(t.orgId, t.reversesId)
			.where(sql`reverses_id is not null`),
		uniqueIndex('activities_replaced_once')
			.on(t.orgId, t.replacesId)
			.where(sql`replaces_id is not null`),
		index('activities_member').on(t.orgId, t.memberId, t.day, t.metricId)
	]
);

/**
 * A member's running sum in one metric, or in points (metric and team may be the nil id), in one
 * period, within one team. Derived from the ledger in the transaction that moves it.
 */
export const totals = pgTable(
	'totals',
	{
		orgId: orgColumn(),
		metricId: uuid('metric_id').notNull(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		periodStart: date('period_start').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: uuid('team_id').notNull(),
		/** The metric's smallest unit, or billionths of a point. */
		value: quantityColumn('value').notNull(),
		/** How many activities stand behind it. */
		activities: integer('activities').notNull(),
		/** How many ledger rows moved it: only grows, so their sum is a board's version. */
		entries: integer('entries').notNull()
	},
	(t) => [
		primaryKey({
			columns: [t.orgId, t.metricId, t.periodKind, t.periodStart, t.memberId, t.teamId]
		}),
		ofMember(t),
		index('totals_member').on(t.orgId, t.memberId, t.metricId, t.periodKind, t.periodStart)
	]
);

/** Activities whose person or metric nobody knows yet. They count once somebody maps them. */
export const unresolvedActivities = pgTable(
	'unresolved_activities',
	{
		orgId: orgColumn(),
		source: text('source').notNull(),
		externalId: text('external_id').notNull(),
		reason: text('reason').$type<'unknown-member' | 'unknown-metric'>().notNull(),
		/** The entry as it came in. */
		entry: jsonb('entry').notNull(),
		recordedBy: text('recorded_by').notNull(),
		receivedAt: instantColumn('received_at').notNull().defaultNow()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.source, t.externalId] }), ofOrganization(t)]
);

/** What a name in an import or an API call means, said once by an admin and kept for the next time. */
export const nameMappings = pgTable(
	'name_mappings',
	{
		orgId: orgColumn(),
		kind: text('kind').$type<'member' | 'metric'>().notNull(),
		/** As the entries say it, in small letters. */
		name: text('name').notNull(),
		/** One of the two, by `kind`. */
		memberId: idColumn<'member'>('member_id'),
		metricId: idColumn<'metric'>('metric_id'),
		mappedBy: idColumn<'member'>('mapped_by'),
		mappedAt: instantColumn('mapped_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.kind, t.name] }),
		ofMember(t),
		foreignKey({
			columns: [t.orgId, t.metricId],
			foreignColumns: [metrics.orgId, metrics.id]
		}).onDelete('cascade')
	]
);

/**
 * How much of a guarded metric scores on a day: what its outcome has released by then, less what had
 * scored before in the same window. Derived from the ledger in the transaction that moves it.
 */
export const guardedScores = pgTable(
	'guarded_scores',
	{
		orgId: orgColumn(),
		metricId: idColumn<'metric'>('metric_id').notNull(),
		day: date('day').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: uuid('team_id').notNull(),
		/** In the metric's smallest unit. */
		scored: quantityColumn('scored').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId, t.metricId, t.day, t.teamId] }), ofMember(t)]
);
