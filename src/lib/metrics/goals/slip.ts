import type { Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure } from '#lib/platform/quantity.ts';
import { WORKDAYS } from '#lib/platform/workdays.ts';
import { daysLeft, type Rhythm } from './ahead/forecast.ts';
import type { Goal } from './goal.ts';
import { isFirstDay, paceOf, type Paced } from './pace.ts';

/** What would bring a goal back that has slipped behind its pace. */
export interface Slip {
	/** What is missing, in the metric's smallest unit. */
	left: bigint;
	/** What each working day that is left has to bring; undefined where less than one a day does. */
	perDay: bigint | undefined;
	/** Working days left, the one that runs counted whole. */
	days: number;
	/** What a usual day brings, or all that are left where `perDay` says none; undefined for unknown. */
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
	const left = BigInt(goal.target) - BigInt(goal.value);
	const isRare = days > 1 && left < BigInt(days) * grain;
	const perDay = isRare ? undefined : upTo(left, BigInt(days) * grain) * grain;
	if (!rhythm?.days) return { left, perDay, days, usual: undefined, reach: 'stretch' };
	const usual = isRare
		? (BigInt(rhythm.sum) * BigInt(days)) / BigInt(rhythm.days)
		: BigInt(Math.round(Number(rhythm.sum) / rhythm.days));
	const best = most(BigInt(rhythm.best), broughtToday(goal, rhythm));
	const reach = (perDay ?? left) <= usual ? 'usual' : (perDay ?? 1n) <= best ? 'stretch' : 'beyond';
	return { left, perDay, days, usual, reach };
}

/**
 * "3 a day for 4 days brings it back. A usual day brings 2.", or where that is less than one a day
 * "2 more within 6 days brings it back."
 */
export function slipWords(slip: Slip, { unit }: Pick<Goal, 'unit'>, currency: string): string {
	const { left, perDay, days, usual, reach } = slip;
	const show = (figure: bigint) => showFigure(figure, unit, currency);
	if (perDay === undefined)
		return `${show(left)} more within ${days} days brings it back.${rareWords(slip, show)}`;
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
	return `${asks} No day has brought that much yet: ${WAY_OUT}`;
}

/** Stands in what says that nothing usual brings a goal back, for a screen that links to the asking. */
export const ASK_FOR_HELP = 'ask somebody to help';
const WAY_OUT = `${ASK_FOR_HELP}, or set a nearer step.`;

function rareWords({ usual, reach }: Slip, show: (figure: bigint) => string): string {
	if (usual === undefined) return '';
	if (reach === 'usual') return ' That is what usual days bring.';
	if (reach === 'beyond') return ` Nothing came in lately: ${WAY_OUT}`;
	return usual > 0n ? ` Usual days bring ${show(usual)} in that time.` : '';
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
