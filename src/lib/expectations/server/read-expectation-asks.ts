import { and, desc, eq, exists, inArray, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import {
	members,
	readOrganization,
	teamManagers,
	teamMemberships
} from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { changesBetween, changeSummary } from '../card-changes.ts';
import { lastRead, openWords, type CardVersion } from '../expectation.ts';
import { newestCard } from './newest-card.ts';
import { readVersions } from './read-versions.ts';
import { expectationCards, expectations, expectationWords } from './schema.ts';

const MOST = 50;

/**
 * What of expectation cards waits for this member: a version of their own that they have not tapped,
 * and what people whom they lead want to talk about. Newest first.
 */
export async function readExpectationAsks(
	context: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor
): Promise<Ask[]> {
	const own = await ownAsk(context.db, actor);
	const asked = actor.role === 'rep' ? [] : await asksOfLed(context, actor);
	return [...own, ...asked].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);
}

async function ownAsk(db: Queryable, { orgId, memberId }: MemberActor): Promise<Ask[]> {
	const newest = await newestCard(db, orgId, memberId);
	if (!newest || newest.acknowledgedAt) return [];
	const versions = await readVersions(db, orgId, memberId);
	// They have said something to it: now it waits for whoever leads them.
	if (openWords(versions)) return [];
	const [now] = versions;
	const before = lastRead(versions);
	// Taken back before they had read any of it, there is nothing to tell.
	if (!before && !now!.lines.length) return [];
	const { currency } = await readOrganization(db, orgId);
	return [
		{
			id: `card-${newest.version}`,
			kind: 'expectations',
			sentence: askedFor(now!, before !== undefined),
			detail: before
				? changeSummary(changesBetween(before.lines, now!.lines, currency)) ||
					'As you read it before.'
				: 'Read it and tap, or ask to talk about it.',
			href: cardHref(memberId),
			at: now!.at
		}
	];
}

function askedFor({ by, lines }: CardVersion, isKnown: boolean): string {
	if (!lines.length) return `${by} took back what was expected of you`;
	return isKnown
		? `${by} changed what is expected of you`
		: `${by} wrote down what is expected of you`;
}

async function asksOfLed(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor
): Promise<Ask[]> {
	const { orgId } = actor;
	const { timeZone } = await readOrganization(db, orgId);
	const rows = await db
		.select({
			id: expectationWords.id,
			memberId: expectationWords.memberId,
			name: members.name,
			about: expectations.title,
			sentence: expectationWords.sentence,
			at: expectationWords.at
		})
		.from(expectationWords)
		.innerJoin(
			members,
			and(eq(members.orgId, expectationWords.orgId), eq(members.id, expectationWords.memberId))
		)
		.leftJoin(
			expectations,
			and(
				eq(expectations.orgId, expectationWords.orgId),
				eq(expectations.memberId, expectationWords.memberId),
				eq(expectations.version, expectationWords.version),
				eq(expectations.lineId, expectationWords.lineId)
			)
		)
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				isNull(expectationWords.settledAt),
				isNull(members.leftAt),
				forThem(db, actor, dayIn(timeZone, clock.now()))
			)
		)
		.orderBy(desc(expectationWords.at))
		.limit(MOST);
	return rows.map(({ id, memberId, name, about, sentence, at }) => ({
		id,
		kind: 'expectations',
		sentence: about
			? `${name} wants to talk about “${about}”`
			: `${name} wants to talk about their card`,
		detail: `“${sentence}”`,
		href: cardHref(memberId),
		at: at.toISOString()
	}));
}

/** A manager's own teams; an admin's are the cards they wrote and the people whom nobody leads. */
function forThem(db: Queryable, actor: MemberActor, day: string): SQL | undefined {
	const team = db
		.select({ one: sql`1` })
		.from(teamMemberships)
		.where(
			and(
				eq(teamMemberships.orgId, expectationWords.orgId),
				eq(teamMemberships.memberId, expectationWords.memberId),
				sql`${day}::date between ${teamMemberships.startsOn}
					and coalesce(${teamMemberships.endsOn}, 'infinity')`,
				actor.role === 'admin'
					? exists(
							db
								.select({ one: sql`1` })
								.from(teamManagers)
								.where(
									and(
										eq(teamManagers.orgId, teamMemberships.orgId),
										eq(teamManagers.teamId, teamMemberships.teamId)
									)
								)
						)
					: inArray(teamMemberships.teamId, actor.manages)
			)
		);
	if (actor.role === 'manager') return actor.manages.length ? exists(team) : sql`false`;
	const wrote = db
		.select({ one: sql`1` })
		.from(expectationCards)
		.where(
			and(
				eq(expectationCards.orgId, expectationWords.orgId),
				eq(expectationCards.memberId, expectationWords.memberId),
				eq(expectationCards.version, expectationWords.version),
				eq(expectationCards.writtenBy, actor.memberId)
			)
		);
	return or(exists(wrote), notExists(team));
}

function cardHref(memberId: string): string {
	return `/members/${memberId}/expectations`;
}
