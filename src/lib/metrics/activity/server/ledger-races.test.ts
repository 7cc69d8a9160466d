import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import { changeRule, createLedger, type Entry } from './index.ts';
import type { Projection } from './follow.ts';
import { record } from './record.ts';
import { resolve } from './resolve.ts';

const TODAY = '2026-11-18';
let database: Database;
let halden: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
});

function demo(externalId: string): Entry {
	const [metric, member] = ['demos-held', 'aiko@halden.example'];
	return { metric, member, value: '1', occurredAt: TODAY, source: 'crm', externalId };
}

/** Resolves once `work` is done, or waits for a lock in the database. */
async function doneOrWaiting(work: Promise<unknown>): Promise<void> {
	let done = false;
	void work.finally(() => (done = true));
	for (;;) {
		const locks = await database.pool.query('select from pg_locks where not granted');
		if (done || locks.rowCount) return;
	}
}

test('a rule that changes while an activity is being recorded holds from tomorrow', async () => {
	const { orgId, context } = halden;
	const metric = (await findMetric(database.db, orgId, 'demos-held', TODAY))!;
	const command = { orgId, recordedBy: 'import', entries: [demo('race-1')] };
	const now = context.clock.now();
	let changing: ReturnType<typeof changeRule> | undefined;
	await database.db.transaction(async (tx) => {
		await resolve(tx, [{ orgId, entry: demo('race-1') }], now);
		changing = changeRule(context, orgId, metric.id, { ...metric, pointsPerUnit: '7' }, null);
		await doneOrWaiting(changing);
		await record(tx, [command], { projections: [], closedKinds: async () => [], now });
	});
	expect(await changing).toEqual({ ok: true, value: { effectiveFrom: '2026-11-19' } });
});

test('a rule that waited over midnight spares the day that others have begun', async () => {
	const late = await smallTeam(database, 'Midnight');
	const { orgId, context, ledger } = late;
	const metric = (await findMetric(database.db, orgId, 'demos-held', TODAY))!;
	const evening = context.clock.now();
	late.at('2026-11-19T08:00:00Z');
	const entries = [
		{ ...demo('eve'), occurredAt: '2026-11-18' },
		{ ...demo('morning'), occurredAt: '2026-11-19' }
	];
	await ledger.record({ orgId, recordedBy: 'import', entries });
	const behind = { ...context, clock: { now: () => evening } };
	const changed = changeRule(behind, orgId, metric.id, { ...metric, pointsPerUnit: '7' }, null);
	expect(await changed).toEqual({ ok: true, value: { effectiveFrom: '2026-11-20' } });
});

test('a rule changes while somebody reads the rules for long, and nobody else waits', async () => {
	const { orgId, context } = halden;
	const other = await smallTeam(database, 'Fjord');
	const metric = (await findMetric(database.db, orgId, 'demos-held', TODAY))!;
	await database.db.transaction(async (tx) => {
		await tx.execute('select count(*) from metric_rules');
		const entries = [{ ...demo('long-1'), externalId: 'long-1' }];
		const command = { orgId: other.orgId, recordedBy: 'import', entries };
		const changed = changeRule(context, orgId, metric.id, { ...metric, pointsPerUnit: '8' }, null);
		expect(await changed).toMatchObject({ ok: true });
		expect(await other.ledger.record(command)).toMatchObject({ recorded: 1 });
	});
});

test('draining waits for what was accepted in the same instant', async () => {
	const { orgId, ledger } = halden;
	const accepted = ledger.record({ orgId, recordedBy: 'import', entries: [demo('drain-1')] });
	await ledger.drain();
	expect(await accepted).toMatchObject({ recorded: 1 });
	const rows = await database.pool.query(
		`select from activities where org_id = $1 and external_id = 'drain-1'`,
		[orgId]
	);
	expect(rows.rowCount).toBe(1);
});

test('a reversal that lost a race is tried again, and takes back once', async () => {
	const { orgId, ledger, context } = halden;
	await ledger.record({ orgId, recordedBy: 'import', entries: [demo('deadlock-1')] });
	const { rows } = await database.pool.query(
		`select id from activities where org_id = $1 and external_id = 'deadlock-1'`,
		[orgId]
	);
	let races = 2;
	const losing: Projection = async () => {
		if (races-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
		return async () => [];
	};
	const reversal = { by: 'import', note: 'Counted twice.' };
	const reversed = await createLedger(context, [losing]).reverse(orgId, rows[0].id, reversal);
	expect(reversed).toEqual({ ok: true, value: { reversed: true, late: [] } });
	const taken = await database.pool.query(`select from activities where reverses_id = $1`, [
		rows[0].id
	]);
	expect([taken.rowCount, races]).toEqual([1, -1]);
});
