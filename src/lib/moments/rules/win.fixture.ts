import type { MemberId, MetricId } from '#lib/platform/ids.ts';
import type { GoalStep, Track, WinFacts } from '../win.ts';

const METRICS = {
	calls: { key: 'calls-connected', name: 'Calls connected', unit: 'count', horizon: 'pipeline' },
	deals: { key: 'deals-won', name: 'Deals won', unit: 'count', horizon: 'forecast' },
	revenue: { key: 'revenue', name: 'Revenue', unit: 'money', horizon: 'forecast' }
} as const;

const NO_BEST = { value: 0n, of: 0 };

/** One more of a metric on an ordinary day: nothing about it is worth a bell. */
export function track(metric: keyof typeof METRICS, changes: Partial<Track> = {}): Track {
	return {
		metric: { id: metric as unknown as MetricId, ...METRICS[metric] },
		value: 1n,
		largest: 1n,
		before: { ever: 500n, day: 3n, week: 20n, month: 60n },
		best: {
			single: { value: 900_000n, of: 40 },
			day: { value: 30n, of: 90 },
			week: { value: 80n, of: 30 },
			month: { value: 300n, of: 8 }
		},
		weeks: [22n, 20n, 21n, 19n, 22n, 20n, 21n, 20n],
		streak: { before: 3, after: 3 },
		firstWith: null,
		countedFor: 200,
		everybody: 12n,
		passed: null,
		team: { name: 'Northern Lights', week: 90n, best: { value: 300n, of: 30 } },
		...changes
	};
}

/** Somebody's first work ever. */
export function newcomer(metric: keyof typeof METRICS, changes: Partial<Track> = {}): Track {
	return track(metric, {
		before: { ever: 0n, day: 0n, week: 0n, month: 0n },
		best: { single: NO_BEST, day: NO_BEST, week: NO_BEST, month: NO_BEST },
		weeks: [],
		streak: { before: 0, after: 1 },
		...changes
	});
}

export function win(tracks: Track[], changes: Partial<WinFacts> = {}): WinFacts {
	return {
		member: { id: 'aiko' as unknown as MemberId, name: 'Aiko Kimura' },
		day: '2026-11-18',
		currency: 'EUR',
		deal: null,
		tracks,
		goals: [],
		assist: null,
		...changes
	};
}

/** Aiko's money so far, in cents: an ordinary week of an ordinary month. */
const MONEY: Partial<Track> = {
	value: 1_840_000n,
	largest: 1_840_000n,
	before: { ever: 50_000_000n, day: 0n, week: 2_000_000n, month: 6_000_000n },
	best: {
		single: { value: 1_300_000n, of: 40 },
		day: { value: 4_000_000n, of: 30 },
		week: { value: 9_000_000n, of: 20 },
		month: { value: 30_000_000n, of: 8 }
	},
	weeks: [],
	team: { name: 'Northern Lights', week: 9_000_000n, best: { value: 40_000_000n, of: 30 } }
};

/** Brightline, €18,400: the deal, its money, and what is true of both. */
export function brightline(deals: Partial<Track> = {}, money: Partial<Track> = {}): WinFacts {
	const tracks = [
		track('deals', { before: { ever: 40n, day: 1n, week: 2n, month: 4n }, ...deals }),
		track('revenue', { ...MONEY, ...money })
	];
	const deal = { note: 'Brightline', deals: 1n, today: 2n, thisWeek: 3n, ever: 41n };
	return win(tracks, { deal: { ...deal, amount: 1_840_000n } });
}

export function goalStep(changes: Partial<GoalStep> = {}): GoalStep {
	return {
		id: 'logos',
		title: 'Land 40 new logos',
		kind: 'organizational',
		scope: 'organization',
		unit: 'count',
		before: 19n,
		after: 20n,
		target: 40n,
		rung: 0,
		...changes
	};
}
