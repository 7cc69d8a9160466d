import type { MemberId, TeamId } from './ids.ts';

/**
 * Something that waits for one member: a goal to agree, an answer they owe, a card to read. It is
 * shown to that member alone. `sentence` says who wants what, in one spoken line; `detail` adds a
 * line where it helps. `href` is the page on which it is answered, from the site's root.
 * `at` is RFC 3339. `id` is unique among one member's asks of a `kind` and stays the same
 * until the ask is answered.
 */
export interface Ask {
	id: string;
	kind: string;
	sentence: string;
	detail?: string;
	href: string;
	at: string;
	/**
	 * Where it is counted instead of at the goals: on Me, with what is worth a look, or `nowhere`,
	 * since it is news that asks nothing.
	 */
	counted?: 'me' | 'nowhere';
}

/**
 * At most so many, newest first: where there are more, the oldest of what there is most of wait, so that
 * no kind pushes another out.
 */
export function fewAsks(asks: readonly Ask[], most: number): Ask[] {
	const kinds = new Map<string, number>();
	const newest = [...asks].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
	const ranked = newest.map((ask) => {
		const nth = (kinds.get(ask.kind) ?? 0) + 1;
		kinds.set(ask.kind, nth);
		return { ask, nth };
	});
	const kept = new Set([...ranked].sort((a, b) => a.nth - b.nth).slice(0, most));
	return ranked.filter((each) => kept.has(each)).map(({ ask }) => ask);
}

/** Those that stand on top of the goals: what is counted on Me waits there alone. */
export function asksAtGoals(asks: readonly Ask[]): Ask[] {
	return asks.filter(({ counted }) => counted !== 'me');
}

/** How many the goals' tab counts. */
export function countedAtGoals(asks: readonly Ask[]): number {
	return asks.filter(({ counted }) => !counted).length;
}

/** What is announced when something waits for this person, or waits no more: their screens look again. */
export function asksOf(memberId: MemberId): string {
	return `asks:${memberId}`;
}

/** The same for whoever leads a team. */
export function asksOfLeaders(teamId: TeamId): string {
	return `asks:team:${teamId}`;
}

/** The same for the admins. */
export const ASKS_OF_ADMINS = 'asks:admins';

/** What is announced to this person, as who they are and lead. */
export function asksHeardBy(actor: {
	memberId: MemberId;
	role: string;
	manages: readonly TeamId[];
}): string[] {
	const { memberId, role, manages } = actor;
	const all = role === 'admin' ? [ASKS_OF_ADMINS] : [];
	return ['asks', asksOf(memberId), ...manages.map(asksOfLeaders), ...all];
}

/** The same for somebody and whoever leads them. */
export function asksAbout({ id, teamId }: { id: MemberId; teamId: TeamId | null }): string[] {
	return [asksOf(id), ...(teamId ? [asksOfLeaders(teamId)] : []), ASKS_OF_ADMINS];
}
