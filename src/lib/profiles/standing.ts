import { ordinal } from '#lib/platform/ordinal.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { FigureUnit } from '#lib/platform/quantity.ts';

/** Over which periods a standing is shown. */
export const STANDING_KINDS = ['week', 'month'] as const;
export type StandingKind = Extract<PeriodKind, (typeof STANDING_KINDS)[number]>;

/** Somebody's own figure and place in one period. */
export interface Stand {
	/** First and last day. */
	start: Day;
	end: Day;
	/** Scaled integer as a decimal string; null where the member stood on no board. */
	value: string | null;
	/** Null where the member stood on no board, and where the board does not show this place to others. */
	rank: number | null;
	/** How many stood on it; 0 where there was no board. */
	size: number;
}

/** What a reader chose to see of a member over time, and what there is to choose from. */
export interface Standing {
	metric: { key: string; name: string; unit: FigureUnit };
	kind: StandingKind;
	/** Oldest first; the running one last. */
	stands: Stand[];
	choices: { key: string; name: string }[];
}

/** One period of the chart; heights and places from 0 (bottom) to 1 (top). */
export interface StandMark {
	stand: Stand;
	/** Of the bar, against the highest one; null for a gap. */
	height: number | null;
	/** Of the place, the first one on top; null for a gap. */
	place: number | null;
}

export interface StandingLayout {
	marks: StandMark[];
	/** Neighbouring places that a line joins, by their indexes: none runs over a gap. */
	lines: [number, number][];
	/** The place at the chart's foot. */
	lowest: number;
}

/** Fewer places than these would make a step between two people a fall from top to bottom. */
const LEAST_PLACES = 5;

/** Lays out a standing over time. */
export function layOutStanding(stands: readonly Stand[]): StandingLayout {
	const top = stands.reduce((most, { value }) => (big(value) > most ? big(value) : most), 0n);
	const lowest = Math.max(LEAST_PLACES, ...stands.map(({ rank }) => rank ?? 0));
	const marks = stands.map((stand) => ({
		stand,
		height: stand.value === null ? null : share(big(stand.value), top),
		place: stand.rank === null ? null : 1 - (stand.rank - 1) / (lowest - 1)
	}));
	const lines = marks.flatMap<[number, number]>(({ place }, index) =>
		index > 0 && place !== null && marks[index - 1]!.place !== null ? [[index - 1, index]] : []
	);
	return { marks, lines, lowest };
}

/** A place in words: "3rd of 12"; why there is none where there is none. */
export function placeWords({ rank, size, value }: Stand): string {
	if (!size) return 'no board';
	if (rank === null) return value === null ? 'not on the board' : 'not shown';
	return `${ordinal(rank)} of ${size}`;
}

function big(value: string | null): bigint {
	return BigInt(value ?? 0);
}

function share(value: bigint, top: bigint): number {
	return value <= 0n || top <= 0n ? 0 : Number((value * 1000n) / top) / 1000;
}
