import type { Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure } from '#lib/platform/quantity.ts';
import { WORKDAYS } from '#lib/platform/workdays.ts';
import { daysLeft, type Rhythm } from './ahead/forecast.ts';
import type { Goal } from './goal.ts';
import { isFirstDay, paceOf, type Paced } from './pace.ts';

/** What would bring a goal back that has slipped behind its pace. */
export interface Slip {
	/** What each working day that is left has to bring, in the metric's smallest unit. */
	perDay: bigint;
	/** Working days left, the one that runs counted whole. */
	days: number;
	/** What a usual day brings; undefined where too few days are known. */
	usual: bigint | undefined;
	/** `stretch`: more than usual, and no more than the best day. `beyond`: more than any day yet. */
	reach: 'usual' | 'stretch' | 'beyond';
}

type Slipping = Paced & Pick<Goal, 'closedAt'>;

/** Undefined while a goal is on pace, reached, closed, over, not begun or new today. */
export function slipOf(
	goal: Slipping,
	rhythm: Rhythm | undefined,
	today: Day,
	currency: string,
	workdays: readonly number[] = WORKDAYS
): Slip | undefined {
	const pace = paceOf(goal, today, currency, workdays);
	if (isFirstDay(goal, today)) return undefined;
	if (goal.closedAt || pace.state !== 'running' || pace.ahead >= 0n) return undefined;
	const days = Math.max(1, Math.ceil(daysLeft(goal, today, workdays)));
	const grain = 10n ** BigInt(scaleOf(goal.unit, currency));
	const perDay = upTo(BigInt(goal.target) - BigInt(goal.value), BigInt(days) * grain) * grain;
	if (!rhythm?.days) return { perDay, days, usual: undefined, reach: 'stretch' };
	const usual = BigInt(Math.round(Number(rhythm.sum) / rhythm.days));
	const best = most(BigInt(rhythm.best), broughtToday(goal, rhythm));
	const reach = perDay <= usual ? 'usual' : perDay <= best ? 'stretch' : 'beyond';
	return { perDay, days, usual, reach };
}

/** "3 a day until the end brings it back. A usual day brings 2." */
export function slipWords(slip: Slip, goal: Pick<Goal, 'unit'>, currency: string): string {
	const show = (figure: bigint) => showFigure(figure, goal.unit, currency);
	const { perDay, days, usual, reach } = slip;
	const asks =
		days === 1
			? `${show(perDay)} today brings it back.`
			: `${show(perDay)} a day for ${days} days brings it back.`;
	if (usual === undefined) return asks;
	if (reach === 'usual') return `${asks} That is a usual day.`;
	if (reach === 'stretch')
		return usual > 0n
			? `${asks} A usual day brings ${show(usual)}.`
			: `${asks} You have had such days.`;
	return `${asks} No day has brought that much yet: ask somebody to help, or set a nearer step.`;
}

function broughtToday({ value }: Slipping, { before }: Rhythm): bigint {
	return before === undefined ? 0n : BigInt(value) - BigInt(before);
}

function most(a: bigint, b: bigint): bigint {
	return a > b ? a : b;
}

function upTo(numerator: bigint, denominator: bigint): bigint {
	return (numerator + denominator - 1n) / denominator;
}
