import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex,
	uuid,
	type PgColumn
} from 'drizzle-orm/pg-core';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Role } from '../actor.ts';

export const organizations = pgTable(
	'organizations',
	{
		id: uuid('id').$type<OrgId>().primaryKey(),
		slug: text('slug').notNull(),
		name: text('name').notNull(),
		timeZone: text('time_zone').notNull(),
		currency: text('currency').notNull(),
		/** ISO weekday, 1 is Monday. */
		weekStart: smallint('week_start').notNull().default(1),
		/** Month in which the fiscal year starts, 1 to 12. */
		fiscalStart: smallint('fiscal_start').notNull().default(1),
		/** ISO weekdays on which people work; a streak waits over the others. */
		workdays: smallint('workdays')
			.array()
			.notNull()
			.default(sql`'{1,2,3,4,5}'`),
		isDemo: boolean('is_demo').notNull().default(false),
		createdAt: instantColumn('created_at').notNull().defaultNow()
	},
	(t) => [uniqueIndex('organizations_slug').on(t.slug)]
);

/** What goes with its organization. */
export function ofOrganization(t: { orgId: PgColumn }) {
	return foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade');
}

export const members = pgTable(
	'members',
	{
		orgId: orgColumn(),
		id: idColumn<'member'>().notNull(),
		/** What the organization's other systems call this person; the e-mail where they gave none. */
		reference: text('reference').notNull(),
		name: text('name').notNull(),
		/** Lower case; empty for people who are imported and have no sign-in yet. */
		email: text('email'),
		/** argon2id, in PHC form. */
		passwordHash: text('password_hash'),
		role: text('role').$type<Role>().notNull(),
		/** 1 to 6, one of the interface's team colours; marks, never means. */
		colour: smallint('colour').notNull().default(1),
		joinedAt: instantColumn('joined_at').notNull().defaultNow(),
		leftAt: instantColumn('left_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		uniqueIndex('members_reference').on(t.orgId, t.reference),
		uniqueIndex('members_email').on(t.orgId, t.email),
		// Sign-in starts from an e-mail before it knows the organization.
		index('members_sign_in').on(t.email)
	]
);

/** What goes with its member. For a table whose column of them is called `memberId`. */
export function ofMember(t: { orgId: PgColumn; memberId: PgColumn }) {
	return foreignKey({
		columns: [t.orgId, t.memberId],
		foreignColumns: [members.orgId, members.id]
	}).onDelete('cascade');
}

export const teams = pgTable(
	'teams',
	{
		orgId: orgColumn(),
		id: idColumn<'team'>().notNull(),
		/** The name as a slug: how the API and imports call the team. */
		key: text('key').notNull(),
		name: text('name').notNull(),
		colour: smallint('colour').notNull().default(1),
		createdAt: instantColumn('created_at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		uniqueIndex('teams_key').on(t.orgId, t.key)
	]
);

/** What goes with its team. For a table whose column of them is called `teamId`. */
export function ofTeam(t: { orgId: PgColumn; teamId: PgColumn }) {
	return foreignKey({
		columns: [t.orgId, t.teamId],
		foreignColumns: [teams.orgId, teams.id]
	}).onDelete('cascade');
}

/** Dated: what was earned stays with the team it was earned in. A member is in one team on a day. */
export const teamMemberships = pgTable(
	'team_memberships',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		teamId: idColumn<'team'>('team_id').notNull(),
		/** First day in the team. */
		startsOn: date('starts_on').notNull(),
		/** Last day in the team; null while it lasts. */
		endsOn: date('ends_on')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.memberId, t.startsOn] }),
		ofMember(t),
		ofTeam(t),
		uniqueIndex('team_memberships_open')
			.on(t.orgId, t.memberId)
			.where(sql`ends_on is null`),
		index('team_memberships_team').on(t.orgId, t.teamId)
	]
);

export const teamManagers = pgTable(
	'team_managers',
	{
		orgId: orgColumn(),
		teamId: idColumn<'team'>('team_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.teamId, t.memberId] }), ofTeam(t), ofMember(t)]
);

/** Who changed which rule, when, and from when it holds. Rows are only ever added. */
export const ruleChanges = pgTable(
	'rule_changes',
	{
		orgId: orgColumn(),
		id: idColumn<'rule-change'>().notNull(),
		at: instantColumn('at').notNull(),
		/** Who: `member:<id>`, `key:<id>`, `cli`, `demo`. */
		by: text('by').notNull(),
		/** Such as `metric.rule`, `metric.created`, `target`, `league`, `name`. */
		kind: text('kind').notNull(),
		/** Whose rule: a metric's id, a member's id; free for kinds that are the organization's. */
		subject: text('subject').notNull(),
		before: jsonb('before'),
		after: jsonb('after'),
		effectiveFrom: date('effective_from')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		index('rule_changes_at').on(t.orgId, t.at)
	]
);

export const sessions = pgTable(
	'sessions',
	{
		orgId: orgColumn(),
		/** SHA-256 of the bearer token; the token itself is only in the person's cookie. */
		tokenHash: text('token_hash').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		createdAt: instantColumn('created_at').notNull().defaultNow(),
		expiresAt: instantColumn('expires_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.tokenHash] }),
		ofMember(t),
		// A cookie carries no organization: the hash alone finds the row.
		uniqueIndex('sessions_token').on(t.tokenHash),
		index('sessions_member').on(t.orgId, t.memberId)
	]
);
