import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import { ofOrganization } from '../schema.ts';

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
		ofOrganization(t),
		uniqueIndex('api_keys_hash').on(t.keyHash)
	]
);
