import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { AS_IT_COMES, pictureAddress, type Preferences } from '../preferences.ts';
import { pictures, preferences } from './schema.ts';

/**
 * What each of these people has chosen, as it comes for who has chosen nothing; without a list for
 * everybody of the organization, also who has left. One query.
 */
export async function preferencesOf(
	db: Queryable,
	orgId: OrgId,
	people?: readonly MemberId[]
): Promise<Map<MemberId, Preferences>> {
	if (people?.length === 0) return new Map();
	const rows = await select(db, orgId, people ? inArray(members.id, [...people]) : undefined);
	return new Map(rows.map((row) => [row.id, toPreferences(row)]));
}

/** Who is not to be named on a TV. One query, and a small answer: few people hide. */
export async function hiddenFromTv(db: Queryable, orgId: OrgId): Promise<Set<MemberId>> {
	return hidden(db, orgId, eq(preferences.hideFromTv, true));
}

/** Whose moments stand in nobody's feed but their own. */
export async function hiddenFromFeed(db: Queryable, orgId: OrgId): Promise<Set<MemberId>> {
	return hidden(db, orgId, eq(preferences.hideFromFeed, true));
}

async function hidden(db: Queryable, orgId: OrgId, which: SQL): Promise<Set<MemberId>> {
	const rows = await db
		.select({ id: preferences.memberId })
		.from(preferences)
		.where(and(eq(preferences.orgId, orgId), which))
		.orderBy(preferences.memberId);
	return new Set(rows.map(({ id }) => id));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function select(db: Queryable, orgId: OrgId, which?: SQL) {
	return db
		.select({ id: members.id, chosen: preferences, digest: pictures.digest })
		.from(members)
		.leftJoin(
			preferences,
			and(eq(preferences.orgId, members.orgId), eq(preferences.memberId, members.id))
		)
		.leftJoin(pictures, and(eq(pictures.orgId, members.orgId), eq(pictures.memberId, members.id)))
		.where(and(eq(members.orgId, orgId), which));
}

function toPreferences({ id, chosen, digest }: Row): Preferences {
	const picture = digest ? pictureAddress(id, digest) : null;
	if (!chosen) return { ...AS_IT_COMES, picture };
	const { hideFromTv, hideFromFeed, quietFrom, quietUntil, isMuted, volume, sound } = chosen;
	const onCallUntil = chosen.onCallUntil?.toISOString() ?? null;
	const rung = { quietFrom, quietUntil, onCallUntil, isMuted, volume, sound };
	return { hideFromTv, hideFromFeed, ...rung, picture };
}
