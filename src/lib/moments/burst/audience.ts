import type { Preferences } from '#lib/identity/preferences/preferences.ts';
import { isBetween, minuteIn } from '#lib/platform/day-minutes.ts';

/** What a win may do on somebody's phone. */
export interface Audience {
	shows: boolean;
	/** Without it nothing travels and nothing falls. */
	moves: boolean;
	/** 0 to 100; 0 is silent. */
	volume: number;
}

interface Situation {
	now: Date;
	/** The phone's own, IANA: quiet hours are those of where the person is. */
	timeZone: string;
	/** The system asks for less motion. */
	isStill: boolean;
}

type Wishes = Pick<Preferences, 'quietFrom' | 'quietUntil' | 'onCallUntil' | 'isMuted' | 'volume'>;

/**
 * In quiet hours and on a call a win does not ring at all: a call may share the screen. Muted, it is
 * seen and not heard.
 */
export function audience(wishes: Wishes, { now, timeZone, isStill }: Situation): Audience {
	const shows = !isOnCall(wishes, now) && !isQuiet(wishes, now, timeZone);
	const volume = shows && !wishes.isMuted ? wishes.volume : 0;
	return { shows, moves: shows && !isStill, volume };
}

function isOnCall({ onCallUntil }: Pick<Wishes, 'onCallUntil'>, now: Date): boolean {
	return onCallUntil !== null && now.getTime() < Date.parse(onCallUntil);
}

function isQuiet({ quietFrom, quietUntil }: Wishes, now: Date, timeZone: string): boolean {
	return isBetween(minuteIn(timeZone, now), quietFrom, quietUntil);
}
