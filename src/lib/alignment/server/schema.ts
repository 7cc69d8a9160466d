import { sql } from 'drizzle-orm';
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { members, ofMember, ofOrganization, ofTeam } from '#lib/identity/server/schema.ts';
import { goals } from '#lib/metrics/goals/server/schema.ts';
import { metrics } from '#lib/metrics/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { MeetingRhythm } from '../meeting.ts';

/**
 * Work that feeds no goal and is done all the same: somebody said so, and until that day nobody is
 * asked about it again.
 */
export const keptWork = pgTable(
	'kept_work',
	{
		orgId: orgColumn(),
		/** A member's, a team's, or with the nil id everybody's. */
		whose: uuid('whose').notNull(),
		metricId: idColumn<'metric'>('metric_id').notNull(),
		/** The same as `whose`, one of them or neither, so that it goes with its member or team. */
		memberId: idColumn<'member'>('member_id'),
		teamId: idColumn<'team'>('team_id'),
		/** Last day on which it is not asked about. */
		until: date('until').notNull(),
		/** Why it is worth doing, in a sentence; may be empty. */
		why: text('why').notNull().default(''),
		keptBy: idColumn<'member'>('kept_by').notNull(),
		keptAt: instantColumn('kept_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.whose, t.metricId] }),
		ofMember(t),
		ofTeam(t),
		foreignKey({
			columns: [t.orgId, t.metricId],
			foreignColumns: [metrics.orgId, metrics.id]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.keptBy], foreignColumns: [members.orgId, members.id] })
	]
);

/** Meetings that come again and again, with what they take of people's time. */
export const meetings = pgTable(
	'meetings',
	{
		orgId: orgColumn(),
		id: idColumn<'meeting'>().notNull(),
		name: text('name').notNull(),
		minutes: integer('minutes').notNull(),
		rhythm: text('rhythm').$type<MeetingRhythm>().notNull(),
		/** ISO weekday it is held on, 1 is Monday; null where it is every day or not said. */
		weekday: smallint('weekday'),
		people: integer('people').notNull(),
		/** Null where it is everybody's. */
		teamId: idColumn<'team'>('team_id'),
		/** The goal it serves. */
		goalId: idColumn<'goal'>('goal_id'),
		/** Held without a goal until that day: it asks for none before. */
		keptUntil: date('kept_until'),
		keptWhy: text('kept_why').notNull().default(''),
		keptBy: idColumn<'member'>('kept_by'),
		/** Held no more since then, by whose word; null while it is on the list. */
		offAt: instantColumn('off_at'),
		offBy: idColumn<'member'>('off_by'),
		createdBy: idColumn<'member'>('created_by').notNull(),
		createdAt: instantColumn('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		ofTeam(t),
		foreignKey({ columns: [t.orgId, t.goalId], foreignColumns: [goals.orgId, goals.id] }),
		foreignKey({ columns: [t.orgId, t.keptBy], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.offBy], foreignColumns: [members.orgId, members.id] }),
		foreignKey({ columns: [t.orgId, t.createdBy], foreignColumns: [members.orgId, members.id] }),
		index('meetings_team').on(t.orgId, t.teamId),
		index('meetings_goal').on(t.orgId, t.goalId),
		check('meetings_size', sql`minutes > 0 and people > 0`),
		check('meetings_weekday', sql`weekday between 1 and 7`)
	]
);
