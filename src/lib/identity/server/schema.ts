import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	foreignKey,
	index,
	integer,
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
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
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
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		uniqueIndex('teams_key').on(t.orgId, t.key)
	]
);

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
		foreignKey({
			columns: [t.orgId, t.teamId],
			foreignColumns: [teams.orgId, teams.id]
		}).onDelete('cascade'),
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
	(t) => [
		primaryKey({ columns: [t.orgId, t.teamId, t.memberId] }),
		foreignKey({
			columns: [t.orgId, t.teamId],
			foreignColumns: [teams.orgId, teams.id]
		}).onDelete('cascade'),
		ofMember(t)
	]
);

/** People side by side who are no team: this year's new starters, an office. Kept by managers. */
export const groups = pgTable(
	'groups',
	{
		orgId: orgColumn(),
		id: idColumn<'group'>().notNull(),
		/** The name as a slug: how addresses and the API call the group. */
		key: text('key').notNull(),
		name: text('name').notNull(),
		createdAt: instantColumn('created_at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		uniqueIndex('groups_key').on(t.orgId, t.key)
	]
);

/** Dated, like a team's: a group's board counts the days on which somebody was in it. */
export const groupMemberships = pgTable(
	'group_memberships',
	{
		orgId: orgColumn(),
		groupId: idColumn<'group'>('group_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		startsOn: date('starts_on').notNull(),
		/** Last day in the group; null while it lasts. */
		endsOn: date('ends_on')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.groupId, t.memberId, t.startsOn] }),
		foreignKey({
			columns: [t.orgId, t.groupId],
			foreignColumns: [groups.orgId, groups.id]
		}).onDelete('cascade'),
		ofMember(t)
	]
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
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		index('rule_changes_at').on(t.orgId, t.at)
	]
);

/** A link that lets people join a team, or one imported person claim their place. */
export const invitations = pgTable(
	'invitations',
	{
		orgId: orgColumn(),
		id: idColumn<'invitation'>().notNull(),
		codeHash: text('code_hash').notNull(),
		role: text('role').$type<Role>().notNull(),
		teamId: idColumn<'team'>('team_id'),
		/** Set where the link is for one person who is already on the list. */
		memberId: idColumn<'member'>('member_id'),
		createdBy: idColumn<'member'>('created_by'),
		createdAt: instantColumn('created_at').notNull().defaultNow(),
		expiresAt: instantColumn('expires_at').notNull(),
		usesLeft: integer('uses_left').notNull(),
		revokedAt: instantColumn('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		ofMember(t),
		foreignKey({
			columns: [t.orgId, t.teamId],
			foreignColumns: [teams.orgId, teams.id]
		}).onDelete('cascade'),
		uniqueIndex('invitations_code').on(t.codeHash)
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

export const apiKeys = pgTable(
	'api_keys',
	{
		orgId: orgColumn(),
		id: idColumn<'key'>().notNull(),
		name: text('name').notNull(),
		keyHash: text('key_hash').notNull(),
		/** The first characters, so that an admin can tell keys apart. */
		prefix: text('prefix').notNull(),
		scopes: text('scopes').array().notNull(),
		createdBy: idColumn<'member'>('created_by'),
		createdAt: instantColumn('created_at').notNull().defaultNow(),
		lastUsedAt: instantColumn('last_used_at'),
		revokedAt: instantColumn('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({ columns: [t.orgId], foreignColumns: [organizations.id] }).onDelete('cascade'),
		uniqueIndex('api_keys_hash').on(t.keyHash)
	]
);
