import { beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../../../tests/database.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { addMember, addTeam, createOrganization, moveMember } from '#lib/identity/server/index.ts';
import { seedMetrics } from '#lib/metrics/server/index.ts';
import { readBoard } from '#lib/metrics/standings/server/index.ts';
import { createLedger, rebuildTotals, type Entry, type Ledger } from './index.ts';

const NOW = new Date('2026-11-18T12:52:00Z');
let database: Database;
let context: Context;
let ledger: Ledger;
let halden: OrgId;
let announced: string[];

beforeAll(async () => {
	database = await freshDatabase();
	announced = [];
	context = {
		db: database.db,
		clock: { now: () => NOW },
		announce: (_org, facts) => announced.push(...facts)
	};
	ledger = createLedger(context);
	halden = await found('Halden & Co');
});

async function found(name: string): Promise<OrgId> {
	return database.db.transaction(async (tx) => {
		const organization = await createOrganization(
			tx,
			{ name, timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 },
			NOW
		);
		await seedMetrics(tx, organization.id);
		for (const [teamName, people] of [
			['Northern Lights', ['Mara', 'Aiko', 'Jonas']],
			['Harbour Crew', ['Oskar', 'Sana']]
		] as const) {
			const team = await addTeam(tx, organization.id, { name: teamName });
			for (const person of people) {
				const email = `${person.toLowerCase()}@halden.example`;
				const added = await addMember(
					tx,
					organization.id,
					{ name: person, email, role: 'rep' },
					NOW
				);
				if (!added.ok) throw new Error(added.problem.detail);
				await moveMember(tx, organization.id, added.value.id, team.id, '1900-01-01');
			}
		}
		return organization.id;
	});
}

let serial = 0;
function entry(person: string, metric: string, value: string, occurredAt = '2026-11-18'): Entry {
	serial++;
	return {
		metric,
		member: `${person}@halden.example`,
		value,
		occurredAt,
		source: 'crm',
		externalId: `e-${serial}`
	};
}

function send(entries: Entry[], orgId = halden) {
	return ledger.record({ orgId, recordedBy: 'import', entries });
}

async function board(metric = 'points', period: 'day' | 'week' | 'month' | 'quarter' = 'week') {
	const query = { metric, period, by: 'member' } as const;
	const reading = await readBoard(database.db, halden, query, NOW);
	if (!reading.ok) throw new Error(reading.problem.detail);
	const { rows } = reading.value.board;
	return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

async function count(what: string): Promise<number> {
	const result = await database.pool.query(`select count(*)::int as n from ${what}`);
	return result.rows[0].n;
}

async function allTotals(): Promise<string> {
	const result = await database.pool.query('select t::text as line from totals t order by 1');
	return result.rows.map((row) => row.line).join('\n');
}

test('a deal moves four periods in its metric and in points, and leaves one job', async () => {
	const answer = await send([entry('mara', 'revenue', '18400.00')]);
	expect(answer).toEqual({ recorded: 1, duplicates: 0, unresolved: [], rejected: [], late: [] });
	expect(await board('revenue')).toEqual({ Mara: '1840000' });
	expect(await board('points')).toEqual({ Mara: '184000000000' });
	expect(await count('totals')).toBe(8);
	expect(await count('graphile_worker.jobs')).toBe(1);
	expect(announced.filter((fact) => fact.startsWith('totals:points:'))).toEqual([
		'totals:points:day:2026-11-18',
		'totals:points:week:2026-11-16',
		'totals:points:month:2026-11-01',
		'totals:points:quarter:2026-10-01'
	]);
});

test('the same entry again is a duplicate; other content under its id is refused', async () => {
	const demo = entry('aiko', 'demos-held', '1');
	expect(await send([demo])).toMatchObject({ recorded: 1 });
	const before = await count('activities');
	expect(await send([demo, demo])).toMatchObject({ recorded: 0, duplicates: 2, rejected: [] });
	expect(await send([{ ...demo, value: '2' }])).toMatchObject({
		recorded: 0,
		duplicates: 0,
		rejected: [{ index: 0, reason: 'other-content' }]
	});
	expect(await count('activities')).toBe(before);
	expect((await board('demos-held')).Aiko).toBe('1');
});

test('every bad entry has its name, and its neighbours are recorded', async () => {
	const cases: [Partial<Entry>, string][] = [
		[{ value: 'lots' }, 'not-a-number'],
		[{ value: '-3' }, 'negative'],
		[{ value: '1.5' }, 'too-many-decimals'],
		[{ metric: 'revenue', value: '10.555' }, 'too-many-decimals'],
		[{ value: '99999999999999999999' }, 'too-large'],
		[{ value: Number.NaN }, 'not-a-number'],
		[{ occurredAt: 'yesterday' }, 'not-a-date'],
		[{ occurredAt: '2026-02-30' }, 'not-a-date'],
		[{ occurredAt: '1900-01-01' }, 'too-long-ago'],
		[{ occurredAt: '2026-11-19' }, 'in-the-future']
	];
	const bad = cases.map(([change]) => ({ ...entry('jonas', 'first-meetings', '1'), ...change }));
	const answer = await send([...bad, entry('jonas', 'first-meetings', '2')]);
	expect(answer.rejected.map(({ reason }) => reason)).toEqual(cases.map(([, reason]) => reason));
	expect(answer.recorded).toBe(1);
	expect(await board('first-meetings')).toEqual({ Jonas: '2' });
});

test('whom nobody knows waits, and counts once they are known', async () => {
	const waiting = { ...entry('newcomer', 'demos-held', '1') };
	expect(await send([waiting, { ...entry('mara', 'hugs', '1') }])).toMatchObject({
		unresolved: [
			{ index: 0, reason: 'unknown-member' },
			{ index: 1, reason: 'unknown-metric' }
		]
	});
	expect(await count('unresolved_activities')).toBe(2);
	await database.db.transaction((tx) =>
		addMember(tx, halden, { name: 'Newcomer', email: 'newcomer@halden.example', role: 'rep' }, NOW)
	);
	expect(await ledger.recordWaiting(halden)).toEqual({ counted: 1, rejected: [], late: [] });
	expect(await count('unresolved_activities')).toBe(1);
	expect((await board('demos-held')).Newcomer).toBe('1');
});

test('a daily cap lets through only so much, across batches and after a reversal', async () => {
	await send([entry('oskar', 'first-meetings', '2'), entry('oskar', 'calls-connected', '20')]);
	await send([entry('oskar', 'calls-connected', '3'), entry('oskar', 'calls-connected', '9')]);
	expect((await board('calls-connected')).Oskar).toBe('32');
	expect((await board('points')).Oskar).toBe('330000000000');
	const [row] = (
		await database.pool.query(
			`select id from activities where value = 9 and metric_id =
			(select id from metrics where key = 'calls-connected' and org_id = $1)`,
			[halden]
		)
	).rows;
	const reversal = { by: 'import', note: 'Counted twice.' };
	expect(await ledger.reverse(halden, row.id, reversal)).toMatchObject({
		value: { reversed: true }
	});
	expect(await ledger.reverse(halden, row.id, reversal)).toMatchObject({
		value: { reversed: false }
	});
	expect((await board('points')).Oskar).toBe('310000000000');
});

test('what was earned stays with the team it was earned in', async () => {
	const sana = entry('sana', 'demos-held', '2', '2026-11-03');
	await send([sana]);
	const ids = await database.pool.query(
		`select m.id as member, t.id as team from members m, teams t
		where m.org_id = $1 and m.name = 'Sana' and t.org_id = $1 and t.key = 'northern-lights'`,
		[halden]
	);
	const { member, team } = ids.rows[0];
	await database.db.transaction((tx) => moveMember(tx, halden, member, team, '2026-11-10'));
	await send([entry('sana', 'demos-held', '3', '2026-11-12')]);
	const of = async (key: string) => {
		const query = { metric: 'demos-held', period: 'month', team: key, by: 'member' } as const;
		const reading = await readBoard(database.db, halden, query, NOW);
		return reading.ok && reading.value.board.rows.find(({ name }) => name === 'Sana')?.value;
	};
	expect(await of('harbour-crew')).toBe('2');
	expect(await of('northern-lights')).toBe('3');
	expect((await board('demos-held', 'month')).Sana).toBe('5');
});

test('forty people sending at once lose nothing and count nothing twice', async () => {
	const people = ['mara', 'aiko', 'jonas', 'oskar', 'sana'];
	const before = await count('activities');
	const sends = Array.from({ length: 200 }, (_, i) =>
		send([
			entry(
				people[i % 5]!,
				'first-meetings',
				'1',
				`2026-10-${String((i % 28) + 1).padStart(2, '0')}`
			)
		])
	);
	const answers = await Promise.all(sends);
	expect(answers.every(({ recorded }) => recorded === 1)).toBe(true);
	expect(await count('activities')).toBe(before + 200);
});

test('among 32 neighbours a poisonous request fails alone, each of the others counts once', async () => {
	const before = await count('activities');
	// An organization that is not there breaks the whole statement, not just its own row.
	const poison = () => send([entry('mara', 'demos-held', '1')], 'no-uuid' as OrgId);
	const half = () => Array.from({ length: 16 }, () => send([entry('mara', 'demos-held', '1')]));
	const [first, bad, second] = [half(), [poison(), poison()], half()];
	const fates = await Promise.allSettled(bad);
	expect(fates.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	for (const answer of await Promise.all([...first, ...second]))
		expect(answer).toMatchObject({ recorded: 1, duplicates: 0 });
	expect(await count('activities')).toBe(before + 32);
});

test('what makes a sum larger than can be kept is rejected by itself, the rest counts', async () => {
	const other = await found('Atlas Freight');
	const million = () => entry('mara', 'demos-held', '1000000');
	// 92 times a hundred million points fit into a quarter's sum, and no 93rd time.
	const { recorded, rejected } = await send(Array.from({ length: 95 }, million), other);
	expect(recorded).toBe(92);
	expect(rejected.map(({ index, reason }) => [index, reason])).toEqual([
		[92, 'too-large'],
		[93, 'too-large'],
		[94, 'too-large']
	]);
	const small = await send([entry('mara', 'demos-held', '1'), million()], other);
	expect(small).toMatchObject({ recorded: 1, rejected: [{ index: 1, reason: 'too-large' }] });
});

test('two organizations may use the same ids', async () => {
	const other = await found('Brightline');
	const shared = entry('mara', 'demos-held', '7');
	expect(await send([shared])).toMatchObject({ recorded: 1 });
	expect(await send([shared], other)).toMatchObject({ recorded: 1 });
});

test('rebuilding from the ledger gives the same bytes', async () => {
	const before = await allTotals();
	expect(before.length).toBeGreaterThan(1000);
	await database.db.execute(sql`update totals set value = value + 1`);
	await rebuildTotals(context);
	expect(await allTotals()).toBe(before);
});
