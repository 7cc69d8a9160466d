import { describe, expect, it } from 'vitest';
import { dayIn } from '#lib/platform/zone.ts';
import { addDays, periodOf } from '#lib/platform/period.ts';
import { scoreWindow } from '#lib/metrics/guardrail.ts';
import { rank } from '#lib/metrics/standings/rank.ts';
import { noticedAt } from './correct-late.ts';
import { planHistory, type Setting } from './plan-history.ts';
import { planWeek } from './plan-week.ts';
import type { Planned } from './planned.ts';
import { emailOf, ORGANIZATION } from './story.ts';

const POINTS: Record<string, number> = {
	'calls-connected': 10_000,
	'first-meetings': 40_000,
	'demos-held': 100_000,
	'deals-won': 500_000,
	revenue: 10
};

function settingAt(now: string): Setting {
	const at = new Date(now);
	const today = dayIn(ORGANIZATION.timeZone, at);
	return {
		seed: 7,
		timeZone: ORGANIZATION.timeZone,
		now: at,
		today,
		monday: periodOf('week', today, ORGANIZATION).start,
		month: periodOf('month', today, ORGANIZATION),
		quarter: periodOf('quarter', today, ORGANIZATION)
	};
}

const CALLS = { allows: 25n, per: 1n, dailyCap: 25n };

/** What everybody scores from a day on, calls only as far as the meetings of their month let them. */
function pointsOf(planned: Planned[], since: string): Record<string, number> {
	const points: Record<string, number> = {};
	const add = (member: string, metric: string, value: number) => {
		points[member] = (points[member] ?? 0) + (value * POINTS[metric]!) / 1000;
	};
	const entries = planned.flatMap(({ at, entries }) =>
		entries.map((entry) => ({ ...entry, day: dayIn(ORGANIZATION.timeZone, at) }))
	);
	for (const { member, metric, value, day } of entries)
		if (metric !== 'calls-connected' && day >= since) add(member, metric, Number(value));
	for (const member of new Set(entries.map((entry) => entry.member)))
		for (const { day, scored } of callsOf(entries.filter((entry) => entry.member === member)))
			if (day >= since) add(member, 'calls-connected', Number(scored));
	return points;
}

function callsOf(entries: { metric: string; value: string | number; day: string }[]) {
	const months = new Set(entries.map(({ day }) => day.slice(0, 7)));
	return [...months].flatMap((month) => {
		const of = (key: string) =>
			entries
				.filter(({ metric, day }) => metric === key && day.startsWith(month))
				.map(({ day, value }) => ({ day, teamId: '', value: BigInt(value) }));
		return scoreWindow(of('calls-connected'), of('first-meetings'), CALLS);
	});
}

const MOMENTS = {
	'a Wednesday afternoon': '2026-11-18T13:52:00+01:00',
	'the first second of a Monday': '2026-11-16T00:00:01+01:00',
	'a Sunday night': '2026-11-22T23:59:59+01:00',
	'the first day of a quarter': '2027-01-01T10:00:00+01:00',
	'the day the clocks change': '2026-10-25T12:00:00+01:00',
	'a quarter’s last day': '2026-12-31T18:00:00+01:00',
	'the first morning of a month, a Tuesday': '2026-12-01T10:00:00+01:00',
	'the Monday after a month began': '2026-10-05T08:00:00+02:00'
};

describe.each(Object.entries(MOMENTS))('the demo team on %s', (_, now) => {
	const setting = settingAt(now);
	const week = planWeek(setting);
	const history = planHistory(setting);

	it('stands as the story says, Aiko fourth and Emil level with Hana', () => {
		const points = pointsOf([...history, ...week], setting.monday);
		expect(points[emailOf('Mara Silva')]).toBe(1910);
		expect(points[emailOf('Tomás Benítez')]).toBe(1522);
		expect(points[emailOf('Aiko Kimura')]).toBe(1284);
		expect(points[emailOf('Nora Blix')]).toBe(397);
		const rows = Object.entries(points).map(([id, value]) => ({
			id,
			name: id,
			value: String(value),
			was: null,
			score: null,
			days: 1
		}));
		expect(rank(rows).map((standing) => standing.rank)).toEqual([
			1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 11, 12
		]);
	});

	it('did nothing in the future, and nothing of this week before it began', () => {
		const times = week.map(({ at }) => at.getTime());
		expect(Math.max(...times)).toBeLessThanOrEqual(setting.now.getTime());
		for (const { at } of week)
			expect(dayIn(setting.timeZone, at) >= setting.monday, at.toISOString()).toBe(true);
		for (const { at } of history)
			expect(dayIn(setting.timeZone, at) < setting.monday, at.toISOString()).toBe(true);
	});

	it('gives every activity an external id of its own', () => {
		const ids = [...week, ...history].flatMap(({ entries }) =>
			entries.map((entry) => `${entry.source} ${entry.externalId}`)
		);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('lets nobody start before their first day', () => {
		const members = new Set(history.flatMap(({ entries }) => entries.map((entry) => entry.member)));
		expect(members).not.toContain(emailOf('Nora Blix'));
		expect(members.size).toBe(11);
	});

	it('keeps Aiko’s best week her best', () => {
		const weeks = new Map<string, Planned[]>();
		for (const planned of history) {
			const { start } = periodOf('week', dayIn(setting.timeZone, planned.at), ORGANIZATION);
			weeks.set(start, [...(weeks.get(start) ?? []), planned]);
		}
		expect(weeks.size).toBe(8);
		const aiko = (start: string) =>
			pointsOf(history, start)[emailOf('Aiko Kimura')]! -
			(pointsOf(history, addDays(start, 7))[emailOf('Aiko Kimura')] ?? 0);
		const best = [...weeks.keys()].map(aiko);
		expect(Math.max(...best)).toBe(1410);
	});
});

it('tells the same story for the same seed', () => {
	const setting = settingAt('2026-11-18T13:52:00+01:00');
	expect(planHistory(setting)).toEqual(planHistory(setting));
	expect(planWeek(setting)).toEqual(planWeek(setting));
});

it.each([
	['on a Wednesday', '2026-11-18T13:52:00+01:00', '2026-11-16T14:15:00+01:00'],
	['on a Monday at a quarter past two', '2026-11-16T14:15:00+01:00', '2026-11-16T14:15:00+01:00'],
	['a second before', '2026-11-16T14:14:59+01:00', '2026-11-09T14:15:00+01:00'],
	['as the week begins', '2026-11-16T00:00:00+01:00', '2026-11-09T14:15:00+01:00'],
	['the Monday after the clocks change', '2026-10-26T14:00:00+01:00', '2026-10-19T14:15:00+02:00']
])('what was wrong in a closed week was noticed on a Monday that has come: %s', (_, now, at) => {
	expect(noticedAt(settingAt(now))).toEqual(new Date(at));
});
