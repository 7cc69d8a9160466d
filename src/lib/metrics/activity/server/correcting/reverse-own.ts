import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { isOwnHand, whyNotAlone } from '../../own-typo.ts';
import type { ClosedKinds } from '../find-late.ts';
import type { Projection } from '../follow.ts';
import { holdEntry, type HeldEntry } from './held-entry.ts';
import { reverse, type Settled } from './reverse.ts';

/** What the line says that takes it back, beside who and when. */
const NOTE = 'Typed wrong.';

/** An entry that its member takes back alone. */
export interface Retyping {
	orgId: OrgId;
	id: ActivityId;
	/** Who asks. */
	by: MemberId;
	now: Date;
}

/** Asks and takes back while the entry is held and no period can close in between. */
export async function reverseOwn(
	tx: Queryable,
	projections: Projection[],
	closedKinds: ClosedKinds,
	{ orgId, id, by, now }: Retyping
): Promise<Settled<{ reversed: boolean }>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	const word = { by: `member:${by}`, note: NOTE };
	if (isDone(held.value, by)) return { result: ok({ reversed: false }), facts: [] };
	const { activity, organization } = held.value.entry;
	const [closed] = await closedKinds(tx, [{ orgId, day: activity.day }]);
	const typed = {
		...activity,
		recordedOn: dayIn(organization.timeZone, activity.recordedAt),
		isJudged: held.value.last.id !== activity.id,
		closed: closed!
	};
	const problem = whyNotAlone(typed, by, dayIn(organization.timeZone, now));
	if (problem) return { result: { ok: false, problem }, facts: [] };
	return reverse(tx, projections, closedKinds, { orgId, id, word, now });
}

/** The second of two clicks. */
function isDone({ entry: { activity }, last }: HeldEntry, by: MemberId): boolean {
	const isTheirs = isOwnHand(activity) && activity.memberId === by;
	return isTheirs && last.reversesId === activity.id && last.recordedBy === `member:${by}`;
}
