import { integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { Role } from '../../actor.ts';
import { ofMember, ofOrganization, ofTeam } from '../schema.ts';

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
		ofOrganization(t),
		ofMember(t),
		ofTeam(t),
		uniqueIndex('invitations_code').on(t.codeHash)
	]
);
