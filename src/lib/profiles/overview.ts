import type { MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { daysBetween } from '#lib/platform/period.ts';

/** After so many days without a specific word somebody is on the list, and first on it. */
export const QUIET_DAYS = 7;
export const VERY_QUIET_DAYS = 14;
/** Over so many days the spread is counted. */
export const SPREAD_DAYS = 84;
export const QUIET_SHOWN = 25;
export const SPREAD_SHOWN = 40;

/** Somebody whom the reader leads. */
export interface Led {
	id: MemberId;
	name: string;
	colour: number;
	team: string | null;
	/** The day they joined on. */
	joinedOn: Day;
}

/** A win of somebody's that can be named. */
export interface NamedWin {
	/** "Won Brightline, €18,400"; of an entry "Demos held: 4, Brightline". */
	words: string;
	/** RFC 3339, or a day. */
	at: string;
	/** What it opens to. */
	href: string;
	/** What the form is filled with. */
	about: { moment: string } | { activity: string };
}

/** Somebody who has not heard a specific word for a while. */
export interface QuietPerson extends Led {
	/** Address of the picture they chose. */
	picture: string | null;
	/** Since the last one; null where there was none yet. */
	days: number | null;
	win: NamedWin | null;
}

/** How words of the last weeks went to one person: the reader's and what everybody could hear. */
export interface SpreadRow {
	id: MemberId;
	name: string;
	own: number;
	others: number;
	/** In the order of the organization's values. */
	values: { value: string; times: number }[];
}

export interface SpreadValue {
	value: string;
	own: number;
	others: number;
}

export interface Overview {
	/** To choose from: an admin's all, a manager's own; one alone is no choice. */
	teams: { key: string; name: string }[];
	/** The chosen one's key. */
	team: string | null;
	/** How many people it is about. */
	people: number;
	/** How many of them for a week and more, and of those for two. */
	quiet: number;
	veryQuiet: number;
	/** One page of them: two weeks and more first, each part by name. */
	list: QuietPerson[];
	spread: { values: SpreadValue[]; rows: SpreadRow[] };
	/** Pages of the two lists, from 1. */
	page: number;
	pages: number;
	spreadPage: number;
	spreadPages: number;
}

/** Whole days since somebody last heard a specific word, or since they joined. */
export function quietFor(lastOn: Day | undefined, joinedOn: Day, today: Day): number {
	return daysBetween(lastOn && lastOn > joinedOn ? lastOn : joinedOn, today);
}

/** Who is on the list: two weeks and more first, each part in the order it came in (by name). */
export function quietFirst<Person>(
	people: readonly Person[],
	days: (person: Person) => number
): Person[] {
	const very = people.filter((person) => days(person) >= VERY_QUIET_DAYS);
	const quiet = people.filter(
		(person) => days(person) >= QUIET_DAYS && days(person) < VERY_QUIET_DAYS
	);
	return [...very, ...quiet];
}

/** "9 days", "Not yet". */
export function quietWords(days: number | null): string {
	return days === null ? 'no specific word yet' : `${days} days`;
}

/** The form, with the person and the win in it. */
export function recogniseHref(to: MemberId, win: NamedWin | null): string {
	return `/recognise?${new URLSearchParams({ to, ...win?.about }).toString()}`;
}

/** The page with one of its lists turned; the other one stays where it is. */
export function overviewHref(
	{ team, page, spreadPage }: Pick<Overview, 'team' | 'page' | 'spreadPage'>,
	turned: { page?: number; people?: number }
): string {
	const params = new URLSearchParams(team ? { team } : {});
	const pages = { page, people: spreadPage, ...turned };
	for (const [name, at] of Object.entries(pages)) if (at > 1) params.set(name, String(at));
	const query = params.toString();
	return query ? `/recognition?${query}` : '/recognition';
}

/** Cuts one page out of a list; a page that is not there is the nearest one that is. */
export function pageOf<Item>(
	items: readonly Item[],
	asked: number,
	size: number
): { items: Item[]; page: number; pages: number } {
	const pages = Math.max(1, Math.ceil(items.length / size));
	const page = Math.min(pages, Math.max(1, Math.trunc(asked) || 1));
	return { items: items.slice((page - 1) * size, page * size), page, pages };
}
