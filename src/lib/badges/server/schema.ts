import {
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { ofMember, ofOrganization } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { BadgeShape } from '../badge.ts';
import type { BadgeRule } from '../badge-rule.ts';

export const badges = pgTable(
	'badges',
	{
		orgId: orgColumn(),
		id: idColumn<'badge'>().notNull(),
		key: text('key').notNull(),
		name: text('name').notNull(),
		/** What it is given for, in one sentence. */
		criteria: text('criteria').notNull(),
		shape: text('shape').$type<BadgeShape>().notNull(),
		glyph: text('glyph').notNull(),
		/** 0 is brass, 1 to 6 the team colours. */
		colour: smallint('colour').notNull(),
		position: integer('position').notNull().default(0),
		/** Earned by itself by this rule, in tiers; null for a badge that people give. */
		rule: jsonb('rule').$type<BadgeRule>(),
		createdBy: idColumn<'member'>('created_by'),
		changedAt: instantColumn('changed_at').notNull().defaultNow(),
		archivedAt: instantColumn('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		uniqueIndex('badges_key').on(t.orgId, t.key)
	]
);

export const awards = pgTable(
	'awards',
	{
		orgId: orgColumn(),
		id: idColumn<'award'>().notNull(),
		badgeId: idColumn<'badge'>('badge_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		givenBy: idColumn<'member'>('given_by'),
		/** 1 to 3 of a badge that is earned by a rule; 0 of one that people give. */
		tier: smallint('tier').notNull().default(0),
		/** What it was given for (`recognition:<id>`, `rule:<tier>`): one award for one reason. */
		reason: text('reason').notNull(),
		givenAt: instantColumn('given_at').notNull().defaultNow(),
		/** Taken back with the recognition that gave it. */
		withdrawnAt: instantColumn('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId, t.badgeId], foreignColumns: [badges.orgId, badges.id] }),
		ofMember(t),
		uniqueIndex('awards_once').on(t.orgId, t.badgeId, t.memberId, t.reason),
		index('awards_member').on(t.orgId, t.memberId)
	]
);
