/**
 * What a ledger adds up to, told a second time in the plainest way: no SQL, nothing kept from one
 * question to the next, nothing of the product's own arithmetic.
 */

export interface ModelRow {
	metric: string;
	member: string;
	/** Ids, the nil id for no team. */
	team: string;
	/** "2026-11-18". */
	day: string;
	/** In the metric's smallest unit; negative on reversals. */
	value: bigint;
	sign: number;
}

export interface ModelRule {
	metric: string;
	/** The first day it holds for. */
	from: string;
	/** Billionths of a point for the metric's smallest unit. */
	factor: bigint;
	cap: bigint | null;
	guard: ModelGuard | null;
}

export interface ModelGuard {
	outcome: string;
	allows: bigint;
	per: bigint;
	window: 'week' | 'month' | 'quarter';
}

/** Weeks begin on Monday and quarters in January. */
const POINTS = '00000000-0000-0000-0000-000000000000';

interface Sum {
	value: bigint;
	activities: number;
	entries: number;
}

/** Every total there should be, a line each in a fixed order. */
export function totalsOf(rows: readonly ModelRow[], rules: readonly ModelRule[]): string[] {
	const days = new Map<string, Sum & Omit<ModelRow, 'value' | 'sign'>>();
	for (const row of rows) {
		const { metric, member, team, day } = row;
		const key = [metric, member, team, day].join();
		const sum = days.get(key) ?? {
			metric,
			member,
			team,
			day,
			value: 0n,
			activities: 0,
			entries: 0
		};
		sum.value += row.value;
		sum.activities += row.sign;
		sum.entries += 1;
		days.set(key, sum);
	}
	const totals = new Map<string, Sum>();
	const add = (metric: string, day: string, member: string, team: string, sum: Sum) => {
		for (const [kind, start] of starts(day)) {
			const key = [metric, kind, start, member, team].join();
			const total = totals.get(key) ?? { value: 0n, activities: 0, entries: 0 };
			total.value += sum.value;
			total.activities += sum.activities;
			total.entries += sum.entries;
			totals.set(key, total);
		}
	};
	const all = [...days.values()];
	for (const sum of all) {
		add(sum.metric, sum.day, sum.member, sum.team, sum);
		const rule = ruleOn(rules, sum.metric, sum.day);
		const scores = rule.guard ? 0n : capped(sum.value, rule.cap);
		add(POINTS, sum.day, sum.member, sum.team, { ...sum, value: scores * rule.factor });
	}
	for (const { member, team, day, points } of guardedPoints(all, rules))
		add(POINTS, day, member, team, { value: points, activities: 0, entries: 0 });
	return [...totals]
		.map(([key, { value, activities, entries }]) => [key, value, activities, entries].join())
		.sort();
}

type DaySum = Pick<ModelRow, 'metric' | 'member' | 'team' | 'day' | 'value'>;

/** For every rule with a guardrail, member and window: each slot gets what the sum so far gains. */
function guardedPoints(days: DaySum[], rules: readonly ModelRule[]) {
	const points: { member: string; team: string; day: string; points: bigint }[] = [];
	for (const rule of rules) {
		const { guard } = rule;
		if (!guard) continue;
		const holds = (day: string) => ruleOn(rules, rule.metric, day) === rule;
		const windowOf = (day: string) => new Map(starts(day)).get(guard.window)!;
		const touched = days.filter(
			(sum) => (sum.metric === rule.metric || sum.metric === guard.outcome) && holds(sum.day)
		);
		const windows = new Set(touched.map((sum) => `${sum.member},${windowOf(sum.day)}`));
		for (const window of windows) {
			const inside = touched.filter((sum) => `${sum.member},${windowOf(sum.day)}` === window);
			const slots = [...new Set(inside.map((sum) => `${sum.day},${sum.team}`))].sort();
			let before = 0n;
			for (const slot of slots) {
				const [day, team] = slot.split(',') as [string, string];
				const work = inside
					.filter((sum) => sum.metric === rule.metric && `${sum.day},${sum.team}` <= slot)
					.reduce((all, sum) => all + capped(sum.value, rule.cap), 0n);
				const outcome = inside
					.filter((sum) => sum.metric === guard.outcome && sum.day <= day)
					.reduce((all, sum) => all + sum.value, 0n);
				const scored = capped(work, (outcome * guard.allows) / guard.per);
				const member = window.split(',')[0]!;
				points.push({ member, team, day, points: (scored - before) * rule.factor });
				before = scored;
			}
		}
	}
	return points;
}

function ruleOn(rules: readonly ModelRule[], metric: string, day: string): ModelRule {
	const held = rules.filter((rule) => rule.metric === metric && rule.from <= day);
	return held.reduce((newest, rule) => (rule.from > newest.from ? rule : newest));
}

function capped(value: bigint, cap: bigint | null): bigint {
	return cap !== null && value > cap ? cap : value;
}

function starts(day: string): [string, string][] {
	const date = new Date(`${day}T00:00:00Z`);
	const monday = new Date(date);
	monday.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
	const month = Math.floor(date.getUTCMonth() / 3) * 3 + 1;
	return [
		['day', day],
		['week', monday.toISOString().slice(0, 10)],
		['month', `${day.slice(0, 8)}01`],
		['quarter', `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`]
	];
}
