import { stepPeriod, type Calendar, type Period } from '#lib/platform/period.ts';

/** What so many periods before brought is usual for one. */
export const USUAL_PERIODS = 3;

/** The periods that say what is usual in this one, the last one first. */
export function periodsBefore({ kind, start }: Period, calendar: Calendar): Period[] {
	return Array.from({ length: USUAL_PERIODS }, (_, index) =>
		stepPeriod(kind, start, -1 - index, calendar)
	);
}
