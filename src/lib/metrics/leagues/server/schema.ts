import {
	boolean,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import { ofMember, ofOrganization } from '#lib/identity/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { LeagueMove, LeagueReason, SeasonKind } from '../league.ts';

/** How an organization plays leagues, if it does. */
export const leagueRules = pgTable(
	'league_rules',
	{
		orgId: orgColumn(),
		/** False: no new season begins, the one that runs is played to its end. */
		plays: boolean('plays').notNull(),
		/** The nil id for points. */
		metricId: uuid('metric_id').notNull(),
		season: text('season').$type<SeasonKind>().notNull(),
		/** About how many people a league has, 6 to 12. */
		size: integer('size').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId] }), ofOrganization(t)]
);

/** A season as it began: by what it is played, so that a later change of the rules leaves it alone. */
export const leagueSeasons = pgTable(
	'league_seasons',
	{
		orgId: orgColumn(),
		season: text('season').$type<SeasonKind>().notNull(),
		startsOn: date('starts_on').notNull(),
		metricId: uuid('metric_id').notNull(),
		size: integer('size').notNull(),
		begunAt: instantColumn('begun_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.season, t.startsOn] }), ofOrganization(t)]
);

/** In which league somebody plays a season, and why. */
export const leaguePlaces = pgTable(
	'league_places',
	{
		orgId: orgColumn(),
		season: text('season').$type<SeasonKind>().notNull(),
		startsOn: date('starts_on').notNull(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** 1 is the top league. */
		league: integer('league').notNull(),
		moved: text('moved').$type<LeagueMove>().notNull(),
		reason: text('reason').$type<LeagueReason>().notNull(),
		/**
		 * What a period brought on average in the three before the season, in the season's unit: places
		 * people at first and decides between those who are level. Null for somebody without a past.
		 */
		trailing: quantityColumn('trailing'),
		/** How the season before ended, for whoever played it: league, rank of how many, value. */
		leagueBefore: integer('league_before'),
		rankBefore: integer('rank_before'),
		ofBefore: integer('of_before'),
		valueBefore: quantityColumn('value_before'),
		/** How many changed places over the line that this person stood at. */
		crossed: integer('crossed'),
		/** Has left the league during the season: one tap, and another one back in. */
		leftAt: instantColumn('left_at')
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.season, t.startsOn, t.memberId] }),
		foreignKey({
			columns: [t.orgId, t.season, t.startsOn],
			foreignColumns: [leagueSeasons.orgId, leagueSeasons.season, leagueSeasons.startsOn]
		}).onDelete('cascade'),
		ofMember(t),
		index('league_places_member').on(t.orgId, t.memberId)
	]
);

/** Who does not want to play in leagues at all. */
export const leagueAbsences = pgTable(
	'league_absences',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		since: instantColumn('since').notNull()
	},
	(t) => [primaryKey({ columns: [t.orgId, t.memberId] }), ofMember(t)]
);
