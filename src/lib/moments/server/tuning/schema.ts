import { sql } from 'drizzle-orm';
import {
	boolean,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { ofOrganization } from '#lib/identity/server/schema.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';

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
	(t) => [primaryKey({ columns: [t.orgId, t.rule] }), ofOrganization(t)]
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
	(t) => [primaryKey({ columns: [t.orgId, t.rule, t.cause] }), ofOrganization(t)]
);
