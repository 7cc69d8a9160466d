import { and, eq, isNull, ne, notLike } from 'drizzle-orm';
import type { BadgeRule } from '#lib/badges/badge-rule.ts';
import { awards, badges } from '#lib/badges/server/index.ts';
import { members } from '#lib/identity/server/index.ts';
import { coachingLines, comments, moments } from '#lib/moments/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { inSentence } from '#lib/recognition/recognition.ts';
import {
	isSaid,
	itsBadge,
	itsRecipients,
	itsSender,
	itsValue,
	orgValues,
	recognitionRecipients,
	recognitions
} from '#lib/recognition/server/index.ts';
import type { Keepsake } from '../keepsake.ts';

/** A keepsake before its day is known. */
export type Kept = Omit<Keepsake, 'at' | 'day'> & { at: Date };

interface Whose {
	orgId: OrgId;
	memberId: MemberId;
	now: Date;
}

const face = {
	name: badges.name,
	shape: badges.shape,
	glyph: badges.glyph,
	colour: badges.colour
};
const PLAIN = { isPrivate: false, isEdited: false, badge: null };

/** The sentences that people said to somebody, with the badges that came with them. */
export async function readWords(db: Queryable, { orgId, memberId, now }: Whose): Promise<Kept[]> {
	const rows = await db
		.select({ said: recognitions, from: members.name, value: orgValues.name, badge: face })
		.from(recognitionRecipients)
		.innerJoin(recognitions, itsRecipients)
		.innerJoin(members, itsSender)
		.innerJoin(orgValues, itsValue)
		.leftJoin(badges, itsBadge)
		.where(
			and(
				eq(recognitionRecipients.orgId, orgId),
				eq(recognitionRecipients.memberId, memberId),
				isSaid(now)
			)
		);
	return rows.map(({ said, from, value, badge }) => ({
		id: said.id,
		kind: 'words',
		at: said.saidAt,
		from,
		words: said.sentence,
		about: inSentence(value),
		badge: badge && { ...badge, tier: null },
		isPrivate: !said.inFeed,
		isEdited: said.editedAt !== null
	}));
}

/** Awards of their own; one that came with words stands with them. */
export async function readAwards(db: Queryable, { orgId, memberId }: Whose): Promise<Kept[]> {
	const rows = await db
		.select({
			award: awards,
			from: members.name,
			badge: face,
			criteria: badges.criteria,
			rule: badges.rule
		})
		.from(awards)
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.leftJoin(members, and(eq(members.orgId, awards.orgId), eq(members.id, awards.givenBy)))
		.where(
			and(
				eq(awards.orgId, orgId),
				eq(awards.memberId, memberId),
				isNull(awards.withdrawnAt),
				notLike(awards.reason, 'recognition:%')
			)
		);
	return rows.map(({ award, from, badge, criteria, rule }) => ({
		...PLAIN,
		id: award.id,
		kind: 'award',
		at: award.givenAt,
		from,
		words: criteria,
		about: null,
		badge: { ...badge, tier: tierName(rule, award.tier) }
	}));
}

/** What others wrote below their moments. */
export async function readComments(db: Queryable, { orgId, memberId }: Whose): Promise<Kept[]> {
	const rows = await db
		.select({ comment: comments, from: members.name, about: moments.headline })
		.from(comments)
		.innerJoin(moments, and(eq(moments.orgId, comments.orgId), eq(moments.id, comments.momentId)))
		.innerJoin(members, and(eq(members.orgId, comments.orgId), eq(members.id, comments.memberId)))
		.where(
			and(
				eq(comments.orgId, orgId),
				eq(moments.memberId, memberId),
				ne(comments.memberId, memberId),
				isNull(comments.withdrawnAt)
			)
		);
	return rows.map(({ comment: { id, at, words }, from, about }) => ({
		...{ ...PLAIN, id, kind: 'comment', at, from, words, about }
	}));
}

/** What managers wrote to them. */
export async function readLines(db: Queryable, { orgId, memberId }: Whose): Promise<Kept[]> {
	const rows = await db
		.select({ line: coachingLines, from: members.name, about: moments.headline })
		.from(coachingLines)
		.innerJoin(
			moments,
			and(eq(moments.orgId, coachingLines.orgId), eq(moments.id, coachingLines.momentId))
		)
		.innerJoin(
			members,
			and(eq(members.orgId, coachingLines.orgId), eq(members.id, coachingLines.fromId))
		)
		.where(and(eq(coachingLines.orgId, orgId), eq(moments.memberId, memberId)));
	return rows.map(({ line: { id, at, words }, from, about }) => ({
		...{ ...PLAIN, id, kind: 'line', at, from, words, about },
		isPrivate: true
	}));
}

function tierName(rule: BadgeRule | null, tier: number): string | null {
	return rule?.tiers[tier - 1]?.name ?? null;
}
