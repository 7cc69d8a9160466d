import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readOrganization } from '../../src/lib/identity/server/index.ts';
import { rebuildOrganization } from '../../src/lib/metrics/activity/server/index.ts';
import { closePeriods } from '../../src/lib/metrics/closings/server/index.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import { POST } from '../../src/routes/api/v1/activities/+server.ts';
import { DELETE, PATCH } from '../../src/routes/api/v1/activities/[source]/[externalId]/+server.ts';
import { freshDatabase } from '../database.ts';
import { knock } from './door.ts';
import { appOn, openOffice, type Office } from './office.ts';

let database: Database;
let app: ReturnType<typeof appOn>;
let office: Office;
let other: Office;

const demo = {
	metric: 'demos-held',
	member: 'mara',
	value: 1,
	occurredAt: '2026-11-18',
	source: 'crm',
	externalId: 'D-1',
	note: 'Brightline'
};
const asSent = { ...demo, value: '1', occurredAt: '2026-11-17T23:00:00.000Z', deleted: false };

beforeAll(async () => {
	database = await freshDatabase();
	app = appOn(database);
	office = await openOffice(app);
	other = await openOffice(app, 'Brightline');
});

beforeEach(async () => {
	await database.pool.query('delete from activities');
	await database.pool.query('delete from totals');
	await database.pool.query('delete from unresolved_activities');
	await post();
	await post({}, other.key);
	await database.pool.query('delete from graphile_worker._private_jobs');
	app.announced.splice(0);
});

async function post(change: object = {}, key = office.key) {
	const body = JSON.stringify({ activities: [{ ...demo, ...change }] });
	const answer = await knock(app, POST, '/api/v1/activities', { method: 'POST', body, key });
	return answer.json();
}

function address(name: { source: string; externalId: string }, query = ''): string {
	const parts = [name.source, name.externalId].map(encodeURIComponent);
	return `/api/v1/activities/${parts.join('/')}${query}`;
}

function patch(
	body: unknown,
	name: { source: string; externalId: string } = demo,
	key = office.key
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const params = { source: name.source, externalId: name.externalId };
	return knock(app, PATCH, address(name), { method: 'PATCH', body: text, key, params });
}

function remove(name: { source: string; externalId: string } = demo, query = '', key = office.key) {
	const params = { source: name.source, externalId: name.externalId };
	return knock(app, DELETE, address(name, query), { method: 'DELETE', key, params });
}

/** Every effect a request can have, counted; `others` is what the other organization has. */
async function effects() {
	const { rows } = await database.pool.query(
		`select (select count(*)::int from activities where org_id = $1) as activities,
		(select count(*)::int from unresolved_activities) as waiting,
		(select count(*)::int from graphile_worker.jobs) as jobs,
		(select md5(string_agg(a::text, ',' order by position)) from activities a where org_id <> $1) as others,
		(select md5(string_agg(t::text, ',' order by t)) from totals t) as totals`,
		[office.orgId]
	);
	return { ...rows[0], announced: app.announced.length };
}

async function effectsOf(work: () => Promise<unknown>) {
	const before = await effects();
	await work();
	const after = await effects();
	expect(after.others).toBe(before.others);
	const grown = (what: string) => after[what] - before[what];
	return {
		rows: grown('activities'),
		jobs: grown('jobs'),
		waiting: grown('waiting'),
		moved: after.totals !== before.totals,
		told: grown('announced') > 0
	};
}

const NONE = { rows: 0, jobs: 0, waiting: 0, moved: false, told: false };

/** The month's figures of a metric, or of points: reference → whole units, cents of money. */
async function month(metric: string): Promise<Record<string, string>> {
	const { rows } = await database.pool.query(
		`select m.reference, case when k.key is null then t.value / 1000000000 else t.value end as value
		from totals t join members m on m.id = t.member_id left join metrics k on k.id = t.metric_id
		where t.org_id = $1 and t.period_kind = 'month' and t.period_start = '2026-11-01'
			and coalesce(k.key, 'points') = $2 and t.value <> 0`,
		[office.orgId, metric]
	);
	return Object.fromEntries(rows.map(({ reference, value }) => [reference, value]));
}

describe('PATCH of an entry', () => {
	test.each<[string, object, object, string, Record<string, string>]>([
		['its value', { value: 5 }, { value: '5' }, 'demos-held', { mara: '5' }],
		['its value as text', { value: '7' }, { value: '7' }, 'points', { mara: '700' }],
		['whose it is', { member: 'aiko' }, { member: 'aiko' }, 'demos-held', { aiko: '1' }],
		[
			'whose it is, by e-mail',
			{ member: 'Oskar@Halden.example' },
			{ member: 'oskar' },
			'points',
			{ oskar: '100' }
		],
		['what it is', { metric: 'deals-won' }, { metric: 'deals-won' }, 'points', { mara: '500' }],
		[
			'what it is, and how much of that',
			{ metric: 'revenue', value: '18400.50' },
			{ metric: 'revenue', value: '18400.50' },
			'revenue',
			{ mara: '1840050' }
		],
		[
			'its day',
			{ occurredAt: '2026-10-31' },
			{ occurredAt: '2026-10-30T23:00:00.000Z' },
			'demos-held',
			{}
		],
		[
			'its time',
			{ occurredAt: '2026-11-18T09:30:00+01:00' },
			{ occurredAt: '2026-11-18T08:30:00.000Z' },
			'demos-held',
			{ mara: '1' }
		],
		['its note', { note: null }, { note: null }, 'demos-held', { mara: '1' }],
		[
			'all of it, and why',
			{ value: 2, note: 'Two', reason: 'There were two.' },
			{ value: '2', note: 'Two' },
			'demos-held',
			{ mara: '2' }
		]
	])('corrects %s, and the same again changes nothing', async (_, body, now, metric, rows) => {
		const done = await effectsOf(async () => {
			const answer = await patch(body);
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual({
				changed: true,
				activity: { ...asSent, ...now },
				late: []
			});
		});
		expect(done).toMatchObject({ rows: 2, jobs: 1, waiting: 0, told: true });
		expect(await month(metric)).toEqual(rows);
		const again = await effectsOf(async () => {
			const answer = await patch(body);
			expect(await answer.json()).toEqual({
				changed: false,
				activity: { ...asSent, ...now },
				late: []
			});
		});
		expect(again).toEqual(NONE);
	});

	test.each<[string, unknown, number, string | RegExp]>([
		['no JSON', 'ring the bell', 400, 'not JSON'],
		['no object', [], 400, 'Send what is different'],
		['nothing', {}, 400, 'nothing to change'],
		['a reason alone', { reason: 'It was wrong.' }, 400, 'nothing to change'],
		['an unknown field', { value: 2, weight: 3 }, 400, 'weight'],
		['its identity', { externalId: 'D-2' }, 400, 'externalId'],
		['a deletion', { deleted: true }, 400, 'DELETE takes an entry back'],
		['a value that is none', { value: 'many' }, 400, 'not a plain number'],
		['a negative value', { value: -1 }, 400, 'never negative'],
		['half a demo', { value: '0.5' }, 400, 'whole numbers'],
		['a value beyond 2^63', { value: '9223372036854775808' }, 400, 'larger than one'],
		['a value that is a list', { value: [1] }, 400, 'value'],
		['a tenth of a cent', { metric: 'revenue', value: '10.001' }, 400, 'EUR has 2 decimals'],
		['another unit without a value', { metric: 'revenue' }, 400, 'Say how much'],
		['nobody', { member: 'zoe@halden.example' }, 400, 'Nobody here goes by'],
		['a metric nobody keeps', { metric: 'hugs' }, 400, 'No metric has the key'],
		['a day in 1900', { occurredAt: '1900-01-01' }, 400, 'oldest day'],
		['next year', { occurredAt: '2027-01-01' }, 400, 'has not come yet'],
		['the 30th of February', { occurredAt: '2026-02-30' }, 400, 'neither a date'],
		['a bell in a name', { member: 'mara\u0007' }, 400, 'control characters'],
		['a NUL in the note', { note: 'won\u0000' }, 400, 'control characters'],
		['an endless reason', { value: 2, reason: 'x'.repeat(301) }, 400, 'longer than 300']
	])('is refused with %s, and touches nothing', async (_, body, status, words) => {
		const done = await effectsOf(async () => {
			const answer = await patch(body);
			expect(answer.status).toBe(status);
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(await answer.json()).toMatchObject({
				status,
				detail: expect.stringContaining(String(words))
			});
		});
		expect(done).toEqual(NONE);
	});

	test.each([
		['what nobody sent', { source: 'crm', externalId: 'D-9' }],
		['another source', { source: 'api', externalId: 'D-1' }],
		['a name with a NUL', { source: 'crm', externalId: 'D-1\u0000' }],
		['a name with half a character', { source: 'crm', externalId: '\ud800'.toWellFormed() }]
	])('finds nothing under %s', async (_, name) => {
		const done = await effectsOf(async () => {
			for (const answer of [await patch({ value: 2 }, name), await remove(name)]) {
				expect(answer.status).toBe(404);
				expect(await answer.json()).toMatchObject({
					detail: expect.stringMatching(/^Nothing was recorded as .*Send it with POST first\.$/s)
				});
			}
		});
		expect(done).toEqual(NONE);
	});

	test('never reaches the ledger’s own rows', async () => {
		await patch({ value: 5 });
		const { rows } = await database.pool.query(
			`select source, external_id as "externalId" from activities where source <> 'crm'`
		);
		expect(rows).toHaveLength(2);
		for (const name of rows) {
			expect((await patch({ value: 2 }, name)).status).toBe(404);
			expect((await remove(name)).status).toBe(404);
		}
	});

	test('keeps both rows, with who corrected it and why', async () => {
		await patch({ value: 5, reason: 'The CRM counted one of five.' });
		const { rows } = await database.pool.query(
			`select source, value::int, sign, recorded_by ~ '^key:' as by_key, note from activities
			where org_id = $1 order by position`,
			[office.orgId]
		);
		expect(rows).toEqual([
			{ source: 'crm', value: 1, sign: 1, by_key: true, note: 'Brightline' },
			{
				source: 'reversal',
				value: -1,
				sign: -1,
				by_key: true,
				note: 'The CRM counted one of five.'
			},
			{ source: 'correction', value: 5, sign: 1, by_key: true, note: 'Brightline' }
		]);
	});

	test('by twelve at once ends with one of them, and each is told what stands', async () => {
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, i) => patch({ value: i + 2 }))
		);
		expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
		const [value] = Object.values(await month('demos-held'));
		expect(Number(value)).toBeGreaterThan(1);
		const { rows } = await database.pool.query(
			'select sum(value)::int as value, sum(sign)::int as activities from activities where org_id = $1',
			[office.orgId]
		);
		expect(rows).toEqual([{ value: Number(value), activities: 1 }]);
	});
});

describe('a sender whose ids hold anything', () => {
	test.each([
		['a slash', { source: 'hub/spot', externalId: 'deals/2026/11' }],
		['a percent sign', { source: '100%', externalId: '%2F' }],
		['spaces and questions', { source: 'the crm', externalId: 'deal 7? #1' }],
		['other letters', { source: 'магазин', externalId: '契約-1' }]
	])('corrects and deletes: %s', async (_, name) => {
		expect(await post(name)).toMatchObject({ recorded: 1 });
		const answer = await patch({ value: 2 }, name);
		expect(await answer.json()).toMatchObject({ changed: true, activity: { ...name, value: '2' } });
		expect(await (await remove(name)).json()).toEqual({ changed: true, late: [] });
		expect(new URL(address(name), 'http://x').pathname.split('/')).toHaveLength(6);
	});
});

describe('DELETE of an entry', () => {
	test('takes it back once, with a reason', async () => {
		const first = await effectsOf(async () => {
			const answer = await remove(demo, '?reason=A+rehearsal.');
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual({ changed: true, late: [] });
		});
		expect(first).toEqual({ rows: 1, jobs: 0, waiting: 0, moved: true, told: true });
		expect(await month('demos-held')).toEqual({});
		const { rows } = await database.pool.query(`select note from activities where sign = -1`);
		expect(rows).toEqual([{ note: 'A rehearsal.' }]);
		const second = await effectsOf(async () => {
			const answer = await remove();
			expect(answer.status).toBe(200);
			expect(await answer.json()).toEqual({ changed: false, late: [] });
		});
		expect(second).toEqual(NONE);
	});

	test('takes a corrected one back as it stands', async () => {
		await patch({ value: 5 });
		await remove();
		expect(await month('demos-held')).toEqual({});
	});

	test.each([
		['as it was', {}, { recorded: 0, duplicates: 1, rejected: [] }],
		['with other content', { value: 2 }, { recorded: 0, rejected: [{ reason: 'other-content' }] }]
	])('leaves it deleted when it is posted again %s', async (_, change, answer) => {
		await remove();
		expect(await effectsOf(async () => expect(await post(change)).toMatchObject(answer))).toEqual(
			NONE
		);
		expect(await month('demos-held')).toEqual({});
	});

	test('is undone by PATCH alone, with or without what is different', async () => {
		await remove();
		const silent = await effectsOf(async () => {
			const answer = await patch({ value: 2 });
			expect(answer.status).toBe(409);
			expect((await answer.json()).detail).toContain('was taken back');
		});
		expect(silent).toEqual(NONE);
		const back = await patch({ deleted: false });
		expect(await back.json()).toEqual({ changed: true, activity: asSent, late: [] });
		expect(await month('demos-held')).toEqual({ mara: '1' });
		await remove();
		const other = await patch({ deleted: false, value: 4 });
		expect(await other.json()).toEqual({
			changed: true,
			activity: { ...asSent, value: '4' },
			late: []
		});
		expect(await month('demos-held')).toEqual({ mara: '4' });
		expect(await (await patch({ deleted: false })).json()).toMatchObject({ changed: false });
	});

	test('of one that waits takes it out of the queue', async () => {
		const name = { source: 'crm', externalId: 'U-1' };
		await post({ ...name, member: 'zoe@halden.example' });
		const waits = await patch({ value: 2 }, name);
		expect(waits.status).toBe(409);
		expect((await waits.json()).detail).toContain('still waits');
		const gone = await effectsOf(async () => {
			expect(await (await remove(name)).json()).toEqual({ changed: true, late: [] });
		});
		expect(gone).toEqual({ ...NONE, waiting: -1 });
		expect((await remove(name)).status).toBe(404);
	});

	test('refuses what it does not know', async () => {
		expect(
			await effectsOf(async () => expect((await remove(demo, '?force=1')).status).toBe(400))
		).toEqual(NONE);
	});
});

test('a sender that has caught up with a correction is told it is a duplicate', async () => {
	await patch({ value: 5 });
	expect(await post({ value: 5 })).toMatchObject({ duplicates: 1, rejected: [] });
	expect(await post()).toMatchObject({ duplicates: 1, rejected: [] });
	expect(await post({ value: 6 })).toMatchObject({
		rejected: [{ reason: 'other-content', detail: expect.stringContaining('PATCH') }]
	});
	expect(await month('demos-held')).toEqual({ mara: '5' });
});

describe('who may correct', () => {
	test.each([
		['nobody', undefined, 401],
		['a made-up key', 'wb_doesnotexist', 401]
	])('%s is refused', async (_, key, status) => {
		const name = { source: demo.source, externalId: demo.externalId };
		for (const [handler, method] of [
			[PATCH, 'PATCH'],
			[DELETE, 'DELETE']
		] as const) {
			const body = method === 'PATCH' ? '{"value":2}' : null;
			const answer = await knock(app, handler, address(name), { method, body, key, params: name });
			expect(answer.status).toBe(status);
		}
	});

	test('another organization’s key finds its own entry', async () => {
		await remove(demo, '', other.key);
		expect(await month('demos-held')).toEqual({ mara: '1' });
	});
});

test('who corrects what has closed is told which days stay as they were shown', async () => {
	const name = { source: 'crm', externalId: 'L-1' };
	await post({ ...name, occurredAt: '2026-11-05' });
	await database.pool.query(`update organizations set created_at = '2026-11-01T12:00:00Z'`);
	await closePeriods(app.context);
	const thursday = {
		day: '2026-11-05',
		closed: ['day', 'week'],
		detail: 'Its day and its week had closed: the correction counts there as late.'
	};
	expect(await (await patch({ value: 2 }, name)).json()).toMatchObject({ late: [thursday] });
	expect(await (await patch({ value: 2 }, name)).json()).toMatchObject({ late: [] });
	const moved = await patch({ occurredAt: '2026-11-12' }, name);
	expect(await moved.json()).toMatchObject({ late: [thursday, { day: '2026-11-12' }] });
	const back = await patch({ occurredAt: '2026-11-18' }, name);
	expect(await back.json()).toMatchObject({ late: [{ day: '2026-11-12' }] });
	expect(await (await remove(name)).json()).toEqual({ changed: true, late: [] });
	await post({ ...name, externalId: 'L-2', occurredAt: '2026-11-05' });
	const gone = await remove({ ...name, externalId: 'L-2' });
	expect(await gone.json()).toEqual({ changed: true, late: [thursday] });
});

test('after all that a rebuild gives the same bytes', async () => {
	for (const value of [2, 3, 3]) await patch({ value });
	await remove();
	await patch({ deleted: false, member: 'aiko' });
	const bytes = async () =>
		(await database.pool.query('select t::text as line from totals t order by 1')).rows;
	const before = await bytes();
	const organization = await readOrganization(database.db, office.orgId);
	await database.db.transaction((tx) => rebuildOrganization(tx, organization));
	expect(await bytes()).toEqual(before);
});
