import { beforeAll, describe, expect, test } from 'vitest';
import { createKey, revokeKey } from '../../src/lib/identity/server/index.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import { POST } from '../../src/routes/api/v1/activities/+server.ts';
import { freshDatabase } from '../database.ts';
import { knock } from './door.ts';
import { appOn, openOffice, type Office } from './office.ts';

let database: Database;
let app: ReturnType<typeof appOn>;
let office: Office;
let other: Office;

beforeAll(async () => {
	database = await freshDatabase();
	app = appOn(database);
	office = await openOffice(app);
	other = await openOffice(app, 'Brightline');
});

const demo = {
	metric: 'demos-held',
	member: 'mara',
	value: 1,
	occurredAt: '2026-11-18',
	source: 'crm',
	externalId: 'D-1'
};

function post(body: unknown, key: string | undefined = office.key, headers: HeadersInit = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return knock(app, POST, '/api/v1/activities', { method: 'POST', body: text, key, headers });
}

/** Every effect a request can have, counted. */
async function effects() {
	const { rows } = await database.pool.query(`select
		(select count(*)::int from activities) as activities,
		(select count(*)::int from totals) as totals,
		(select count(*)::int from unresolved_activities) as waiting,
		(select count(*)::int from graphile_worker.jobs) as jobs`);
	return { ...rows[0], announced: app.announced.length };
}

async function effectsOf(work: () => Promise<unknown>) {
	const before = await effects();
	await work();
	const after = await effects();
	return Object.fromEntries(
		Object.entries(after)
			.map(([what, count]) => [what, (count as number) - before[what]] as const)
			.filter(([, count]) => count !== 0)
	);
}

describe('who may send', () => {
	test.each([
		['nobody', () => undefined, 401],
		['a made-up key', () => 'wb_doesnotexist', 401],
		[
			'a key that may only read',
			async () =>
				(
					await createKey(
						app.context,
						office.orgId,
						{ name: 'Wall', scopes: ['boards:read'] },
						null
					)
				).key,
			403
		],
		[
			'a revoked key',
			async () => {
				const scopes = ['activities:write' as const];
				const made = await createKey(app.context, office.orgId, { name: 'Old', scopes }, null);
				await revokeKey(app.context, office.orgId, made.id);
				return made.key;
			},
			401
		]
	])('%s is refused with a sentence and no effect', async (_who, keyOf, status) => {
		const key = await keyOf();
		expect(
			await effectsOf(async () => {
				const answer = await knock(app, POST, '/api/v1/activities', {
					method: 'POST',
					body: JSON.stringify({ activities: [demo] }),
					key
				});
				expect(answer.status).toBe(status);
				expect(answer.headers.get('content-type')).toBe('application/problem+json');
				expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
			})
		).toEqual({});
	});
});

describe('bodies that are refused whole', () => {
	test.each<[string, unknown]>([
		['no JSON', 'ring the bell'],
		['no object', []],
		['no list', { activities: demo }],
		['an empty list', { activities: [] }],
		['1,001 entries', { activities: Array.from({ length: 1001 }, () => demo) }],
		['an unknown field beside the list', { activities: [demo], dryRun: true }]
	])('%s', async (_what, body) => {
		expect(
			await effectsOf(async () => {
				const answer = await post(body);
				expect(answer.status).toBe(400);
				expect(await answer.json()).toMatchObject({ title: 'Not understood', status: 400 });
			})
		).toEqual({});
	});
});

test('a demo counts once, however often it is sent', async () => {
	const body = { activities: [demo] };
	expect(
		await effectsOf(async () => {
			const answer = await post(body);
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual({
				recorded: 1,
				duplicates: 0,
				unresolved: [],
				rejected: [],
				late: []
			});
		})
	).toEqual({ activities: 1, totals: 8, jobs: 1, announced: 9 });
	expect(
		await effectsOf(async () => {
			expect(await (await post(body)).json()).toMatchObject({ recorded: 0, duplicates: 1 });
		})
	).toEqual({});
});

test('the same ids in another organization are its own', async () => {
	expect(
		await effectsOf(async () => {
			expect(await (await post({ activities: [demo] }, other.key)).json()).toMatchObject({
				recorded: 1
			});
		})
	).toEqual({ activities: 1, totals: 8, jobs: 1, announced: 9 });
});

describe('an entry that is wrong is rejected alone, by its place in the list', () => {
	test.each<[string, object, string]>([
		['a value that is no number', { value: 'many' }, 'not-a-number'],
		['a negative value', { value: -1 }, 'negative'],
		['half a demo', { value: '0.5' }, 'too-many-decimals'],
		['a tenth of a cent', { metric: 'revenue', value: '10.001' }, 'too-many-decimals'],
		['more than anybody sells', { value: '9223372036854775808' }, 'too-large'],
		['2^63 cents', { metric: 'revenue', value: '92233720368547758.08' }, 'too-large'],
		['a number too long to be exact', { value: 1e21 }, 'not-a-number'],
		['a thousand digits', { value: '9'.repeat(1000) }, 'malformed'],
		['a decimal comma', { value: '1,5' }, 'not-a-number'],
		['a power of ten', { value: '1e3' }, 'not-a-number'],
		['digits of another script', { value: '٣' }, 'not-a-number'],
		['an empty value', { value: '' }, 'not-a-number'],
		['no value', { value: undefined }, 'malformed'],
		['a value that is a list', { value: [1] }, 'malformed'],
		['a day in 1900', { occurredAt: '1900-01-01' }, 'too-long-ago'],
		['next year', { occurredAt: '2027-01-01' }, 'in-the-future'],
		['the 30th of February', { occurredAt: '2026-02-30' }, 'not-a-date'],
		['a time without a zone', { occurredAt: '2026-11-18T10:00:00' }, 'not-a-date'],
		['an unknown field', { weight: 2 }, 'malformed'],
		['a bell in a name', { member: 'mara\u0007' }, 'malformed'],
		['a line end in an external id', { externalId: 'D\n1' }, 'malformed'],
		['a NUL in a source', { source: 'crm\u0000' }, 'malformed'],
		['a delete character in a metric', { metric: 'demos-held\u007f' }, 'malformed'],
		['a source of the ledger’s own', { source: 'correction' }, 'malformed'],
		['a NUL in a note', { note: 'won\u0000' }, 'malformed'],
		['half a character', { note: '\ud800' }, 'malformed'],
		['no external id', { externalId: undefined }, 'malformed'],
		['a line end in a segment', { segment: 'big\nones' }, 'malformed'],
		['a segment that is a story', { segment: 'x'.repeat(41) }, 'malformed'],
		['an endless note', { note: 'x'.repeat(501) }, 'malformed'],
		['other content under a known id', { externalId: 'D-1', value: 2 }, 'other-content']
	])('%s', async (_what, change, reason) => {
		const wrong = { ...demo, externalId: 'wrong', ...change };
		const right = { ...demo, externalId: `right of ${_what}` };
		expect(
			await effectsOf(async () => {
				const answer = await post({ activities: [wrong, right] });
				expect(await answer.json()).toEqual({
					recorded: 1,
					duplicates: 0,
					unresolved: [],
					rejected: [{ index: 0, reason, detail: expect.stringMatching(/\.$/) }],
					late: []
				});
			})
		).toEqual({ activities: 1, jobs: 1, announced: 9 });
	});
});

test('of two contents under one id in one batch the first counts, whatever stands around them', async () => {
	const first = { ...demo, externalId: 'twice' };
	const answer = await post({
		activities: [first, { ...first, value: 2 }, first, { ...demo, externalId: 'beside' }]
	});
	expect(await answer.json()).toMatchObject({
		recorded: 2,
		duplicates: 1,
		rejected: [{ index: 1, reason: 'other-content' }]
	});
});

test('of a thousand entries that say each id twice the first ones count', async () => {
	const activities = Array.from({ length: 1000 }, (_, index) => ({
		...demo,
		externalId: `pair-${(Math.floor(index / 2) * 7919) % 1009}`,
		value: index % 2 ? 2 : 1
	}));
	const answer = await (await post({ activities })).json();
	expect(answer).toMatchObject({ recorded: 500, duplicates: 0, unresolved: [] });
	expect(answer.rejected.map(({ index }: { index: number }) => index)).toEqual(
		activities.flatMap((_, index) => (index % 2 ? [index] : []))
	);
	const { rows } = await database.pool.query(
		`select distinct value from activities where external_id like 'pair-%'`
	);
	expect(rows).toEqual([{ value: '1' }]);
	// Where the first one is wrong, the second one is the first that counts.
	const late = [{ value: 'many' }, { value: 3 }, { value: 4 }, { value: 3 }].map((change) => ({
		...demo,
		externalId: 'third time',
		...change
	}));
	expect(await (await post({ activities: late })).json()).toMatchObject({
		recorded: 1,
		duplicates: 1,
		rejected: [
			{ index: 0, reason: 'not-a-number' },
			{ index: 2, reason: 'other-content' }
		]
	});
});

test('of two contents under the same ids in two requests at once one counts, and the other is told', async () => {
	const activities = (value: number) =>
		Array.from({ length: 300 }, (_, i) => ({ ...demo, value, externalId: `at once ${i}` }));
	const answers = await Promise.all(
		[activities(1), activities(2).reverse()].map(async (list) =>
			(await post({ activities: list })).json()
		)
	);
	expect(answers[0].recorded + answers[1].recorded).toBe(300);
	expect(answers.map(({ recorded, rejected }) => recorded + rejected.length)).toEqual([300, 300]);
});

test('of a thousand entries every second one is wrong: the others count, each fault has its place', async () => {
	const activities = Array.from({ length: 1000 }, (_, index) => ({
		...demo,
		externalId: `half-${index}`,
		value: index % 2 ? 'many' : 1
	}));
	const answer = await (await post({ activities })).json();
	expect(answer).toMatchObject({ recorded: 500, duplicates: 0, unresolved: [] });
	expect(answer.rejected.map(({ index }: { index: number }) => index)).toEqual(
		activities.flatMap((_, index) => (index % 2 ? [index] : []))
	);
});

test('whom and what nobody knows waits to be mapped', async () => {
	const unknown = [
		{ ...demo, member: 'zoe@halden.example', externalId: 'U-1' },
		{ ...demo, metric: 'hugs', externalId: 'U-2' }
	];
	expect(
		await effectsOf(async () => {
			expect(await (await post({ activities: unknown })).json()).toEqual({
				recorded: 0,
				duplicates: 0,
				unresolved: [
					{ index: 0, reason: 'unknown-member' },
					{ index: 1, reason: 'unknown-metric' }
				],
				rejected: [],
				late: []
			});
		})
	).toEqual({ waiting: 2 });
});

test('an Idempotency-Key stands in for external ids', async () => {
	const { externalId: _, ...bare } = demo;
	const send = () =>
		post({ activities: [bare, bare] }, office.key, { 'idempotency-key': 'call 7' });
	expect(await (await send()).json()).toMatchObject({ recorded: 2 });
	expect(await (await send()).json()).toMatchObject({ recorded: 0, duplicates: 2 });
});

test('a member is found by reference or by e-mail in any case', async () => {
	const entries = ['aiko', 'aiko@halden.example', 'Aiko@Halden.Example'].map((member, index) => ({
		...demo,
		member,
		externalId: `A-${index}`
	}));
	expect(await (await post({ activities: entries })).json()).toMatchObject({ recorded: 3 });
});
