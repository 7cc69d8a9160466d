import { addDays, weekday } from '#lib/platform/period.ts';
import { dayIn, instantIn } from '#lib/platform/zone.ts';
import type { RecognitionRules } from './rules.ts';

/** When the next huddle after `now` begins, on the organization's clocks; undefined without one. */
export function nextHuddle(
	{ huddleDays, huddleAt }: RecognitionRules,
	timeZone: string,
	now: Date
): Date | undefined {
	const today = dayIn(timeZone, now);
	for (let ahead = 0; ahead <= 7; ahead++) {
		const day = addDays(today, ahead);
		if (!huddleDays.includes(weekday(day))) continue;
		const at = instantIn(timeZone, day, huddleAt);
		if (at > now) return at;
	}
	return undefined;
}
