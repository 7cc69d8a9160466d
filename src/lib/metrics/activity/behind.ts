import type { GuardrailWindow } from '#lib/metrics/metric.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
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
	segment: string | null;
	/** Points per unit, and which version of the rule that was. */
	rate: string;
	ruleVersion: number;
	/** Set on a reversal: the entry it takes back. */
	reverses: string | null;
	/** Set on the withdrawal of a reversal, which reverses that: the entry counts again. */
	again: boolean;
	/** True where somebody has taken this back: an entry that does not count, a withdrawn reversal. */
	reversed: boolean;
	/** Set on a corrected copy: the entry it stands in for. */
	corrects: string | null;
	/** True where a corrected copy stands in for this entry. */
	corrected: boolean;
	/** The team it was earned in; what a manager may correct depends on it. */
	teamId: string | null;
	/** Set behind a closed figure, where something has come of it since. */
	since?: SinceClosing | undefined;
}

/** What came of a row of the ledger after the figure had closed, which counts it as it was. */
export interface SinceClosing {
	/** Whether the figure counts it. */
	counted: boolean;
	what: 'taken back' | 'counted again' | 'corrected';
	/** RFC 3339. */
	at: string;
	/** What had closed. */
	closed: PeriodKind | 'goal';
	/** The periods of its day that were open then, shortest first: there it is as it is now. */
	open: PeriodKind[];
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

/** What a guardrail changes about somebody's work in one window. */
export interface GuardLine {
	/** First day of the window. */
	day: string;
	member: { id: string; name: string };
	metric: { key: string; name: string; unit: Unit };
	outcome: { key: string; name: string; unit: Unit };
	window: GuardrailWindow;
	/**
	 * It was done in the figure's days and waits for its outcome, or scores on a later day; or it was
	 * done before them and scores in them.
	 */
	kind: 'waiting' | 'later' | 'released';
	/** How much of the metric, in its smallest unit. */
	amount: string;
	/** Scaled; negative where it does not score in the figure. */
	points: string;
}

/** What a rule changes about the points that the entries would score by themselves. */
export type HeldLine = CapLine | GuardLine;

/** What a closed figure shows beside the entries in it. All quantities scaled, as decimal strings. */
export interface ClosedBehind {
	/** When it closed, RFC 3339. */
	at: string;
	/** What daily caps and guardrails held back of its entries by then; points only. */
	held: string;
	/** What came later. Its items, what is left of them and what was held back add up to its sum. */
	after: {
		/** What the figure would be with it. */
		now: string;
		sum: string;
		/** How many rows of the ledger. */
		entries: number;
		/** The newest of them, last come first. */
		items: BehindItem[];
		left: { entries: number; sum: string };
		held: string;
	};
}

/** Everything behind one figure. The start, all pages' items and the cap lines add up to it. */
export interface Behind {
	unit: FigureUnit;
	currency: string;
	/** The figure, scaled. */
	sum: string;
	activities: number;
	entries: number;
	/** What a goal began with; null where it began with nothing. */
	start: string | null;
	items: BehindItem[];
	caps: HeldLine[];
	/** What more cap lines there are than are shown, and the points of those. */
	capsLeft: { lines: number; points: string } | null;
	/** The addresses of the pages beside this one, null where there is none. */
	newer: string | null;
	older: string | null;
	/**
	 * Set where the figure's period was closed: then the figure is the final one, and the items are
	 * those that were in it. Instead of cap lines there is one sum of what was held back.
	 */
	closed: ClosedBehind | null;
}
