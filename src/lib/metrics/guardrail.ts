import { addDays, periodOf, type Calendar, type Day } from '#lib/platform/period.ts';
import type { GuardrailWindow } from './metric.ts';

/** A guardrail as it weighs: `allows` of the work score for every `per` of the outcome. */
export interface Weights {
	/** Both in their metric's smallest unit, above zero. */
	allows: bigint;
	per: bigint;
	/** Only this much of the work a day and team can score at all; null for no cap. */
	dailyCap: bigint | null;
}

/** What somebody did of one metric on a day within a team, in its smallest unit; never negative. */
export interface DaySum {
	day: Day;
	teamId: string;
	value: bigint;
}

export interface DayScore {
	day: Day;
	teamId: string;
	/** How much of the work scores here, today's or what had waited since the window began. */
	scored: bigint;
}

/** What was done in a window before the days that are weighed. */
export interface Before {
	/** As far as the daily cap lets it score. */
	work: bigint;
	outcomes: bigint;
}

/**
 * Weighs one member's work against its outcome over one window. Day by day, and team by team within
 * a day, all work so far scores up to what all outcomes so far allow; a day's outcomes count from its
 * first team on. The sum is what the whole window allows, in whatever order the entries came in.
 * Answers every day and team that has either, in their order; what lies `before` them is summed up.
 */
export function scoreWindow(
	work: DaySum[],
	outcomes: DaySum[],
	rule: Weights,
	before: Before = { work: 0n, outcomes: 0n }
): DayScore[] {
	const worked = sums(work, keyOf);
	const reached = sums(outcomes, ({ day }) => day);
	const slots = new Map([...work, ...outcomes].map((sum) => [keyOf(sum), sum]));
	const ordered = [...slots].sort(([a], [b]) => (a < b ? -1 : 1));
	let [done, outcome] = [before.work, before.outcomes];
	const scoredOf = () => atMost(done, (outcome * rule.allows) / rule.per);
	let scored = scoredOf();
	let lastDay = '';
	return ordered.map(([key, { day, teamId }]) => {
		if (day !== lastDay) outcome += reached.get(day) ?? 0n;
		lastDay = day;
		done += atMost(worked.get(key) ?? 0n, rule.dailyCap);
		const sofar = scored;
		scored = scoredOf();
		return { day, teamId, scored: scored - sofar };
	});
}

/**
 * The days on which work and outcome are weighed together: those of the week, month or quarter of
 * `day` on which one version of the rule holds, `from` its first day up to the day before `until`.
 */
export function windowOf(
	rule: { window: GuardrailWindow; from: Day; until: Day | null },
	day: Day,
	calendar: Calendar
): { start: Day; end: Day } {
	const period = periodOf(rule.window, day, calendar);
	return {
		start: period.start < rule.from ? rule.from : period.start,
		end: rule.until !== null && rule.until <= period.end ? addDays(rule.until, -1) : period.end
	};
}

// Days and ids in their written form sort as the database sorts them.
function keyOf({ day, teamId }: DaySum): string {
	return `${day} ${teamId}`;
}

function sums(parts: DaySum[], keyOf: (sum: DaySum) => string): Map<string, bigint> {
	const by = new Map<string, bigint>();
	for (const part of parts) by.set(keyOf(part), (by.get(keyOf(part)) ?? 0n) + part.value);
	return by;
}

function atMost(value: bigint, most: bigint | null): bigint {
	return most !== null && value > most ? most : value;
}
