import { isId, type MemberId, type MomentId } from '#lib/platform/ids.ts';
import { STANDING_KINDS, type StandingKind } from './standing.ts';

/** What a member's page is asked to show; everything may be left out. */
export interface ProfileAddress {
	/** A metric's key, or `points`. */
	metric?: string | undefined;
	kind?: StandingKind | undefined;
	/** Moments before this one. */
	before?: MomentId | undefined;
}

/** What is no metric, period or moment is as if it were not there. */
export function readProfileAddress(params: URLSearchParams): ProfileAddress {
	const before = params.get('before') ?? '';
	return {
		metric: params.get('metric')?.slice(0, 80) || undefined,
		kind: STANDING_KINDS.find((kind) => kind === params.get('by')),
		before: isId(before) ? (before as MomentId) : undefined
	};
}

/** A member's page, with what goes without saying left out. */
export function profileHref(member: MemberId, { metric, kind, before }: ProfileAddress): string {
	const params = new URLSearchParams();
	if (metric && metric !== 'points') params.set('metric', metric);
	if (kind && kind !== 'week') params.set('by', kind);
	if (before) params.set('before', before);
	const query = params.toString();
	return `/members/${member}${query ? `?${query}` : ''}`;
}
