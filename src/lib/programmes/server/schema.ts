import {
	date,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { badges } from '#lib/badges/server/schema.ts';
import { members, ofMember, ofOrganization } from '#lib/identity/server/schema.ts';
import { ofGoal } from '#lib/metrics/goals/server/schema.ts';
import { idColumn, instantColumn, orgColumn } from '#lib/platform/server/columns.ts';
import type { Answer, ProgrammeKind, Verdict } from '../programme.ts';

/** One programme asked about in one quarter, and what came of it. */
export const programmeRounds = pgTable(
	'programme_rounds',
	{
		orgId: orgColumn(),
		id: idColumn<'programme-round'>().notNull(),
		kind: text('kind').$type<ProgrammeKind>().notNull(),
		goalId: idColumn<'goal'>('goal_id'),
		badgeId: idColumn<'badge'>('badge_id'),
		/** `goal:<id>` or `badge:<id>`: asked about once a quarter. */
		subject: text('subject').notNull(),
		/** First day of the organization's fiscal quarter. */
		quarter: date('quarter').notNull(),
		/** Last day on which an answer counts. */
		endsOn: date('ends_on').notNull(),
		openedAt: instantColumn('opened_at').notNull(),
		/** What the answers came to, once the last day is over. */
		verdict: text('verdict').$type<Verdict>(),
		decidedAt: instantColumn('decided_at'),
		/** The day on which it retires by itself, where nobody keeps it. */
		retiresOn: date('retires_on'),
		/** Who keeps it all the same, and why, for everybody to read. */
		keptBy: idColumn<'member'>('kept_by'),
		keptWhy: text('kept_why'),
		keptAt: instantColumn('kept_at'),
		retiredAt: instantColumn('retired_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.id] }),
		ofOrganization(t),
		ofGoal(t),
		foreignKey({
			columns: [t.orgId, t.badgeId],
			foreignColumns: [badges.orgId, badges.id]
		}).onDelete('cascade'),
		foreignKey({ columns: [t.orgId, t.keptBy], foreignColumns: [members.orgId, members.id] }),
		uniqueIndex('programme_rounds_once').on(t.orgId, t.quarter, t.subject)
	]
);

/** Whom a round asks, and what they said. Nobody but they themselves is told who said what. */
export const programmeAnswers = pgTable(
	'programme_answers',
	{
		orgId: orgColumn(),
		roundId: idColumn<'programme-round'>('round_id').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** Null while they have not tapped. */
		answer: text('answer').$type<Answer>(),
		sentence: text('sentence'),
		answeredAt: instantColumn('answered_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.roundId, t.memberId] }),
		foreignKey({
			columns: [t.orgId, t.roundId],
			foreignColumns: [programmeRounds.orgId, programmeRounds.id]
		}).onDelete('cascade'),
		ofMember(t),
		index('programme_answers_member').on(t.orgId, t.memberId)
	]
);
