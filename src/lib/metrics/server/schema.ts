import { sql } from 'drizzle-orm';
import {
	date,
	foreignKey,
	index,
	integer,
	numeric,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { ofOrganization } from '#lib/identity/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { GuardrailWindow, Horizon } from '../metric.ts';

export const metrics = pgTable(
	'metrics',
	{
		orgId: orgColumn(),
		id: idColumn<'metric'>().notNull(),
		key: text('key').notNull(),
		name: text('name').notNull(),
		/** Fixed once: a figure never changes what it counts. */
		unit: text('unit').$type<Unit>().notNull(),
		position: integer('position').notNull().default(0),
		archivedAt: instantColumn('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		uniqueIndex('metrics_key').on(t.orgId, t.key)
	]
);

/** How a metric scores, by day. The rule of a day never changes once the day has activities. */
export const metricRules = pgTable(
	'metric_rules',
	{
		orgId: orgColumn(),
		metricId: idColumn<'metric'>('metric_id').notNull(),
		version: integer('version').notNull(),
		/** First day this version holds for. */
		effectiveFrom: date('effective_from').notNull(),
		/** Points for one unit (one demo, one euro, one minute), at most six decimals. */
		pointsPerUnit: numeric('points_per_unit', { precision: 20, scale: 6 }).notNull(),
		horizon: text('horizon').$type<Horizon>().notNull(),
		/** Only this much a member a day scores, in the metric's smallest unit; null for no cap. */
		dailyCap: quantityColumn('daily_cap'),
		/** The outcome metric that this activity metric is paired with. */
		guardrailId: idColumn<'metric'>('guardrail_id'),
		/**
		 * The three go with a guardrail: within each `guardrail_window`, `guardrail_allows` of this
		 * metric score for every `guardrail_per` of the outcome, both in their smallest units.
		 */
		guardrailAllows: quantityColumn('guardrail_allows'),
		guardrailPer: quantityColumn('guardrail_per'),
		guardrailWindow: text('guardrail_window').$type<GuardrailWindow>(),
		createdBy: idColumn<'member'>('created_by'),
		createdAt: instantColumn('created_at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.metricId, t.version] }),
		foreignKey({
			columns: [t.orgId, t.metricId],
			foreignColumns: [metrics.orgId, metrics.id]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.guardrailId], foreignColumns: [metrics.orgId, metrics.id] }),
		uniqueIndex('metric_rules_day').on(t.orgId, t.metricId, t.effectiveFrom),
		index('metric_rules_outcome')
			.on(t.orgId, t.guardrailId)
			.where(sql`guardrail_id is not null`)
	]
);
