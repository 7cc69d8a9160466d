import type { IconName } from '../icons.ts';

export interface Place {
	href: string;
	label: string;
	icon: IconName;
	/** How much waits there for the reader; none or 0 says nothing. */
	count?: number;
	/** What else belongs to it. */
	also?: readonly string[];
}

/** What the goals lead to, at addresses of its own. */
const ABOUT_GOALS = ['/alignment', '/useful', '/teams'];

/**
 * The five places of the bottom bar, in order; the bell stands in the middle. What waits for somebody
 * who leads is found on Me, where the way to it is; what somebody was asked stands on top of the goals.
 */
export function mainPlaces(memberId: string, waiting = 0, asks = 0): Place[] {
	return [
		{ href: '/standings', label: 'Standings', icon: 'standings' },
		{ href: '/moments', label: 'Moments', icon: 'moments' },
		{ href: '/recognise', label: 'Recognise', icon: 'bell' },
		{ href: '/goals', label: 'Goals', icon: 'goals', count: asks, also: ABOUT_GOALS },
		{ href: `/members/${memberId}`, label: 'Me', icon: 'me', count: waiting }
	];
}

/**
 * The same at a desk, where the leagues stand beside the standings while they are played, and what is
 * worth a look stands for itself; `checks` is null for who leads nobody.
 */
export function sidePlaces(
	memberId: string,
	has: { leagues: boolean; checks: number | null; asks?: number }
): Place[] {
	const [standings, ...others] = mainPlaces(memberId, 0, has.asks);
	const me = others.pop()!;
	const leagues: Place = { href: '/leagues', label: 'Leagues', icon: 'leagues' };
	return [
		standings!,
		...(has.leagues ? [leagues] : []),
		...others,
		...(has.checks === null ? [] : [WORDS, checksPlace(has.checks)]),
		me
	];
}

/** Who of one's people has not heard a specific word: for those who lead. */
export const WORDS: Place = { href: '/recognition', label: 'Who to thank', icon: 'comment' };

/** What waits for an answer or a look. */
export function checksPlace(count: number): Place {
	return { href: '/checks', label: 'Worth a look', icon: 'look', count };
}

/** Who changed which rule: for everybody, since the rules are everybody's. */
export const CHANGES: Place = { href: '/settings/changes', label: 'What changed', icon: 'changes' };

/** What managers and admins set up; a rep has none of it. */
export function setupPlaces(who: { manages: boolean; isAdmin: boolean }): Place[] {
	if (!who.manages && !who.isAdmin) return [];
	const managed: Place[] = [
		{ href: '/settings/metrics', label: 'Metrics', icon: 'metrics' },
		{ href: '/settings/targets', label: 'Targets', icon: 'targets' },
		{ href: '/settings/alignment', label: 'Without a goal', icon: 'goals' },
		{ href: '/expectations', label: 'Expectations', icon: 'card' },
		{ href: '/settings/people', label: 'People and teams', icon: 'people' },
		{ href: '/settings/groups', label: 'Groups', icon: 'groups' },
		{ href: '/settings/displays', label: 'Displays', icon: 'displays' },
		CHANGES
	];
	if (!who.isAdmin) return managed;
	return [
		...managed,
		{ href: '/settings/moments', label: 'When the bell rings', icon: 'moments' },
		{ href: '/settings/values', label: 'Values and thanks', icon: 'bell' },
		{ href: '/settings/badges', label: 'Badges', icon: 'badges' },
		{ href: '/settings/programmes', label: 'Still useful?', icon: 'goals' },
		{ href: '/settings/leagues', label: 'Leagues', icon: 'leagues' },
		{ href: '/settings/waiting', label: 'Waiting', icon: 'waiting' },
		{ href: '/settings/credentials', label: 'Shared badges', icon: 'link' },
		{ href: '/settings/keys', label: 'API keys', icon: 'keys' },
		{ href: '/settings/organization', label: 'Organization', icon: 'organization' }
	];
}

/** Whether a path belongs to a place: it lies at or below it, or at or below what else belongs there. */
export function isIn(path: string, place: Place): boolean {
	return [place.href, ...(place.also ?? [])].some((each) => isAt(path, each));
}

/** Whether a path lies at or below a place: /members/1/edit is at /members/1, not at /members/12. */
export function isAt(path: string, place: string): boolean {
	return path === place || path.startsWith(`${place}/`);
}
