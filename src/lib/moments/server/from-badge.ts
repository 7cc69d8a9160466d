import { and, between, desc, eq, inArray, sql } from 'drizzle-orm';
import { readAwards, type EarnedAward } from '#lib/badges/server/index.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE, type Id, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Fact } from './fact.ts';
import { makeMoment } from './make-moment.ts';
import { moments } from './schema.ts';

/** A badge that comes this soon after a win comes from the same work: one win, one bell. */
const SAME_WIN_MS = 60_000;

/** Rings for badges that work has earned; what was taken back leaves the feed without a word. */
export async function fromBadge(
	{ db }: Context,
	orgId: OrgId,
	ids: readonly Id<'award'>[]
): Promise<boolean> {
	let moved = false;
	for (const award of await readAwards(db, orgId, ids)) {
		const change = award.isWithdrawn ? takeOut : tell;
		moved = (await change(db, orgId, award)) || moved;
	}
	return moved;
}

/** One summary for all that past work has brought to a badge that was introduced or changed. */
export async function fromBadgePast(
	{ db }: Context,
	fact: Extract<Fact, { kind: 'badge-past' }>
): Promise<boolean> {
	const { orgId, badgeId, badgeName, by, people } = fact;
	const at = new Date(fact.at);
	const made = await makeMoment(db, orgId, {
		kind: 'badge',
		cause: `badge-past:${badgeId}:${fact.at}`,
		memberId: by,
		teamId: await teamOf(db, orgId, by, at),
		headline: `brought in ${badgeName}`,
		detail: `Past work counts: ${people === 1 ? 'one person has' : `${people} people have`} earned it already`,
		badgeId,
		inFeed: true,
		onTv: false,
		at
	});
	return made !== undefined;
}

async function tell(db: Queryable, orgId: OrgId, award: EarnedAward): Promise<boolean> {
	const joined = await joinWin(db, orgId, award);
	if (joined !== undefined) return joined;
	const made = await makeMoment(db, orgId, {
		kind: 'badge',
		cause: causeOf(award),
		memberId: award.memberId,
		teamId: await teamOf(db, orgId, award.memberId, award.at),
		headline: `earned ${nameOf(award)}`,
		detail: award.words,
		badgeId: award.badgeId,
		inFeed: true,
		onTv: true,
		at: award.at
	});
	return made !== undefined;
}

/** Adds the badge to the win it came with; undefined where there is none, false where it stands there. */
async function joinWin(
	db: Queryable,
	orgId: OrgId,
	award: EarnedAward
): Promise<boolean | undefined> {
	const from = new Date(award.at.getTime() - SAME_WIN_MS);
	const [win] = await db
		.select({ id: moments.id, detail: moments.detail, badgeId: moments.badgeId })
		.from(moments)
		.where(
			and(
				eq(moments.orgId, orgId),
				eq(moments.memberId, award.memberId),
				inArray(moments.kind, ['deal', 'work', 'goal']),
				between(moments.at, from, award.at)
			)
		)
		.orderBy(desc(moments.at), desc(moments.id))
		.limit(1);
	if (!win) return undefined;
	if (win.badgeId) return win.badgeId === award.badgeId ? false : undefined;
	const detail = win.detail ? `${win.detail}${joinedTo(award)}` : alone(award);
	await db
		.update(moments)
		.set({ detail, badgeId: award.badgeId })
		.where(and(eq(moments.orgId, orgId), eq(moments.id, win.id)));
	return true;
}

async function takeOut(db: Queryable, orgId: OrgId, award: EarnedAward): Promise<boolean> {
	const own = and(eq(moments.orgId, orgId), eq(moments.cause, causeOf(award)));
	const gone = await db.delete(moments).where(own);
	const without = sql`replace(replace(${moments.detail}, ${joinedTo(award)}, ''), ${alone(award)}, '')`;
	const cleared = await db
		.update(moments)
		.set({ detail: without, badgeId: null })
		.where(
			and(
				eq(moments.orgId, orgId),
				eq(moments.memberId, award.memberId),
				eq(moments.badgeId, award.badgeId),
				inArray(moments.kind, ['deal', 'work', 'goal']),
				sql`${moments.detail} <> ${without}`
			)
		);
	return (gone.rowCount ?? 0) + (cleared.rowCount ?? 0) > 0;
}

function causeOf({ id }: EarnedAward): string {
	return `badge:${id}`;
}

function nameOf({ badgeName, hasTiers, tier }: EarnedAward): string {
	return hasTiers ? `${badgeName}, ${tier.name}` : badgeName;
}

function joinedTo(award: EarnedAward): string {
	return ` and ${nameOf(award)} earned`;
}

function alone(award: EarnedAward): string {
	return `${nameOf(award)} earned`;
}

async function teamOf(db: Queryable, orgId: OrgId, memberId: MemberId, at: Date): Promise<string> {
	const { timeZone } = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(timeZone, at));
	return person?.teamId ?? NONE;
}
