import type { Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure } from '#lib/platform/quantity.ts';
import { WORKDAYS } from '#lib/platform/workdays.ts';
import { daysLeft, type Rhythm } from './forecast.ts';
import { stepsReached, type Goal } from '../goal.ts';
import { workingDays } from '../pace.ts';

/** A small step beyond a goal that was reached early: offered to its owner, never set for them. */
export interface NextStep {
	/** In the metric's smallest unit. */
	target: bigint;
	/** What the days that are left usually bring. */
	usual: bigint;
	/** Working days left, the one that runs counted whole. */
	days: number;
}

type Reached = Pick<
	Goal,
	'start' | 'target' | 'further' | 'value' | 'startsOn' | 'endsOn' | 'unit' | 'closedAt' | 'state'
>;

// Early: at least a tenth of the goal's working days lies ahead.
const EARLY = 0.1;
/** A step is half of what usually comes in what is left: likely, and still a step. */
const OF_USUAL = 2;
/** And never more than a quarter of the way that was gone. */
const OF_WAY = 4n;

/**
 * The next step for a goal that has reached all of its own with time left; undefined where it has not,
 * or the days that are left usually bring nothing.
 */
export function nextStep(
	goal: Reached,
	rhythm: Rhythm | undefined,
	today: Day,
	currency: string,
	workdays: readonly number[] = WORKDAYS
): NextStep | undefined {
	if (goal.closedAt || goal.state !== 'agreed' || today < goal.startsOn || today > goal.endsOn)
		return undefined;
	if (stepsReached(goal) <= goal.further.length || !rhythm?.days) return undefined;
	const days = daysLeft(goal, today, workdays);
	if (days < EARLY * workingDays(goal.startsOn, goal.endsOn, workdays)) return undefined;
	const grain = 10n ** BigInt(scaleOf(goal.unit, currency));
	const usual = BigInt(Math.round((Number(rhythm.sum) / rhythm.days) * days));
	if (usual < grain) return undefined;
	const value = BigInt(goal.value);
	const most = (value - BigInt(goal.start)) / OF_WAY;
	const more = least(usual / BigInt(OF_USUAL), most);
	const target = round(value + (more < grain ? grain : more), grain);
	return { target, usual: (usual / grain) * grain, days: Math.ceil(days) };
}

/** "Reached with 3 days left, and they usually bring about 4. 7 would be a small step." */
export function stepWords(step: NextStep, goal: Pick<Goal, 'unit'>, currency: string): string {
	const show = (figure: bigint) => showFigure(figure, goal.unit, currency);
	const left = step.days === 1 ? 'a day' : `${step.days} days`;
	const usual = step.days === 1 ? 'it usually brings' : 'they usually bring';
	return `Reached with ${left} left, and ${usual} about ${show(step.usual)}. ${show(step.target)} would be a small step.`;
}

function least(a: bigint, b: bigint): bigint {
	return a < b ? a : b;
}

// Two leading digits are enough for a figure that people say: 18,437 becomes 18,000.
function round(value: bigint, grain: bigint): bigint {
	const whole = value / grain;
	const step = 10n ** BigInt(Math.max(0, String(whole).length - 3));
	const up = ((whole + step - 1n) / step) * step;
	return up * grain;
}
