import { sql } from 'drizzle-orm';
import {
	foreignKey,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { awards } from '#lib/badges/server/schema.ts';
import { ofOrganization } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';

/** What an organization signs its credentials with. Old keys stay, so that what they signed can be checked. */
export const signingKeys = pgTable(
	'signing_keys',
	{
		orgId: orgColumn(),
		id: text('id').notNull(),
		/** PKCS #8, PEM. */
		privateKey: text('private_key').notNull(),
		/** JWK. */
		publicKey: jsonb('public_key').$type<Record<string, string>>().notNull(),
		createdAt: instantColumn('created_at').notNull(),
		retiredAt: instantColumn('retired_at')
	},
	(t) => [primaryKey({ columns: [t.orgId, t.id] }), ofOrganization(t)]
);

/** An award that its member asked to show the world. */
export const credentials = pgTable(
	'credentials',
	{
		orgId: orgColumn(),
		id: idColumn<'credential'>().notNull(),
		awardId: idColumn<'award'>('award_id').notNull(),
		/** Its bit in the organization's status list. */
		statusIndex: integer('status_index').notNull(),
		/** The signed VC-JWT as it was served the first time. */
		token: text('token').notNull(),
		issuedAt: instantColumn('issued_at').notNull(),
		revokedAt: instantColumn('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		foreignKey({
			columns: [t.orgId, t.awardId],
			foreignColumns: [awards.orgId, awards.id]
		}).onDelete('cascade'),
		// What was revoked stays so: sharing an award again makes a new credential.
		uniqueIndex('credentials_award')
			.on(t.orgId, t.awardId)
			.where(sql`revoked_at is null`),
		uniqueIndex('credentials_status').on(t.orgId, t.statusIndex),
		// A public page knows the credential before it knows the organization.
		uniqueIndex('credentials_public').on(t.id)
	]
);
