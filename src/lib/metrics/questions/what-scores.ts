import { scoreWindow, windowOf, type DaySum } from '#lib/metrics/guardrail.ts';
import type { GuardrailWindow } from '#lib/metrics/metric.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';

/** A version of a metric's rule with the days it holds for, as far as it decides what scores. */
export interface RuleSpan {
	from: Day;
	/** The day before which it holds; null for ever. */
	until: Day | null;
	dailyCap: bigint | null;
	guardrail: { allows: bigint; per: bigint; window: GuardrailWindow } | null;
}

/**
 * How much of one member's work scores by a rule on the days `from` to `to`, in the metric's smallest
 * unit. `work` and `outcomes` reach back to the start of the window that `from` lies in.
 */
export function scoredUnder(
	rule: RuleSpan,
	{ work, outcomes }: { work: DaySum[]; outcomes: DaySum[] },
	{ from, to, calendar }: { from: Day; to: Day; calendar: Calendar }
): bigint {
	const counts = ({ day }: { day: Day }) => from <= day && day <= to;
	const { guardrail, dailyCap } = rule;
	if (!guardrail)
		return work.filter(counts).reduce((sum, { value }) => sum + atMost(value, dailyCap), 0n);
	const span = { window: guardrail.window, from: rule.from, until: rule.until };
	const windows = new Map<Day, { work: DaySum[]; outcomes: DaySum[] }>();
	const put = (kind: 'work' | 'outcomes', sum: DaySum) => {
		const { start, end } = windowOf(span, sum.day, calendar);
		if (sum.day < start || sum.day > end) return;
		const window = windows.get(start) ?? { work: [], outcomes: [] };
		window[kind].push(sum);
		windows.set(start, window);
	};
	for (const sum of work) put('work', sum);
	for (const sum of outcomes) put('outcomes', sum);
	return [...windows.values()]
		.flatMap((window) => scoreWindow(window.work, window.outcomes, { ...guardrail, dailyCap }))
		.filter(counts)
		.reduce((sum, { scored }) => sum + scored, 0n);
}

function atMost(value: bigint, most: bigint | null): bigint {
	return most !== null && value > most ? most : value;
}
