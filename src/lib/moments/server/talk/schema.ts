import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { CheerKind } from '../../moment.ts';
import { ofMoment } from '../schema.ts';

export const cheers = pgTable(
	'cheers',
	{
		orgId: orgColumn(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		kind: text('kind').$type<CheerKind>().notNull(),
		at: instantColumn('at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.momentId, t.memberId, t.kind] }),
		ofMoment(t),
		ofMember(t)
	]
);

export const comments = pgTable(
	'comments',
	{
		orgId: orgColumn(),
		id: idColumn<'comment'>().notNull(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		words: text('words').notNull(),
		/** The same words sent twice stand once. */
		requestId: text('request_id').notNull(),
		at: instantColumn('at').notNull(),
		withdrawnAt: instantColumn('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMoment(t),
		ofMember(t),
		uniqueIndex('comments_once').on(t.orgId, t.requestId),
		index('comments_moment').on(t.orgId, t.momentId, t.at)
	]
);

/** A line from a manager to the person a moment is about; nobody else reads it but that person's managers. */
export const coachingLines = pgTable(
	'coaching_lines',
	{
		orgId: orgColumn(),
		id: idColumn<'coaching-line'>().notNull(),
		momentId: idColumn<'moment'>('moment_id').notNull(),
		fromId: idColumn<'member'>('from_id').notNull(),
		words: text('words').notNull(),
		requestId: text('request_id').notNull(),
		at: instantColumn('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMoment(t),
		foreignKey({
			columns: [t.orgId, t.fromId],
			foreignColumns: [members.orgId, members.id]
		}).onDelete('cascade'),
		uniqueIndex('coaching_lines_once').on(t.orgId, t.requestId),
		index('coaching_lines_moment').on(t.orgId, t.momentId)
	]
);
