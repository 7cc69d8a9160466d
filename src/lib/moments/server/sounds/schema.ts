import { customType, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { ofMember } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A sound of one's own, played as it was sent. */
export const ownSounds = pgTable(
	'own_sounds',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		mediaType: text('media_type').notNull(),
		body: bytes('body').notNull(),
		/** Milliseconds. */
		lasts: integer('lasts').notNull(),
		/** SHA-256; part of its address, so that a changed sound is a new one. */
		digest: text('digest').notNull(),
		changedAt: instantColumn('changed_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId] }), ofMember(t)]
);
