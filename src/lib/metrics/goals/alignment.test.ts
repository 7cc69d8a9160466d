import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { GoalId, MemberId, MetricId, TeamId } from '#lib/platform/ids.ts';
import { alignmentOf, type Aim, type Work } from './alignment.ts';

const aiko = 'Aiko' as MemberId;
const north = 'Northern Lights' as TeamId;

function did(metric: string, points: number, more: Partial<Work> = {}): Work {
	return {
		metricId: metric as MetricId,
		metric: { key: metric, name: metric, unit: 'count' },
		day: '2026-11-17',
		memberId: aiko,
		teamId: north,
		value: 1n,
		points: BigInt(points),
		activities: 1,
		...more
	};
}

function aim(id: string, more: Partial<Record<keyof Aim, unknown>> = {}): Aim {
	return {
		id: id as GoalId,
		kind: 'organizational',
		metricId: null,
		startsOn: '2026-11-01',
		endsOn: '2026-11-30',
		teamId: null,
		memberId: null,
		parentId: null,
		...more
	} as Aim;
}

const logos = aim('logos', { metricId: 'deals' });
const demos = aim('demos', { metricId: 'demos', teamId: north, parentId: 'logos' });

test('work under the team’s and the company’s goal is aligned, the rest is listed', () => {
	const week = [did('demos', 300), did('deals', 500), did('calls', 120), did('calls', 80)];
	expect(alignmentOf(week, [logos, demos])).toEqual({
		percent: 80,
		loose: [
			{
				metric: { key: 'calls', name: 'calls', unit: 'count' },
				value: '2',
				points: '200',
				activities: 2
			}
		]
	});
});

test('a goal of one’s own counts where its chain reaches an organizational one', () => {
	const own = aim('own', { kind: 'social', metricId: 'calls', memberId: aiko });
	expect(alignmentOf([did('calls', 10)], [own, logos]).percent).toBe(0);
	const linked = { ...own, parentId: logos.id };
	expect(alignmentOf([did('calls', 10)], [linked, logos]).percent).toBe(100);
	const far = aim('far', { kind: 'social', memberId: aiko, parentId: 'logos' });
	expect(alignmentOf([did('calls', 10)], [{ ...own, parentId: far.id }, far, logos]).percent).toBe(
		100
	);
});

test('another team’s, another person’s and another month’s goal align nothing of mine', () => {
	const others = [
		aim('a', { metricId: 'calls', teamId: 'Harbour Crew' }),
		aim('b', { metricId: 'calls', memberId: 'Oskar' }),
		aim('c', { metricId: 'calls', endsOn: '2026-11-16' })
	];
	expect(alignmentOf([did('calls', 10)], others).percent).toBe(0);
});

test('before anything scored there is no share', () => {
	expect(alignmentOf([], [logos])).toEqual({ percent: null, loose: [] });
	expect(alignmentOf([did('tasks', 0)], [logos]).percent).toBe(null);
});

test('work counts once however many goals it feeds, and aligned and loose make the whole', () => {
	const work = fc.array(
		fc.record({ metric: fc.constantFrom('demos', 'deals', 'calls'), points: fc.nat({ max: 999 }) }),
		{ minLength: 1 }
	);
	fc.assert(
		fc.property(work, fc.nat({ max: 3 }), (pieces, copies) => {
			const week = pieces.map(({ metric, points }) => did(metric, points));
			const aims = [logos, demos, ...Array(copies).fill({ ...demos, id: 'again' })];
			const { percent, loose } = alignmentOf(week, aims);
			expect({ percent, loose }).toEqual(alignmentOf(week, [logos, demos]));
			const total = pieces.reduce((sum, { points }) => sum + points, 0);
			const left = loose.reduce((sum, { points }) => sum + Number(points), 0);
			expect(percent).toBe(total ? Math.floor(((total - left) * 100) / total) : null);
		})
	);
});
