import { and, desc, eq, isNull } from 'drizzle-orm';
import { awards, badgeColumns, badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import { isId, type Id } from '#lib/platform/ids.ts';
import { refuse, ok, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { titleOf, type AwardToShare, type OwnAward } from '../own-award.ts';
import { credentials } from './schema.ts';

/** What somebody was given and still has, the newest first. */
export async function ownAwards(db: Queryable, actor: MemberActor): Promise<OwnAward[]> {
	const rows = await readOwn(db, actor);
	return rows.map(({ id, badge, title, awardedOn, credentialId }) => ({
		id,
		badge,
		title,
		awardedOn,
		credentialId
	}));
}

/** One of them; `missing` where it is somebody else's, was withdrawn, or never was. */
export async function ownAward(
	db: Queryable,
	actor: MemberActor,
	awardId: string
): Promise<Result<AwardToShare>> {
	const [award] = isId(awardId) ? await readOwn(db, actor, awardId as Id<'award'>) : [];
	return award ? ok(award) : refuse('missing', 'This badge is not among yours.');
}

const stillShared = and(
	eq(credentials.orgId, awards.orgId),
	eq(credentials.awardId, awards.id),
	isNull(credentials.revokedAt)
);

async function readOwn(
	db: Queryable,
	{ orgId, memberId }: MemberActor,
	awardId?: Id<'award'>
): Promise<AwardToShare[]> {
	const { name: organization, timeZone } = await readOrganization(db, orgId);
	const rows = await db
		.select({
			award: awards,
			badge: badgeColumns,
			rule: badges.rule,
			name: members.name,
			credentialId: credentials.id
		})
		.from(awards)
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.innerJoin(members, and(eq(members.orgId, awards.orgId), eq(members.id, awards.memberId)))
		.leftJoin(credentials, stillShared)
		.where(
			and(
				eq(awards.orgId, orgId),
				eq(awards.memberId, memberId),
				isNull(awards.withdrawnAt),
				awardId && eq(awards.id, awardId)
			)
		)
		.orderBy(desc(awards.givenAt), desc(awards.id));
	return rows.map(({ award, badge, rule, name, credentialId }) => {
		const title = titleOf(badge.name, rule?.tiers[award.tier - 1]?.name);
		const awardedOn = dayIn(timeZone, award.givenAt);
		const { id: badgeId, criteria } = badge;
		const said = { name, organization, badgeId, badge: title, criteria, awardedOn };
		return { id: award.id, badge, title, awardedOn, credentialId, said };
	});
}
