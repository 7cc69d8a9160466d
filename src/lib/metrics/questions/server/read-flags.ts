import { and, desc, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { members, readOrganization, teamMemberships } from '#lib/identity/server/index.ts';
import { figureHref } from '#lib/metrics/activity/figure-address.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { flagWords, type Seen } from '../flag-words.ts';
import type { Flag } from '../question.ts';
import { flags } from './schema.ts';

const lookers = alias(members, 'lookers');

/** What waits for this reader to look at it, newest first. */
export function openFlags(db: Queryable, actor: MemberActor): Promise<Flag[]> {
	return read(db, actor, and(isNull(flags.lookedAt), ledBy(actor), notMine(actor)), 100);
}

/** What was looked at in this reader's teams, newest first. */
export function seenFlags(db: Queryable, actor: MemberActor): Promise<Flag[]> {
	return read(db, actor, and(isNotNull(flags.lookedAt), ledBy(actor)), 20);
}

/**
 * What is flagged about a member, for themselves and for who leads them; nobody else gets any. Behind
 * a figure stands what is about its days, and about its metric or several; points come from all.
 */
export function flagsOf(
	db: Queryable,
	actor: MemberActor,
	memberId: MemberId,
	figure?: { metric: string; from: Day; to: Day }
): Promise<Flag[]> {
	const mine = memberId === actor.memberId ? undefined : ledBy(actor);
	const within =
		figure &&
		and(
			sql`(${flags.seen}->>'from')::date <= ${figure.to}`,
			sql`(${flags.seen}->>'to')::date >= ${figure.from}`,
			figure.metric === 'points'
				? undefined
				: or(isNull(metrics.key), eq(metrics.key, figure.metric))
		);
	return read(db, actor, and(eq(flags.memberId, memberId), mine, within), 10);
}

/** How many wait for this reader. */
export async function countFlags(db: Queryable, actor: MemberActor): Promise<number> {
	const [row] = await db
		.select({ waiting: sql<number>`count(*)::int` })
		.from(flags)
		.leftJoin(teamMemberships, inTeam)
		.where(and(eq(flags.orgId, actor.orgId), isNull(flags.lookedAt), ledBy(actor), notMine(actor)));
	return row!.waiting;
}

/** The team its member was in on the day of the flag. */
export const inTeam = and(
	eq(teamMemberships.orgId, flags.orgId),
	eq(teamMemberships.memberId, flags.memberId),
	sql`${flags.day} between ${teamMemberships.startsOn} and coalesce(${teamMemberships.endsOn}, 'infinity')`
);

function ledBy({ role, manages }: MemberActor): SQL | undefined {
	if (role === 'admin') return undefined;
	return manages.length ? inArray(teamMemberships.teamId, manages) : sql`false`;
}

function notMine({ memberId }: MemberActor): SQL | undefined {
	return ne(flags.memberId, memberId);
}

async function read(
	db: Queryable,
	actor: MemberActor,
	which: SQL | undefined,
	limit: number
): Promise<Flag[]> {
	const { currency } = await readOrganization(db, actor.orgId);
	const rows = await db
		.select({
			flag: flags,
			member: { id: members.id, name: members.name, colour: members.colour },
			metric: metrics,
			team: teamMemberships.teamId,
			looker: lookers.name
		})
		.from(flags)
		.innerJoin(members, and(eq(members.orgId, flags.orgId), eq(members.id, flags.memberId)))
		.leftJoin(metrics, and(eq(metrics.orgId, flags.orgId), eq(metrics.id, flags.metricId)))
		.leftJoin(lookers, and(eq(lookers.orgId, flags.orgId), eq(lookers.id, flags.lookedAtBy)))
		.leftJoin(teamMemberships, inTeam)
		.where(and(eq(flags.orgId, actor.orgId), which))
		.orderBy(desc(flags.foundAt), desc(flags.id))
		.limit(limit);
	return rows.map((row) => flagOf(row, actor, currency));
}

interface FlagRow {
	flag: typeof flags.$inferSelect;
	member: Flag['member'];
	metric: typeof metrics.$inferSelect | null;
	team: TeamId | null;
	looker: string | null;
}

function flagOf(
	{ flag, member, metric, team, looker }: FlagRow,
	actor: MemberActor,
	currency: string
): Flag {
	const seen = flag.seen as Seen;
	const figure = { metric: metric?.key ?? 'points', from: seen.from, to: seen.to };
	const mine = flag.memberId === actor.memberId;
	return {
		id: flag.id,
		kind: flag.kind,
		member,
		words: flagWords(flag.kind, seen, { metric, currency }),
		href: figureHref({ ...figure, member: flag.memberId }),
		foundAt: flag.foundAt.toISOString(),
		lookedAt: flag.lookedAt && {
			by: looker ?? 'Somebody who has left',
			at: flag.lookedAt.toISOString()
		},
		mayLook: !flag.lookedAt && !mine && may(actor, { may: 'questions.answer', team })
	};
}
