import { and, desc, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { badges } from '#lib/badges/server/index.ts';
import { members, organizations, teams } from '#lib/identity/server/index.ts';
import {
	AS_IT_COMES,
	OWN_SOUND,
	pictureAddress,
	soundAddress
} from '#lib/identity/preferences/preferences.ts';
import { pictures, preferences } from '#lib/identity/preferences/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { goalProgress, goals } from '#lib/metrics/goals/server/index.ts';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { PEOPLE_SHOWN, type MomentCard, type MomentGoal, type MomentGroup } from '../../moment.ts';
import { countComments } from '../talk/count-comments.ts';
import { hasSomebody, isShared, readGroupPeople, wasFedBy, wasFedIn } from './read-group-people.ts';
import { readCheers } from '../talk/read-cheers.ts';
import { moments } from '../schema.ts';
import { ownSounds } from '../sounds/schema.ts';
import { stillTrue, stepOf } from '../entries/still-true.ts';

export interface CardQuery {
	/** A team's key: only what was won in it. */
	team?: string;
	/** Only this one. */
	id?: MomentId;
	/** Only these. */
	ids?: readonly MomentId[];
	/** Only this person's, and what they fed. */
	member?: MemberId;
	/** Who reads: somebody who hides from the feed still finds their own. */
	viewer?: MemberId;
	/** Only what may hang on a wall. */
	onTv?: boolean;
	/** Only what is older than this moment. */
	before?: { at: Date; id: MomentId };
	limit: number;
}

/**
 * Moments that everybody in the organization may see, newest first. What was taken back since
 * (an activity reversed, a goal no longer reached) is left out as it is read, so that nothing
 * is celebrated a second longer than it is true.
 */
export async function readCards(
	db: Queryable,
	orgId: OrgId,
	query: CardQuery
): Promise<MomentCard[]> {
	const rows = await selectCards(db, orgId, query);
	const ids = rows.map((row) => row.id);
	const cheers = await readCheers(db, orgId, ids);
	const comments = await countComments(db, orgId, ids);
	const { viewer, member: first, onTv } = query;
	const shared = rows.filter((row) => row.isShared).map((row) => row.id);
	const groups = await readGroupPeople(db, orgId, shared, {
		viewer,
		first,
		onTv,
		most: PEOPLE_SHOWN
	});
	return rows.map((row) => ({
		...toCard(row, groups.get(row.id)),
		cheers: cheers(row.id),
		comments: comments(row.id)
	}));
}

const givers = alias(members, 'givers');

const fedIn = alias(teams, 'fed_in');

const HANGS = sql<boolean>`(${moments.onTv} and case when ${isShared} then ${hasSomebody(undefined, true)}
	else not coalesce(${preferences.hideFromTv}, false) end)`;

const COLUMNS = {
	id: moments.id,
	kind: moments.kind,
	at: moments.at,
	member: { id: members.id, name: members.name, colour: members.colour },
	team: teams.name,
	headline: moments.headline,
	figure: moments.figure,
	detail: moments.detail,
	quote: moments.quote,
	from: { id: givers.id, name: givers.name },
	badge: { name: badges.name, shape: badges.shape, glyph: badges.glyph, colour: badges.colour },
	goal: { id: goals.id, title: goals.title, target: stepOf },
	isShared,
	scope: { team: fedIn.name, kind: goals.kind, organization: organizations.name },
	before: moments.goalBefore,
	after: moments.goalAfter,
	unit: metrics.unit,
	currency: organizations.currency,
	editedAt: moments.editedAt,
	picture: pictures.digest,
	sound: preferences.sound,
	ownSound: ownSounds.digest,
	onTv: HANGS
};

function selectCards(db: Queryable, orgId: OrgId, query: CardQuery) {
	return db
		.select(COLUMNS)
		.from(moments)
		.innerJoin(organizations, eq(organizations.id, moments.orgId))
		.innerJoin(members, and(eq(members.orgId, moments.orgId), eq(members.id, moments.memberId)))
		.leftJoin(preferences, ofMember(preferences))
		.leftJoin(pictures, ofMember(pictures))
		.leftJoin(ownSounds, ofMember(ownSounds))
		.leftJoin(teams, and(eq(teams.orgId, moments.orgId), eq(teams.id, moments.teamId)))
		.leftJoin(givers, and(eq(givers.orgId, moments.orgId), eq(givers.id, moments.fromId)))
		.leftJoin(badges, and(eq(badges.orgId, moments.orgId), eq(badges.id, moments.badgeId)))
		.leftJoin(goals, and(eq(goals.orgId, moments.orgId), eq(goals.id, moments.goalId)))
		.leftJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.leftJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.leftJoin(fedIn, and(eq(fedIn.orgId, goals.orgId), eq(fedIn.id, goals.teamId)))
		.where(and(eq(moments.orgId, orgId), eq(moments.inFeed, true), stillTrue, narrowed(query)))
		.orderBy(desc(moments.at), desc(moments.id))
		.limit(query.limit);
}

function ofMember({ orgId, memberId }: typeof preferences | typeof pictures | typeof ownSounds) {
	return and(eq(orgId, moments.orgId), eq(memberId, moments.memberId));
}

function narrowed({ team, id, ids, member, viewer, onTv, before }: CardQuery): SQL | undefined {
	const shown = sql`${preferences.hideFromFeed} is not true`;
	const own = viewer ? or(shown, eq(moments.memberId, viewer)) : shown;
	return and(
		sql`case when ${isShared} then ${hasSomebody(viewer, false)} else ${own} end`,
		team ? or(eq(teams.key, team), wasFedIn(team)) : undefined,
		id ? eq(moments.id, id) : undefined,
		ids ? inArray(moments.id, [...ids]) : undefined,
		member ? or(eq(moments.memberId, member), wasFedBy(member, viewer)) : undefined,
		onTv ? HANGS : undefined,
		before
			? or(lt(moments.at, before.at), and(eq(moments.at, before.at), lt(moments.id, before.id)))
			: undefined
	);
}

type Row = Awaited<ReturnType<typeof selectCards>>[number];

function toCard(row: Row, people: People | undefined): Omit<MomentCard, 'cheers' | 'comments'> {
	const { id, kind, headline, figure, detail, quote, from, badge, onTv } = row;
	return {
		id,
		kind,
		at: row.at.toISOString(),
		...(people ? together(row, people) : { member: alone(row) }),
		headline,
		figure,
		detail,
		quote,
		from,
		badge,
		goal: toGoal(row),
		edited: row.editedAt !== null,
		sound: soundOf(row),
		onTv
	};
}

type People = Omit<MomentGroup, 'name'>;

function alone(row: Row): MomentCard['member'] {
	return { ...row.member, team: row.team, picture: pictureOf(row) };
}

/** A team's or the organization's name speaks for those who fed it; a pod's people for themselves. */
function together({ scope, member }: Row, people: People): Pick<MomentCard, 'member' | 'group'> {
	const carrier = people.people.find(({ id }) => id === member.id);
	const { id, name, colour, picture } = carrier ?? people.people[0]!;
	const group = scope.team ?? (scope.kind === 'organizational' ? scope.organization : null);
	return {
		member: { id, name, colour, team: scope.team, picture },
		group: { name: group, ...people }
	};
}

function pictureOf({ member, picture }: Row): string | null {
	return picture ? pictureAddress(member.id, picture) : null;
}

function soundOf({ member, sound, ownSound }: Row): string {
	if (sound !== OWN_SOUND) return sound ?? AS_IT_COMES.sound;
	return ownSound ? soundAddress(member.id, ownSound) : AS_IT_COMES.sound;
}

function toGoal({ goal, before, after, unit, currency }: Row): MomentGoal | null {
	if (!goal || before === null || after === null) return null;
	return {
		id: goal.id,
		title: goal.title,
		before: String(before),
		after: String(after),
		target: String(goal.target ?? after),
		unit: unit ?? 'count',
		currency
	};
}
