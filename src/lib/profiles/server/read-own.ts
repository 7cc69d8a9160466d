import { progressOf } from '#lib/badges/server/index.ts';
import { coachingFor } from '#lib/moments/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { lastSpecific } from '#lib/recognition/server/index.ts';
import type { OwnProfile } from '../profile.ts';

/** What a member finds on their own page and nobody on it. */
export async function readOwn(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	now: Date,
	today: Day
): Promise<OwnProfile> {
	const words = await lastSpecific(db, orgId, { people: [memberId], now, today });
	const last = words.get(memberId);
	return {
		progress: await progressOf(db, orgId, memberId, now),
		coaching: await coachingFor(db, orgId, memberId),
		lastWord: last ? { at: last.at.toISOString(), from: last.from } : null
	};
}
