import {
	boolean,
	customType,
	date,
	pgTable,
	primaryKey,
	smallint,
	text
} from 'drizzle-orm/pg-core';
import { ofMember } from '#lib/identity/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** How a member wants to be seen and rung for. Without a row all is as it came. */
export const preferences = pgTable(
	'preferences',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		hideFromTv: boolean('hide_from_tv').notNull().default(false),
		hideFromFeed: boolean('hide_from_feed').notNull().default(false),
		/** Quiet hours, in minutes of the local day: 19:00 to 07:30. The same twice is never quiet. */
		quietFrom: smallint('quiet_from').notNull().default(1140),
		quietUntil: smallint('quiet_until').notNull().default(450),
		/** Nothing rings on this person's phone until then. */
		onCallUntil: instantColumn('on_call_until'),
		isMuted: boolean('is_muted').notNull().default(false),
		/** 0 to 100. */
		volume: smallint('volume').notNull().default(60),
		/** What plays when this person wins: the key of a sound, or `own`. */
		sound: text('sound').notNull().default('bell')
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId] }), ofMember(t)]
);

/** Days on which nobody expects work of a member: a streak waits over them. */
export const daysOff = pgTable(
	'days_off',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		startsOn: date('starts_on').notNull(),
		/** The last of them. */
		endsOn: date('ends_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId, t.startsOn] }), ofMember(t)]
);

export const pictures = pgTable(
	'pictures',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		mediaType: text('media_type').notNull(),
		body: bytes('body').notNull(),
		/** SHA-256; part of its address, so that a changed picture is a new one. */
		digest: text('digest').notNull(),
		changedAt: instantColumn('changed_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId] }), ofMember(t)]
);
