import { clockOf } from '#lib/platform/day-minutes.ts';
import { weekdayName } from '#lib/platform/workdays.ts';

/** How an organization thanks. */
export interface RecognitionRules {
	/** Badges a person gives in a week before being asked whether this one is still rare. */
	badgesAWeek: number;
	/** ISO weekdays of the huddle; none of them: there is no huddle. */
	huddleDays: number[];
	/** Minute of the local day. */
	huddleAt: number;
}

export const STARTING_RULES: RecognitionRules = { badgesAWeek: 3, huddleDays: [], huddleAt: 540 };

/** Long enough to see a slip, short enough for the bell to belong to the moment. */
export const UNDO_MS = 10_000;

export const MOST_VALUES = 12;

/** The one question of a badge beyond the budget; undefined within it. It forbids nothing. */
export function askIfRare(
	given: number,
	giving: number,
	{ badgesAWeek }: RecognitionRules
): string | undefined {
	if (given + giving <= badgesAWeek) return undefined;
	return given
		? `You have given ${badges(given)} this week. Is this one still rare?`
		: `That is ${badges(giving)} at once. Is each of them rare?`;
}

/** "3 badges a week, huddle on Monday and Thursday at 09:00". */
export function rulesWords({ badgesAWeek, huddleDays, huddleAt }: RecognitionRules): string {
	const days = new Intl.ListFormat('en').format(huddleDays.map(weekdayName));
	const huddle = days ? `huddle on ${days} at ${clockOf(huddleAt)}` : 'no huddle';
	return `${badges(badgesAWeek)} a week, ${huddle}`;
}

function badges(count: number): string {
	return count === 1 ? '1 badge' : `${count} badges`;
}
