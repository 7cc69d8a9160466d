import type { Unit } from '#lib/platform/quantity.ts';
import type { ShownItem } from './opened-figure.ts';

/** One entry with all that has happened to it, as one reader sees it. */
export interface OpenedEntry {
	currency: string;
	timeZone: string;
	today: string;
	/** Every row of it, in the order they came: entries, reversals, corrected copies. */
	rows: ShownItem[];
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
