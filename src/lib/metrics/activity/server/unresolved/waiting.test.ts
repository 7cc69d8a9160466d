import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { addMember } from '#lib/identity/server/index.ts';
import { createMetric } from '#lib/metrics/server/index.ts';
import {
	createLedger,
	deleteSent,
	listUnresolved,
	parseActivities,
	type Entry,
	type Projection
} from '../index.ts';

let database: Database;
let halden: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
});

function entry(externalId: string, change: Partial<Entry> = {}): Entry {
	const [metric, member] = ['demos-held', 'aiko@halden.example'];
	return {
		metric,
		member,
		value: '1',
		occurredAt: '2026-11-17',
		source: 'crm',
		externalId,
		...change
	};
}

function send(recordedBy: string, ...entries: Entry[]) {
	return halden.ledger.record({ orgId: halden.orgId, recordedBy, entries });
}

async function arrive(email: string): Promise<void> {
	const person = { name: email.split('@')[0]!, email, role: 'rep' } as const;
	const added = await addMember(database.db, halden.orgId, person, new Date());
	if (!added.ok) throw new Error(added.problem.detail);
}

function count() {
	return halden.ledger.recordWaiting(halden.orgId);
}

async function ledgerRows(ids: string) {
	const result = await database.pool.query(
		`select external_id, recorded_by, value::int as value from activities
		where org_id = $1 and external_id like $2 order by 1`,
		[halden.orgId, ids]
	);
	return result.rows;
}

test('what waits for its person alone is checked already', async () => {
	const nobody = { member: 'nobody@halden.example' };
	const answer = await send(
		'import',
		entry('check-1', { ...nobody, value: 'lots' }),
		entry('check-2', { ...nobody, occurredAt: '2031-01-01' })
	);
	expect(answer).toMatchObject({
		unresolved: [],
		rejected: [{ reason: 'not-a-number' }, { reason: 'in-the-future' }]
	});
	expect(await listUnresolved(database.db, halden.orgId)).toEqual([]);
});

test('each keeps who brought it, and the last word before it counts holds', async () => {
	const late = { member: 'late@halden.example' };
	await send('key:crm', entry('late-1', late));
	await send('key:phone', entry('late-2', late), entry('late-3', { ...late, value: '2' }));
	await send('key:phone', entry('late-3', { ...late, value: '3' }));
	expect(await listUnresolved(database.db, halden.orgId)).toEqual([
		{ reason: 'unknown-member', name: 'late@halden.example', activities: 3 }
	]);
	await arrive('late@halden.example');
	expect(await count()).toEqual({ counted: 3, rejected: [], late: [] });
	expect(await ledgerRows('late-%')).toEqual([
		{ external_id: 'late-1', recorded_by: 'key:crm', value: 1 },
		{ external_id: 'late-2', recorded_by: 'key:phone', value: 1 },
		{ external_id: 'late-3', recorded_by: 'key:phone', value: 3 }
	]);
});

test('the same entry twice in one batch waits once', async () => {
	const twice = entry('twice-1', { member: 'twin@halden.example' });
	expect(await send('import', twice, twice)).toMatchObject({ unresolved: [{}, {}] });
	expect(await listUnresolved(database.db, halden.orgId)).toMatchObject([{ activities: 1 }]);
	await arrive('twin@halden.example');
	expect(await count()).toEqual({ counted: 1, rejected: [], late: [] });
});

test('what waits for a metric and then for a person says so', async () => {
	await send('import', entry('hugs-1', { metric: 'hugs', member: 'kind@halden.example' }));
	expect(await listUnresolved(database.db, halden.orgId)).toMatchObject([{ name: 'hugs' }]);
	const rule = {
		pointsPerUnit: '1',
		horizon: 'pipeline',
		dailyCap: null,
		guardrail: null
	} as const;
	await createMetric(halden.context, halden.orgId, { name: 'Hugs', unit: 'count', ...rule }, null);
	expect(await count()).toEqual({ counted: 0, rejected: [], late: [] });
	expect(await listUnresolved(database.db, halden.orgId)).toEqual([
		{ reason: 'unknown-member', name: 'kind@halden.example', activities: 1 }
	]);
});

test('what cannot count once its metric is known stays, and says why each time', async () => {
	const visits = { metric: 'visits' };
	await send(
		'import',
		entry('visit-1', visits),
		entry('visit-2', { ...visits, value: '1.5' }),
		entry('visit-3', { ...visits, occurredAt: '2031-01-01' })
	);
	const rule = {
		pointsPerUnit: '1',
		horizon: 'pipeline',
		dailyCap: null,
		guardrail: null
	} as const;
	await createMetric(
		halden.context,
		halden.orgId,
		{ name: 'Visits', unit: 'count', ...rule },
		null
	);
	const rejected = [
		{ name: 'crm visit-2', detail: 'Count in whole numbers.' },
		{ name: 'crm visit-3', detail: expect.stringContaining('2031-01-01 has not come yet') }
	];
	expect(await count()).toEqual({ counted: 1, rejected, late: [] });
	expect(await count()).toEqual({ counted: 0, rejected, late: [] });
	expect(await listUnresolved(database.db, halden.orgId)).toContainEqual({
		reason: 'unknown-metric',
		name: 'visits',
		activities: 2
	});
	await send('import', entry('visit-2', { ...visits, value: '2' }));
	expect(await ledgerRows('visit-%')).toMatchObject([
		{ external_id: 'visit-1', value: 1 },
		{ external_id: 'visit-2', value: 2 }
	]);
	expect((await count()).rejected).toHaveLength(2);
	expect(await count()).toEqual({ counted: 0, rejected: rejected.slice(1), late: [] });
});

test('what the ledger holds with other content is named once', async () => {
	await send('import', entry('twofold-1'));
	await send('import', entry('twofold-1', { member: 'twofold@halden.example' }));
	await arrive('twofold@halden.example');
	const told = (await count()).rejected.filter(({ name }) => name === 'crm twofold-1');
	expect(told).toMatchObject([{ detail: expect.stringContaining('with other content') }]);
	expect((await count()).rejected).not.toContainEqual(told[0]);
});

test('what was sent again under a known name waits for nobody', async () => {
	await send('import', entry('typo-1', { member: 'aikoo@halden.example' }));
	expect(await send('import', entry('typo-1'))).toMatchObject({ recorded: 1 });
	const names = (await listUnresolved(database.db, halden.orgId)).map(({ name }) => name);
	expect(names).not.toContain('aikoo@halden.example');
});

describe('while an admin says who is meant', () => {
	const entries = ['race-1', 'race-2', 'race-3'];
	const who = { member: 'racer@halden.example' };

	/** Counts what waits, held up where its first entry is about to count, until `meanwhile` waits too. */
	async function countWhile(meanwhile: () => Promise<unknown>) {
		let [reached, go] = [() => {}, () => {}];
		const there = new Promise<void>((resolve) => (reached = resolve));
		const on = new Promise<void>((resolve) => (go = resolve));
		const holding: Projection = async () => {
			reached();
			await on;
			return async () => [];
		};
		const slow = createLedger(halden.context, [holding]);
		const counting = slow.recordWaiting(halden.orgId);
		await there;
		const done = meanwhile();
		while (!(await somebodyWaits())) await new Promise((resolve) => setTimeout(resolve, 5));
		go();
		return { counted: await counting, done: await done };
	}

	async function somebodyWaits(): Promise<boolean> {
		const { rows } = await database.pool.query(
			`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
		);
		return rows.length > 0;
	}

	const name = (externalId: string) => ({
		orgId: halden.orgId,
		source: 'crm',
		externalId,
		by: 'key:crm'
	});

	test('its sender deletes an entry: it does not count', async () => {
		await database.pool.query('delete from unresolved_activities');
		await send('key:crm', ...entries.map((id) => entry(id, who)));
		await arrive(who.member);
		const { counted, done } = await countWhile(() =>
			deleteSent(halden.context, halden.ledger, name('race-2'), undefined)
		);
		expect(counted).toEqual({ counted: 3, rejected: [], late: [] });
		expect(done).toMatchObject({ ok: true, value: { changed: true } });
		const { rows } = await database.pool.query(
			`select sum(value)::int as sum from totals where period_kind = 'month' and metric_id =
				(select metric_id from activities where external_id = 'race-2')
				and member_id = (select member_id from activities where external_id = 'race-2')`
		);
		expect(rows).toEqual([{ sum: 2 }]);
	});

	test('one that was deleted or sent anew before its turn counts as it is then', async () => {
		const late = { member: 'later@halden.example' };
		await send('key:crm', entry('turn-1', late), entry('turn-2', late));
		await arrive(late.member);
		const client = await database.pool.connect();
		await client.query('begin');
		await client.query(`delete from unresolved_activities where external_id = 'turn-1'`);
		await client.query(
			`update unresolved_activities set entry = jsonb_set(entry, '{value}', '"7"')
			where external_id = 'turn-2'`
		);
		const counting = count();
		while (!(await somebodyWaits())) await new Promise((resolve) => setTimeout(resolve, 5));
		await client.query('commit');
		client.release();
		expect(await counting).toEqual({ counted: 1, rejected: [], late: [] });
		expect(await ledgerRows('turn-%')).toMatchObject([{ external_id: 'turn-2', value: 7 }]);
	});
});

test('nobody outside brings an entry under the ledger’s own sources', () => {
	for (const source of ['reversal', 'manual'])
		expect(parseActivities({ activities: [entry('mine-1', { source })] }, null)).toMatchObject({
			value: {
				entries: [],
				malformed: [{ index: 0, detail: 'source: is kept for Winbell itself.' }]
			}
		});
});

test('once its person is known, what is of today is told on and rings; what is older only counts', async () => {
	const of = (externalId: string, occurredAt: string) =>
		entry(externalId, { member: 'tomas@halden.example', occurredAt });
	await send('key:crm', of('ring-1', '2026-11-18'), of('ring-2', '2026-11-17'));
	const told = async () => {
		const { rows } = await database.pool.query<{ external_id: string }>(
			`select a.external_id from graphile_worker._private_jobs j,
				json_array_elements_text(j.payload -> 'ids') as told(id)
			join activities a on a.id = told.id::uuid where a.external_id like 'ring-%' order by 1`
		);
		return rows.map(({ external_id: id }) => id);
	};
	expect(await told()).toEqual([]);
	await arrive('tomas@halden.example');
	expect((await count()).counted).toBe(2);
	expect(await told()).toEqual(['ring-1']);
});
