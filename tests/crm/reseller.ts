import { foundOrganization } from '#lib/app/server/found-organization.ts';
import { importPeople, type Organization } from '#lib/identity/server/index.ts';
import { createMetric } from '#lib/metrics/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readAgents } from './crm.ts';

export interface Row {
	rank: number;
	member: { reference: string; name: string };
	team: string;
	value: string;
	activities: number;
}

/** The organization whose year it was, with the metric it adds to the starting set. */
export async function foundReseller(context: Context): Promise<Organization> {
	const founded = await foundOrganization(context, {
		name: 'Hardware Reseller',
		timeZone: 'America/New_York',
		currency: 'USD',
		weekStart: 7,
		admin: { name: 'Ada Park', email: 'ada@example.com' }
	});
	const { organization } = must(founded);
	const opened = {
		key: 'opportunities-opened',
		name: 'Opportunities opened',
		unit: 'count' as const,
		pointsPerUnit: '20',
		horizon: 'pipeline' as const,
		dailyCap: null,
		guardrail: null
	};
	must(await createMetric(context, organization.id, opened, null));
	return organization;
}

/** All 35 agents, each in the team of their region. */
export async function importAgents(context: Context, { id }: Organization): Promise<void> {
	const agents = readAgents().map(({ name, office }) => ({
		reference: name,
		name,
		team: office,
		role: 'rep'
	}));
	const { added, refused } = await importPeople(context, id, agents);
	if (added !== 35 || refused.length) throw new Error('not all agents were taken');
}

/** What ranks and figures the file alone gives: ties share a rank (1, 2, 2, 4). */
export function expected(figures: Map<string, number>): string[] {
	const values = [...figures.values()];
	return [...figures]
		.map(([name, value]) => {
			const better = values.filter((other) => other > value).length;
			return `${better + 1} ${name} ${value}`;
		})
		.sort();
}

export function ranked(rows: Row[]): string[] {
	return rows
		.map(({ rank, member, value }) => `${rank} ${member.reference} ${Number(value)}`)
		.sort();
}

export function must<T>(
	result: { ok: true; value: T } | { ok: false; problem: { detail: string } }
): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
