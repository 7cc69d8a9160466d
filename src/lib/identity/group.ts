import { writeDate } from '#lib/platform/date-words.ts';
import type { GroupId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';

/** People side by side who are no team. */
export interface Group {
	id: GroupId;
	/** The name it was made with, as a slug: how addresses and the API call the group. */
	key: string;
	name: string;
	/** Who is in it and goes on being in it, by name. */
	members: GroupMember[];
}

export interface GroupMember {
	id: MemberId;
	name: string;
	colour: number;
	/** First day in the group. */
	since: Day;
}

/** Since when somebody is in a group: "since today", "since 3 Nov", with the year where it is another. */
export function sinceWords(since: Day, today: Day): string {
	if (since === today) return 'since today';
	const year = since.slice(0, 4) === today.slice(0, 4) ? '' : ` ${since.slice(0, 4)}`;
	return `since ${writeDate(since, { day: 'numeric', month: 'short' })}${year}`;
}

/** Somebody who can be picked into a group. */
export interface Pickable {
	id: MemberId;
	name: string;
	colour: number;
	teamName: string | null;
}

/**
 * Who is shown to pick from: those already in first, then the others whose name or team holds what
 * was typed, in any case and without accents; of the others at most `most`.
 */
export function pickFrom(
	people: readonly Pickable[],
	inside: ReadonlySet<MemberId>,
	typed: string,
	most: number
): Pickable[] {
	const words = plain(typed).split(/\s+/).filter(Boolean);
	const fits = ({ name, teamName }: Pickable) => {
		const text = plain(`${name} ${teamName ?? ''}`);
		return words.every((word) => text.includes(word));
	};
	const found = people.filter(fits);
	const others = found.filter(({ id }) => !inside.has(id)).slice(0, most);
	return [...found.filter(({ id }) => inside.has(id)), ...others];
}

function plain(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
