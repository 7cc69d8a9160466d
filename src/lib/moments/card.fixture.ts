import type { MomentId } from '#lib/platform/ids.ts';
import type { MomentCard } from './moment.ts';

/** A win of somebody's as the feed has it: a deal with nothing more to it, rung at that instant. */
export function aCard(
	id: string,
	at: number,
	member: MomentCard['member'],
	changes: Partial<MomentCard> = {}
): MomentCard {
	return {
		id: id as MomentId,
		kind: 'deal',
		at: new Date(at).toISOString(),
		member,
		headline: 'won Brightline',
		figure: null,
		detail: '',
		quote: null,
		from: null,
		badge: null,
		goal: null,
		cheers: { bell: [], nice: [], how: [] },
		comments: 0,
		edited: false,
		sound: 'bell',
		onTv: true,
		...changes
	};
}
