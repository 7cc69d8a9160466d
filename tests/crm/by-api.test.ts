import { beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#lib/identity/server/index.ts';
import type { App } from '#lib/app/server/app.ts';
import { GET } from '../../src/routes/api/v1/boards/+server.ts';
import { POST } from '../../src/routes/api/v1/activities/+server.ts';
import { knock } from '../api/door.ts';
import { appOn } from '../api/office.ts';
import { freshDatabase } from '../database.ts';
import { ABSENT, figuresOf, MONTHS, readOpportunities, REGIONS, type Opportunity } from './crm.ts';
import { expected, foundReseller, importAgents, ranked, type Row } from './reseller.ts';

const METRICS = ['deals-won', 'revenue', 'opportunities-opened'];
const BATCH = 1000;

describe.skipIf(ABSENT)(ABSENT ?? 'a real sales year by the API', () => {
	let app: App;
	let key: string;
	const all = ABSENT ? [] : readOpportunities().flatMap(toActivities);

	beforeAll(async () => {
		app = appOn(await freshDatabase());
		const organization = await foundReseller(app.context);
		await importAgents(app.context, organization);
		const scopes = ['activities:write' as const, 'boards:read' as const];
		({ key } = await createKey(app.context, organization.id, { name: 'CRM', scopes }, null));
	});

	async function sendAll() {
		const sum = { recorded: 0, duplicates: 0, unresolved: 0, rejected: 0 };
		for (let from = 0; from < all.length; from += BATCH) {
			const body = JSON.stringify({ activities: all.slice(from, from + BATCH) });
			const headers = { 'content-type': 'application/json' };
			const init = { method: 'POST', key, body, headers };
			const response = await knock(app, POST, '/api/v1/activities', init);
			expect(response.status).toBe(200);
			const answer = await response.json();
			sum.recorded += answer.recorded;
			sum.duplicates += answer.duplicates;
			sum.unresolved += answer.unresolved.length;
			sum.rejected += answer.rejected.length;
		}
		return sum;
	}

	it('is taken whole, once', async () => {
		const none = { recorded: 0, duplicates: 0, unresolved: 0, rejected: 0 };
		expect(await sendAll()).toEqual({ ...none, recorded: all.length });
		expect(await sendAll()).toEqual({ ...none, duplicates: all.length });
	}, 180_000);

	it.each(MONTHS)('gives back for %s what the file says, in every region', async (month) => {
		for (const metric of METRICS)
			for (const region of REGIONS) {
				const query = new URLSearchParams({ metric, period: 'month', at: `${month}-28` });
				query.set('team', region.toLowerCase());
				const response = await knock(app, GET, `/api/v1/boards?${query}`, { key });
				const { rows } = (await response.json()) as { rows: Row[] };
				expect(ranked(rows)).toEqual(expected(figuresOf(metric, month, region)));
			}
	});
});

function toActivities(one: Opportunity) {
	const common = { member: one.agent, source: 'crm', note: one.account };
	const activity = (metric: string, value: string, occurredAt: string) => {
		return { ...common, metric, value, occurredAt, externalId: `${metric}-${one.id}` };
	};
	return [
		...(one.stage === 'Won'
			? [activity('deals-won', '1', one.closed), activity('revenue', `${one.value}.00`, one.closed)]
			: []),
		...(one.engaged ? [activity('opportunities-opened', '1', one.engaged)] : [])
	];
}
