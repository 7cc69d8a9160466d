import type { LedgerRow, WalkWorld } from '#lib/moments/server/preview/ledger.ts';
import type { WalkedMoment } from '#lib/moments/server/preview/ringing.ts';
import { walk } from '#lib/moments/server/preview/walk.ts';
import { settingsOf, type RuleSetting } from '#lib/moments/rules.ts';
import type { Track } from '#lib/moments/win.ts';
import type { ActivityId, MemberId, MetricId } from '#lib/platform/ids.ts';
import { ABSENT, readAgents, readOpportunities, readSectors } from './crm.ts';

const METRICS = [
	{ key: 'deals-won', name: 'Deals won', unit: 'count', horizon: 'forecast' },
	{ key: 'revenue', name: 'Revenue', unit: 'money', horizon: 'forecast' },
	{ key: 'opportunities-opened', name: 'Opportunities opened', unit: 'count', horizon: 'pipeline' }
] as const;

const agents = ABSENT ? [] : readAgents();

/** The year's entries as if each had been recorded on its own day, in the order of the days. */
export function rowsOfTheYear(): LedgerRow[] {
	const offices = new Map(agents.map(({ name, office }) => [name, office]));
	const rows: LedgerRow[] = [];
	const sectors = readSectors();
	const add = (
		agent: string,
		metric: string,
		day: string,
		value: bigint,
		entry: string,
		note: string
	) =>
		rows.push({
			id: entry as ActivityId,
			memberId: agent as MemberId,
			teamId: offices.get(agent)!,
			metricId: metric as MetricId,
			day,
			value,
			at: new Date(`${day}T12:00:00Z`),
			position: BigInt(rows.length),
			source: 'crm',
			externalId: entry,
			note: note || null,
			segment: sectors.get(note) ?? null,
			batch: day
		});
	for (const { id, agent, account, stage, engaged, closed, value } of readOpportunities()) {
		if (engaged) add(agent, 'opportunities-opened', engaged, 1n, `opened-${id}`, account);
		if (stage !== 'Won') continue;
		add(agent, 'deals-won', closed, 1n, `won-${id}`, account);
		add(agent, 'revenue', closed, BigInt(value) * 100n, `revenue-${id}`, account);
	}
	return rows.sort((a, b) =>
		a.day === b.day ? Number(a.position - b.position) : a.day < b.day ? -1 : 1
	);
}

export function worldOfTheYear(rows: LedgerRow[]): WalkWorld {
	const metrics = METRICS.map((metric): Track['metric'] => ({
		...metric,
		id: metric.key as MetricId
	}));
	const touches: Map<
		string,
		{ memberId: MemberId; metric: string; day: string; at: Date; position: bigint }[]
	> = new Map();
	for (const { metricId, note, memberId, day, at, position } of rows) {
		if (metricId !== 'opportunities-opened' || !note) continue;
		const account = note.trim().toLowerCase();
		const touch = { memberId, metric: 'Opportunities opened', day, at, position };
		touches.set(account, [...(touches.get(account) ?? []), touch]);
	}
	return {
		calendar: { weekStart: 1, fiscalStart: 1 },
		currency: 'USD',
		deals: 'deals-won' as MetricId,
		revenue: 'revenue' as MetricId,
		metrics: new Map(metrics.map((metric) => [metric.id, metric])),
		people: new Map(agents.map(({ name }) => [name, name])),
		teams: new Map(agents.map(({ office }) => [office, office])),
		// Weekends are as busy as weekdays there.
		workdays: [1, 2, 3, 4, 5, 6, 7],
		daysOff: new Map(),
		hidden: new Set(),
		goals: [],
		kinds: new Set(),
		touches,
		memberships: new Map(
			agents.map(({ name, office }) => {
				const memberId = name as MemberId;
				return [name, [{ memberId, teamId: office, startsOn: '2016-01-01', endsOn: null }]];
			})
		)
	};
}

/** What the year would have rung; the rules as they come, where nothing else is said. */
export function ringTheYear(settings: RuleSetting[] = settingsOf([])): WalkedMoment[] {
	const rows = rowsOfTheYear();
	const steps = walk([], rows, settings, worldOfTheYear(rows));
	let step = steps.next();
	while (!step.done) step = steps.next();
	return step.value;
}
