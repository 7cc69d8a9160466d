import { diceOf } from './dice.ts';
import type { Setting } from './plan-history.ts';
import { makerOf, shuffled, thingsOf, type Planned } from './planned.ts';
import { TEAMS, THIS_WEEK } from './story.ts';
import { instantAt, lengthOf, shiftsBetween, startOfDay, type Shift } from './working-time.ts';

const LEAST_TIME = 3 * 3_600_000;
const JUST_NOW = 2 * 60_000;

/**
 * This week up to now. The figures are always those of the story: early on a Monday they are packed
 * into the hours there were, so that nobody who looks around finds an empty board. Where a month has
 * begun in it, everything is of this month: calls and the meetings they score by belong together.
 */
export function planWeek(setting: Setting): Planned[] {
	const dice = diceOf(setting.seed + 1);
	const make = makerOf('w', 10_001);
	const shifts = timeSoFar(setting);
	return TEAMS.flatMap((team) => team.reps).flatMap(({ name }) => {
		const things = thingsOf(name, THIS_WEEK[name]!, make, dice);
		// Aiko's Brightline has just come in; everybody else's deals fall where they fall.
		const ordered = name === 'Aiko Kimura' ? things : shuffled(things, dice);
		return ordered.map((thing, index) => {
			const isLast = index === ordered.length - 1 && name === 'Aiko Kimura';
			return thing(instantAt(shifts, isLast ? 1 : (index + dice.roll()) / ordered.length));
		});
	});
}

function timeSoFar({ timeZone, monday, month, now }: Setting): Shift[] {
	const from = month.start > monday ? month.start : monday;
	const until = new Date(now.getTime() - JUST_NOW);
	const shifts = shiftsBetween(timeZone, from, until);
	if (lengthOf(shifts) >= LEAST_TIME) return shifts;
	const start = startOfDay(timeZone, from);
	return [{ start, end: Math.max(until.getTime(), start + 1) }];
}
