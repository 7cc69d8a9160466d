import type { MemberId } from '#lib/platform/ids.ts';

/** The fact that is announced when something on the list of somebody's one-to-one changed. */
export function talksOf(memberId: MemberId): string {
	return `talks:${memberId}`;
}
