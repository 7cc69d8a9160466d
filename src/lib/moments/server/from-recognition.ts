import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE, type BadgeId, type GoalId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { goalNow } from './goal-now.ts';
import { makeMoment } from './make-moment.ts';

/** What a moment needs to know of a recognition. */
export interface Thanks {
	id: RecognitionId;
	fromId: MemberId;
	to: MemberId[];
	/** As it reads in mid-sentence: "courage". */
	value: string;
	badgeId: BadgeId | null;
	badgeName: string | null;
	goalId: GoalId | null;
	sentence: string;
	inFeed: boolean;
	onTv: boolean;
	at: Date;
}

/**
 * How what is said is read, in the transaction that rings for it: recognitions are another slice's,
 * and `app` brings the two together.
 */
export type ReadThanks = (
	db: Queryable,
	orgId: OrgId,
	id: RecognitionId,
	now: Date
) => Promise<Thanks | undefined>;

/** A moment for everybody who was thanked. Words meant for one person alone make none. */
export async function fromRecognition(
	{ db }: Context,
	orgId: OrgId,
	thanks: Thanks | undefined
): Promise<boolean> {
	if (!thanks?.inFeed) return false;
	const { timeZone } = await readOrganization(db, orgId);
	const day = dayIn(timeZone, thanks.at);
	const goal = thanks.goalId ? await goalNow(db, orgId, thanks.goalId) : null;
	let found = false;
	for (const memberId of thanks.to) {
		const person = await readPerson(db, orgId, memberId, day);
		if (!person) continue;
		const draft = { ...words(thanks, memberId), teamId: person.teamId ?? NONE, goal };
		found = (await makeMoment(db, orgId, draft)) !== undefined || found;
	}
	return found;
}

function words(thanks: Thanks, memberId: MemberId) {
	const { id, badgeId, fromId, inFeed, onTv, at } = thanks;
	return {
		kind: 'recognition' as const,
		cause: `recognition:${id}:${memberId}`,
		memberId,
		...thanksWords(thanks),
		fromId,
		badgeId,
		inFeed,
		onTv,
		at
	};
}

/** How a moment tells of a recognition. */
export function thanksWords({ value, badgeName, sentence }: Thanks) {
	return {
		headline: badgeName ? `earned ${badgeName}` : `was thanked for ${value}`,
		detail: badgeName ? `for ${value}` : '',
		quote: sentence
	};
}
