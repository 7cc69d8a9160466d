import type { MemberId } from '#lib/platform/ids.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Assist } from '../../win.ts';
import type { LedgerRow, Membership, Touch, WalkWorld } from './ledger.ts';

/** Longer ago than this, work has nothing to do with a deal any more, whatever a rule is set to. */
export const LONGEST_DAYS = 90;

/** Teammates of the winner who had worked with the deal's account, each with the latest of it. */
export function assistsOf(
	deal: LedgerRow,
	{ touches, memberships, people }: WalkWorld
): { helper: MemberId; assist: Assist }[] {
	const account = accountOf(deal.note);
	if (!account) return [];
	const since = addDays(deal.day, -LONGEST_DAYS);
	const latest = new Map<MemberId, Touch>();
	for (const touch of touches.get(account) ?? [])
		if (
			since <= touch.day &&
			isBefore(touch, deal) &&
			isMate(touch.memberId, deal, memberships.get(touch.memberId))
		)
			latest.set(touch.memberId, touch);
	return [...latest].map(([helper, { metric, day }]) => ({
		helper,
		assist: {
			winner: people.get(deal.memberId) ?? '',
			account: deal.note!.trim(),
			metric,
			day,
			mates: latest.size
		}
	}));
}

/** What tells accounts apart; empty for a note that is none. */
export function accountOf(note: string | null): string {
	return note?.trim().toLowerCase() ?? '';
}

function isBefore(touch: Touch, deal: LedgerRow): boolean {
	if (touch.day !== deal.day) return touch.day < deal.day;
	const apart = touch.at.getTime() - deal.at.getTime();
	return apart < 0 || (apart === 0 && touch.position < deal.position);
}

function isMate(
	memberId: MemberId,
	{ memberId: winner, teamId, day }: LedgerRow,
	memberships: readonly Membership[] = []
): boolean {
	if (memberId === winner) return false;
	return memberships.some(
		(each) =>
			each.teamId === teamId && each.startsOn <= day && (each.endsOn === null || each.endsOn >= day)
	);
}
