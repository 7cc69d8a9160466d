import type { FigureUnit, Unit } from '#lib/platform/quantity.ts';

/** An activity behind a figure, as everybody who may see the figure sees it. */
export interface BehindItem {
	id: string;
	/** Whose it is. */
	member: { id: string; name: string };
	day: string;
	/** RFC 3339; the organization's midnight where the source gave a day only. */
	occurredAt: string;
	recordedAt: string;
	metric: { key: string; name: string; unit: Unit };
	/** Scaled integers as decimal strings; negative on a reversal. */
	value: string;
	points: string;
	source: string;
	externalId: string;
	/** In words: a person's name, "API key CRM", "Import". */
	recordedBy: string;
	note: string | null;
	/** Points per unit, and which version of the rule that was. */
	rate: string;
	ruleVersion: number;
	/** Set on a reversal: the entry it takes back. */
	reverses: string | null;
	/** True where somebody has taken this entry back. */
	reversed: boolean;
	/** The team it was earned in; what a manager may correct depends on it. */
	teamId: string | null;
}

/** A day on which the daily cap let only part of the points through. */
export interface CapLine {
	day: string;
	member: { id: string; name: string };
	metric: { key: string; name: string; unit: Unit };
	/** What the cap took off: negative points, scaled. */
	points: string;
	/** The cap, in the metric's smallest unit. */
	cap: string;
}

/** Everything behind one figure. The sum of all pages' items and the cap lines is the figure. */
export interface Behind {
	unit: FigureUnit;
	currency: string;
	/** The figure, scaled. */
	sum: string;
	activities: number;
	entries: number;
	items: BehindItem[];
	caps: CapLine[];
	/** What more cap lines there are than are shown, and the points of those. */
	capsLeft: { lines: number; points: string } | null;
	/** The page that follows, null on the last. */
	next: number | null;
}
