import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE, type MemberId, type OrgId, type RecognitionId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { inSentence, type Recognition } from '#lib/recognition/recognition.ts';
import { readRecognition } from '#lib/recognition/server/index.ts';
import { goalNow } from './goal-now.ts';
import { makeMoment } from './make-moment.ts';

/** A moment for everybody who was thanked. Words meant for one person alone make none. */
export async function fromRecognition(
	context: Context,
	orgId: OrgId,
	id: RecognitionId
): Promise<boolean> {
	const recognition = await readRecognition(context.db, orgId, id);
	if (!recognition?.inFeed) return false;
	const { timeZone } = await readOrganization(context.db, orgId);
	const day = dayIn(timeZone, recognition.at);
	const { goalId } = recognition;
	const goal = goalId ? await goalNow(context.db, orgId, goalId) : null;
	let found = false;
	for (const memberId of recognition.to) {
		const person = await readPerson(context.db, orgId, memberId, day);
		if (!person) continue;
		const draft = { ...words(recognition, memberId), teamId: person.teamId ?? NONE, goal };
		found = (await makeMoment(context.db, orgId, draft)) !== undefined || found;
	}
	return found;
}

function words(recognition: Recognition, memberId: MemberId) {
	const { id, badgeId, badgeName, fromId, sentence, inFeed, onTv, at } = recognition;
	const value = inSentence(recognition.valueName);
	return {
		kind: 'recognition' as const,
		cause: `recognition:${id}:${memberId}`,
		memberId,
		headline: badgeName ? `earned ${badgeName}` : `was thanked for ${value}`,
		detail: badgeName ? `for ${value}` : '',
		quote: sentence,
		fromId,
		badgeId,
		inFeed,
		onTv,
		at
	};
}
