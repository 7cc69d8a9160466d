import { describe, expect, it } from 'vitest';
import { dayIn } from '#lib/platform/zone.ts';
import { periodOf } from '#lib/platform/period.ts';
import { rank } from '#lib/metrics/standings/rank.ts';
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

function pointsOf(planned: Planned[]): Record<string, number> {
	const points: Record<string, number> = {};
	for (const { member, metric, value } of planned.flatMap(({ entries }) => entries))
		points[member] = (points[member] ?? 0) + (Number(value) * POINTS[metric]!) / 1000;
	return points;
}

const MOMENTS = {
	'a Wednesday afternoon': '2026-11-18T13:52:00+01:00',
	'the first second of a Monday': '2026-11-16T00:00:01+01:00',
	'a Sunday night': '2026-11-22T23:59:59+01:00',
	'the first day of a quarter': '2027-01-01T10:00:00+01:00',
	'the day the clocks change': '2026-10-25T12:00:00+01:00',
	'a quarter’s last day': '2026-12-31T18:00:00+01:00'
};

describe.each(Object.entries(MOMENTS))('the demo team on %s', (_, now) => {
	const setting = settingAt(now);
	const week = planWeek(setting);
	const history = planHistory(setting);

	it('stands as the story says, Aiko fourth and Emil level with Hana', () => {
		const points = pointsOf(week);
		expect(points[emailOf('Mara Silva')]).toBe(1910);
		expect(points[emailOf('Tomás Benítez')]).toBe(1522);
		expect(points[emailOf('Aiko Kimura')]).toBe(1284);
		expect(points[emailOf('Nora Blix')]).toBe(377);
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
		const best = [...weeks.values()].map((one) => pointsOf(one)[emailOf('Aiko Kimura')] ?? 0);
		expect(Math.max(...best)).toBe(1410);
	});
});

it('tells the same story for the same seed', () => {
	const setting = settingAt('2026-11-18T13:52:00+01:00');
	expect(planHistory(setting)).toEqual(planHistory(setting));
	expect(planWeek(setting)).toEqual(planWeek(setting));
});
