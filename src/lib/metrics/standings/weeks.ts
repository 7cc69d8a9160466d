/** One week of a member's points, scaled by POINT_SCALE, as a decimal string. */
export interface Week {
	/** Its first day. */
	start: string;
	value: string;
}

export interface WeekBar {
	start: string;
	value: bigint;
	/** 0 to 1 of the highest one. */
	height: number;
	/** The best week; where that is none of these, the highest of them (the latest of equals), if any. */
	isBest: boolean;
	/** The running week. */
	isNow: boolean;
}

export interface WeekChart {
	bars: WeekBar[];
	/** The average of the finished weeks since the first one with points; null before there are two. */
	average: bigint | null;
	/** 0 to 1 on the same scale as the bars. */
	averageHeight: number | null;
}

/**
 * Lays out a member's weeks, oldest first, the running one last. `bestStart` is the first day of their
 * best week: it goes by what still stands of it, and need not have the highest bar.
 */
export function chartWeeks(weeks: readonly Week[], bestStart: string | null = null): WeekChart {
	const values = weeks.map((week) => BigInt(week.value));
	const top = values.reduce((best, value) => (value > best ? value : best), 0n);
	const known = weeks.findIndex(({ start }) => start === bestStart);
	const best = known < 0 && top > 0n ? values.lastIndexOf(top) : known;
	const height = (value: bigint) => (top > 0n ? share(value, top) : 0);
	const average = averageOf(values.slice(0, -1));
	return {
		bars: weeks.map(({ start }, index) => ({
			start,
			value: values[index]!,
			height: height(values[index]!),
			isBest: index === best,
			isNow: index === weeks.length - 1
		})),
		average,
		averageHeight: average === null ? null : height(average)
	};
}

// Weeks before somebody began would pull the average down to a figure they never had.
function averageOf(finished: bigint[]): bigint | null {
	const begun = finished.slice(finished.findIndex((value) => value !== 0n));
	if (begun.length < 2 || begun.every((value) => value === 0n)) return null;
	return begun.reduce((sum, value) => sum + value, 0n) / BigInt(begun.length);
}

function share(value: bigint, top: bigint): number {
	if (value <= 0n) return 0;
	return Number((value * 1000n) / top) / 1000;
}
