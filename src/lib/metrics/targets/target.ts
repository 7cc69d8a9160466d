import type { Metric } from '#lib/metrics/metric.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import { scaleOf, type FigureUnit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import {
	askWhich,
	fineSentence,
	plainly,
	pointSentence,
	withPoint
} from '#lib/platform/unclear-number.ts';

/** Targets are set for a metric, or for points, in every period of a kind. */
export interface TargetChoice {
	/** A metric's key, or `points`. */
	metric: string;
	period: PeriodKind;
}

/** What a target is set for, as a page shows it. */
export type TargetMetric = Pick<Metric, 'key' | 'name'> & { unit: FigureUnit };

/** Somebody on the list of targets, with what helps to choose theirs. */
export interface TargetPerson {
	id: string;
	name: string;
	colour: number;
	/** As it is typed: "50000", "12"; empty where there is none. */
	target: string;
	/** The last three periods, oldest first: what they reached, as a scaled integer. */
	past: { start: Day; value: string }[];
}

export interface TargetTeam {
	id: string | null;
	name: string;
	people: TargetPerson[];
}

/** One of a person's own targets, with how far they are in the running period. */
export interface OwnTarget {
	metric: TargetMetric;
	period: PeriodKind;
	/** Scaled integers as decimal strings. */
	target: string;
	value: string;
}

const PLAIN = 'Use a plain number above zero, or leave it empty.';
const MOST = 10n ** 18n;

/**
 * A target as people type it ("50 000", "12"), scaled; null for a field that is left empty. A
 * sentence where it cannot be one, or could be read in two ways.
 */
export function readTarget(
	text: string,
	unit: FigureUnit,
	currency: string
): bigint | null | { sentence: string } {
	const typed = text.trim();
	if (!typed) return null;
	const which = askWhich(typed, unit, currency);
	if (which) return { sentence: which };
	const scale = scaleOf(unit, currency);
	const value = readTyped(typed, scale);
	const pointed = value === undefined ? withPoint(typed) : undefined;
	if (pointed && scale) return { sentence: pointSentence(pointed) };
	if (value === 'too-fine' || pointed) return { sentence: fineSentence(unit, currency) };
	if (value === undefined || value <= 0n) return { sentence: PLAIN };
	return value < MOST
		? value
		: { sentence: 'That is more than anybody can reach. Take a smaller one.' };
}

/** A target as its field shows it: 5000000n of euros is "50000". Nobody is asked about what is kept. */
export function writeTarget(value: bigint, unit: FigureUnit, currency: string): string {
	const figure = formatDecimal(value, scaleOf(unit, currency), true);
	return unit === 'points' ? plainly(figure) : figure;
}

/** How much of a target is reached, in whole percent, rounded down: it says 100 when it is. */
export function percentOf(value: bigint, target: bigint): bigint {
	const share = (value * 100n) / target;
	return value < 0n && share * target !== value * 100n ? share - 1n : share;
}

/** The address of the page on which targets are set. */
export function targetsHref({
	metric,
	period,
	team
}: TargetChoice & { team?: string | undefined }): string {
	const search = new URLSearchParams({ metric, period, ...(team && { team }) });
	return `/settings/targets?${search}`;
}
