import { date, foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import { ofMember, ofOrganization } from '../schema.ts';

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
		ofOrganization(t),
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
