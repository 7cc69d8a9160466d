import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { GoalId, MetricId } from '#lib/platform/ids.ts';
import { alignedWords, shareWords, tookWords, workPhrase } from './alignment-words.ts';
import { pictureOf, type Keeping, type Told } from './picture.ts';

const POINT = 10n ** 9n;
const logos = { id: 'logos' as GoalId, title: 'Land 40 new logos' };
const byInes: Keeping = { by: 'Ines Falk', whose: 'team', until: '2026-12-31', why: '' };

function told(name: string, all: number, fed: number, points: number, kept?: Keeping): Told {
	const amount = (value: number) => ({
		value: BigInt(value),
		activities: value,
		points: BigInt(value * points) * POINT
	});
	return {
		metricId: name as MetricId,
		metric: { key: name, name, unit: 'count' },
		all: amount(all),
		fed: amount(fed),
		goals: fed ? [logos] : [],
		counted: [],
		kept
	};
}

test('a week by points and by count, what feeds goals and what feeds none', () => {
	const week = pictureOf('week', [
		told('Calls connected', 20, 0, 10),
		told('Demos held', 8, 8, 100)
	]);
	expect(week.points).toEqual({ fed: 80, kept: 0, loose: 20 });
	expect(week.count).toEqual({ fed: 28, kept: 0, loose: 72 });
	expect(week.percent).toBe(80);
	expect(week.feeding.map(({ goals }) => goals)).toEqual([[logos]]);
	const [calls] = week.loose;
	expect(workPhrase(calls!, 'week', 'EUR')).toBe('20 calls connected this week');
	expect(tookWords(calls!, 'week', 'EUR')).toBe('200 points, 20% of the week');
});

test('what is kept is told apart and asked about no more; half of a metric may feed', () => {
	const calls = told('Calls connected', 20, 0, 10, byInes);
	const week = pictureOf('week', [calls, told('Demos held', 8, 4, 100)]);
	expect(week.points).toEqual({ fed: 40, kept: 20, loose: 40 });
	expect(week.loose.map(({ metric, activities }) => [metric.name, activities])).toEqual([
		['Demos held', 4]
	]);
	expect(week.kept[0]?.kept).toEqual(byInes);
	expect(shareWords(week.points!)).toBe(
		'40% feeds a goal, 20% is kept all the same, 40% feeds none'
	);
});

test('minutes say how long they were, and how many activities', () => {
	const fair = told('Trade fair', 1, 0, 0);
	fair.metric.unit = 'minutes';
	fair.all.value = 360n;
	const [work] = pictureOf('week', [fair]).loose;
	expect(workPhrase(work!, 'month', 'EUR')).toBe('6 h 00 trade fair this month');
	expect(tookWords(work!, 'month', 'EUR')).toBe('1 activity, no points, 100% of the month');
});

test('before anything is done there is no share, and words for each case', () => {
	expect(pictureOf('week', [])).toMatchObject({ percent: null, points: null, count: null });
	expect(alignedWords({ percent: null })).toMatch('Nothing counted yet');
	expect(alignedWords({ percent: 100 })).toBe('All of your work feeds a goal.');
	expect(alignedWords({ percent: 83 })).toBe('83% of your work feeds a goal.');
});

test('shares make a hundred, and a hundred is all of it', () => {
	const metric = fc.record({
		all: fc.nat({ max: 99 }),
		fed: fc.nat({ max: 99 }),
		points: fc.nat({ max: 9 }),
		kept: fc.boolean()
	});
	fc.assert(
		fc.property(fc.array(metric, { minLength: 1, maxLength: 5 }), (metrics) => {
			const done = metrics.map(({ all, fed, points, kept }, i) =>
				told(`m${i}`, all, Math.min(all, fed), points, kept ? byInes : undefined)
			);
			const { points, count, loose, kept } = pictureOf('month', done);
			for (const shares of [points, count])
				if (shares) expect(shares.fed + shares.kept + shares.loose).toBe(100);
			if (count) expect(count.fed === 100).toBe(!loose.length && !kept.length);
			if (count && !loose.length) expect(count.loose).toBe(0);
			if (count && !kept.length) expect(count.kept).toBe(0);
		})
	);
});
