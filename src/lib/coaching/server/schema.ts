import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { members, ofMember } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { TalkKind } from '../talking-point.ts';

/** What a member and who leads them want to talk about when they next sit together. */
export const talkingPoints = pgTable(
	'talking_points',
	{
		orgId: orgColumn(),
		id: idColumn<'talking-point'>().notNull(),
		/** Whose one-to-one; the other side is whoever leads them. */
		memberId: idColumn<'member'>('member_id').notNull(),
		kind: text('kind').$type<TalkKind>().notNull(),
		/** What of the kind it is about, such as a metric's key; empty for words alone. */
		about: text('about').notNull().default(''),
		/** What it is about as it was then: "20 calls connected this week". */
		title: text('title').notNull().default(''),
		/** In their own words; may be empty where there is a title. */
		sentence: text('sentence').notNull().default(''),
		/** The same form sent twice raises it once. */
		requestId: text('request_id').notNull(),
		raisedBy: idColumn<'member'>('raised_by').notNull(),
		raisedAt: instantColumn('raised_at').notNull(),
		/** Null until they have talked about it. */
		doneAt: instantColumn('done_at'),
		doneBy: idColumn<'member'>('done_by'),
		/** What came of it. */
		outcome: text('outcome').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofMember(t),
		foreignKey({ columns: [t.orgId, t.raisedBy], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.doneBy], foreignColumns: [members.orgId, members.id] }),
		uniqueIndex('talking_points_once').on(t.orgId, t.requestId),
		uniqueIndex('talking_points_open')
			.on(t.orgId, t.memberId, t.kind, t.about)
			.where(sql`done_at is null and about <> ''`),
		index('talking_points_member').on(t.orgId, t.memberId, t.raisedAt)
	]
);
