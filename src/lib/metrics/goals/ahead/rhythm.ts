/** How the work that feeds a goal came in, day by day, up to yesterday. */
export interface Rhythm {
	/** Working days looked at. */
	days: number;
	/** What they brought together, and the best of them: scaled integers as decimal strings. */
	sum: string;
	best: string;
	/** Sum of the squared differences from the mean day, in squares of the smallest unit. */
	spread: number;
	/** What the goal stood at when today began; left out where that is not known. */
	before?: string;
}
