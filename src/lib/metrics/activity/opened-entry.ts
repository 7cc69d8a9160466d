import type { PeriodKind } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { ShownItem } from './opened-figure.ts';

/** A row of an entry, with the periods that had closed before it came, shortest first. */
export type StoryRow = ShownItem & { closed: PeriodKind[] };

/** One entry with all that has happened to it, as one reader sees it. */
export interface OpenedEntry {
	currency: string;
	timeZone: string;
	today: string;
	/** Every row of it, in the order they came: entries, reversals, corrected copies. */
	rows: StoryRow[];
	/** What it is now, in the fields of a form. */
	now: {
		id: string;
		/** False where it was taken back. */
		stands: boolean;
		memberId: string;
		metric: string;
		/** In the metric's unit: "18400.50". */
		value: string;
		day: string;
	};
	/** Null for who may not correct it. */
	choices: {
		metrics: { key: string; name: string; unit: Unit }[];
		people: { id: string; name: string }[];
	} | null;
}
