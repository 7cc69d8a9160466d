import type { BadgeFace } from '#lib/badges/badge.ts';
import type { Day } from '#lib/platform/period.ts';

/** `words` of a recognition, an `award` of its own, a `comment` on a moment, a manager's `line`. */
export type KeepsakeKind = 'words' | 'award' | 'comment' | 'line';

/** One thing that was said or given to somebody. */
export interface Keepsake {
	id: string;
	kind: KeepsakeKind;
	/** RFC 3339, and the day in the organization's zone. */
	at: string;
	day: Day;
	/** Who said it; null where work earned it. */
	from: string | null;
	/** What was said; of an award what the badge is given for. */
	words: string;
	/** What it was for: "craft"; of comments and lines what the moment was: "won Brightline". */
	about: string | null;
	/** The badge that came with it, and its tier. */
	badge: (BadgeFace & { tier: string | null }) | null;
	isPrivate: boolean;
	isEdited: boolean;
}

/** Everything that was ever said to one person, the newest first. */
export interface Keepsakes {
	name: string;
	organization: string;
	keepsakes: Keepsake[];
}

export interface KeepsakeYear {
	year: string;
	keepsakes: Keepsake[];
}

/** By calendar year, the latest first. */
export function byYear(keepsakes: readonly Keepsake[]): KeepsakeYear[] {
	const years = new Map<string, Keepsake[]>();
	for (const keepsake of keepsakes) {
		const year = keepsake.day.slice(0, 4);
		const earlier = years.get(year);
		if (earlier) earlier.push(keepsake);
		else years.set(year, [keepsake]);
	}
	return [...years].map(([year, each]) => ({ year, keepsakes: each }));
}

/** Below the words: "Ines Falk, for craft", "Ines Falk, when you won Brightline", "Earned, gold". */
export function sourceWords({ kind, from, about, badge }: Keepsake): string {
	const who = from ?? 'Earned by your work';
	if (kind === 'award') return [who, badge?.tier].filter(Boolean).join(', ');
	if (!about) return who;
	return kind === 'words' ? `${who}, for ${about}` : `${who}, when you ${about}`;
}

/** A day with its year: "18 November 2026". */
export function dayWords(day: Day): string {
	return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
		new Date(`${day}T00:00:00Z`)
	);
}

/** What one page shows of them: a year, and which others there are. */
export interface KeepsakePage {
	years: { year: string; count: number }[];
	/** Null before the first keepsake. */
	shown: KeepsakeYear | null;
}

/** The year that was asked for, or the latest one. */
export function keepsakePage(keepsakes: readonly Keepsake[], asked: string | null): KeepsakePage {
	const all = byYear(keepsakes);
	return {
		years: all.map(({ year, keepsakes: each }) => ({ year, count: each.length })),
		shown: all.find(({ year }) => year === asked) ?? all[0] ?? null
	};
}
