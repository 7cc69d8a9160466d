import type { MomentCard } from './moment.ts';

/** A place in the feed for an address: everything before this moment. */
export function placeOf({ at, id }: Pick<MomentCard, 'at' | 'id'>): string {
	return `${at}_${id}`;
}
