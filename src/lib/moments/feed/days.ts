import type { MomentCard } from '../moment.ts';

export interface FeedDay {
	heading: string;
	moments: MomentCard[];
}

/** Moments under the headings of their days; both stay in the order they come in. */
export function byDay(moments: readonly MomentCard[], headingOf: (at: Date) => string): FeedDay[] {
	const days: FeedDay[] = [];
	for (const moment of moments) {
		const heading = headingOf(new Date(moment.at));
		const day = days.at(-1);
		if (day?.heading === heading) day.moments.push(moment);
		else days.push({ heading, moments: [moment] });
	}
	return days;
}
