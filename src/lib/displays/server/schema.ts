import { foreignKey, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ofOrganization, teams } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';

/** A paired TV. */
export const displays = pgTable(
	'displays',
	{
		orgId: orgColumn(),
		id: idColumn<'display'>().notNull(),
		name: text('name').notNull(),
		/** The team whose wins it leads with; none for the whole organization. */
		teamId: idColumn<'team'>('team_id'),
		/** SHA-256 of the TV's bearer token. */
		tokenHash: text('token_hash').notNull(),
		/** 0 to 100. */
		volume: smallint('volume').notNull().default(60),
		/** When it celebrates, in minutes of the organization's day; the same twice is always. */
		hoursFrom: smallint('hours_from').notNull().default(0),
		hoursUntil: smallint('hours_until').notNull().default(0),
		pairedBy: idColumn<'member'>('paired_by'),
		pairedAt: instantColumn('paired_at').notNull(),
		lastSeenAt: instantColumn('last_seen_at'),
		revokedAt: instantColumn('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		foreignKey({ columns: [t.orgId, t.teamId], foreignColumns: [teams.orgId, teams.id] }),
		uniqueIndex('displays_token').on(t.tokenHash)
	]
);

/**
 * A TV that shows its code and waits. It belongs to no organization until a manager confirms it,
 * which is why this one table's key has none.
 */
export const pairings = pgTable(
	'pairings',
	{
		/** SHA-256 of what the waiting TV holds in its cookie; becomes the display's token. */
		tokenHash: text('token_hash').notNull(),
		code: text('code').notNull(),
		expiresAt: instantColumn('expires_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.tokenHash] }), uniqueIndex('pairings_code').on(t.code)]
);
