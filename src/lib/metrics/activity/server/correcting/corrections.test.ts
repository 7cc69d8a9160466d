import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { moveMember, readOrganization } from '#lib/identity/server/index.ts';
import { readRows, rebuildOrganization, type Change, type Entry } from '../index.ts';

const WORD = { by: 'import', note: 'The CRM had it wrong.' };
let database: Database;
let halden: SmallTeam;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
});

beforeEach(async () => {
	await takeJobs(database);
	halden.announced();
});

/** An entry of Aiko's, recorded; its id. */
async function recorded(change: Partial<Entry> = {}): Promise<ActivityId> {
	const entry = {
		metric: 'demos-held',
		member: 'aiko@halden.example',
		value: '2',
		occurredAt: '2026-11-17',
		source: 'crm',
		externalId: `c-${++serial}`,
		note: 'Brightline',
		...change
	};
	await halden.ledger.record({ orgId: halden.orgId, recordedBy: 'import', entries: [entry] });
	const { rows } = await database.pool.query('select id from activities where external_id = $1', [
		entry.externalId
	]);
	await takeJobs(database);
	halden.announced();
	return rows[0].id;
}

/** What the month has of everybody: "Aiko demos-held 2 Northern Lights". */
async function month(): Promise<string[]> {
	const { rows } = await database.pool.query(
		`select split_part(m.name, ' ', 1) || ' ' || coalesce(k.key, 'points') || ' ' ||
			case when k.key is null then t.value / 1000000000 else t.value end || coalesce(' ' || e.name, '') as line
		from totals t join members m on m.id = t.member_id left join metrics k on k.id = t.metric_id
		left join teams e on e.id = t.team_id
		where t.org_id = $1 and t.period_kind = 'month' and t.period_start = '2026-11-01' and t.value <> 0
		order by 1`,
		[halden.orgId]
	);
	return rows.map(({ line }) => line);
}

async function totals(): Promise<string> {
	const { rows } = await database.pool.query('select t::text as line from totals t order by 1');
	return rows.map(({ line }) => line).join('\n');
}

/** What `work` changes on the month's figures: what is gone and what has come. */
async function moves(work: () => Promise<unknown>) {
	const before = await month();
	await work();
	const after = await month();
	return {
		gone: before.filter((line) => !after.includes(line)),
		come: after.filter((line) => !before.includes(line))
	};
}

async function rowCount(): Promise<number> {
	const { rows } = await database.pool.query('select count(*)::int as n from activities');
	return rows[0].n;
}

const reverse = (id: ActivityId) => halden.ledger.reverse(halden.orgId, id, WORD);
const withdraw = (id: ActivityId) => halden.ledger.withdraw(halden.orgId, id, WORD);
const correct = (id: ActivityId, change: Change) =>
	halden.ledger.correct(halden.orgId, id, change, WORD);

async function reversalOf(id: ActivityId): Promise<ActivityId> {
	const { rows } = await database.pool.query('select id from activities where reverses_id = $1', [
		id
	]);
	return rows[0].id;
}

describe('a chain of reversals', () => {
	test('moves the figures with every link, whichever of its rows is named', async () => {
		const id = await recorded({ member: 'oskar@halden.example' });
		const gone = ['Oskar demos-held 2 Harbour Crew', 'Oskar points 200 Harbour Crew'];
		expect(await moves(() => reverse(id))).toEqual({ gone, come: [] });
		const reversal = await reversalOf(id);
		expect(await moves(() => withdraw(reversal))).toEqual({ gone: [], come: gone });
		expect(await moves(() => reverse(reversal))).toEqual({ gone, come: [] });
		expect(await moves(() => withdraw(id))).toEqual({ gone: [], come: gone });
	});

	test('grows only where it changes what counts', async () => {
		const id = await recorded();
		expect(await withdraw(id)).toEqual({ ok: true, value: { withdrawn: false, late: [] } });
		expect(await reverse(id)).toEqual({ ok: true, value: { reversed: true, late: [] } });
		expect(await reverse(id)).toEqual({ ok: true, value: { reversed: false, late: [] } });
		expect(await withdraw(id)).toEqual({ ok: true, value: { withdrawn: true, late: [] } });
		expect(await withdraw(id)).toEqual({ ok: true, value: { withdrawn: false, late: [] } });
	});

	test('says of every row whether it was taken back', async () => {
		const id = await recorded();
		await reverse(id);
		const reversal = await reversalOf(id);
		const told = async () =>
			(await readRows(database.db, halden.orgId, [id, reversal])).map(({ reversed }) => reversed);
		expect(await told()).toEqual([true, false]);
		await withdraw(id);
		expect(await told()).toEqual([false, true]);
		await reverse(id);
		expect(await told()).toEqual([true, false]);
	});

	test('announces whose figures moved and that moments may have, and leaves no job', async () => {
		const id = await recorded();
		for (const move of [reverse, withdraw]) {
			await move(id);
			const facts = halden.announced();
			expect(facts).toContain(`moved:${halden.aiko.memberId}`);
			expect(facts).toContain('totals:points:day:2026-11-17');
			expect(facts).toContain('moments');
			expect(await takeJobs(database)).toEqual([]);
		}
	});

	test('ends in one result where twenty take back and put back at once', async () => {
		const id = await recorded();
		const before = await rowCount();
		const links = await Promise.all(
			Array.from({ length: 20 }, (_, i) => (i % 2 ? withdraw(id) : reverse(id)))
		);
		const grown = links.filter(
			(link) => link.ok && Object.values(link.value).includes(true)
		).length;
		expect(links.every(({ ok }) => ok)).toBe(true);
		expect(await rowCount()).toBe(before + grown);
		const [row] = await readRows(database.db, halden.orgId, [id]);
		expect(row!.reversed).toBe(grown % 2 === 1);
	});
});

describe('a correction', () => {
	test.each<[string, Change, string[], string[]]>([
		[
			'of the value',
			{ value: '5' },
			['Lena demos-held 2 Northern Lights', 'Lena points 200 Northern Lights'],
			['Lena demos-held 5 Northern Lights', 'Lena points 500 Northern Lights']
		],
		[
			'of the metric',
			{ metric: 'deals-won' },
			['Lena demos-held 2 Northern Lights', 'Lena points 200 Northern Lights'],
			['Lena deals-won 2 Northern Lights', 'Lena points 1000 Northern Lights']
		],
		[
			'of the day',
			{ occurredAt: '2026-10-30' },
			['Lena demos-held 2 Northern Lights', 'Lena points 200 Northern Lights'],
			[]
		],
		['of the time', { occurredAt: '2026-11-17T15:00:00+01:00' }, [], []],
		['of the note', { note: null }, [], []],
		[
			'of several at once, money too',
			{ metric: 'revenue', value: '18400.50', occurredAt: '2026-11-02' },
			['Lena demos-held 2 Northern Lights', 'Lena points 200 Northern Lights'],
			['Lena points 184 Northern Lights', 'Lena revenue 1840050 Northern Lights']
		]
	])('%s moves the figures once', async (_, change, gone, come) => {
		const id = await recorded({ member: 'lena@halden.example' });
		const before = await rowCount();
		expect(await moves(() => correct(id, change))).toEqual({ gone, come });
		expect(await rowCount()).toBe(before + 2);
		const { rows } = await database.pool.query(
			`select id, source, external_id, replaces_id, recorded_by from activities order by position desc limit 1`
		);
		const [copy] = rows;
		expect(copy).toEqual({
			id: copy.id,
			source: 'correction',
			external_id: copy.id,
			replaces_id: id,
			recorded_by: 'import'
		});
		expect(await takeJobs(database)).toEqual([
			{ orgId: halden.orgId, kind: 'activities', ids: [copy.id] }
		]);
		await reverse(copy.id);
	});

	test('of the person leaves it in the team that one was in on that day', async () => {
		const id = await recorded({ occurredAt: '2026-11-03' });
		const { orgId, oskar, northernLights } = halden;
		await database.db.transaction((tx) =>
			moveMember(tx, orgId, oskar.memberId, northernLights, '2026-11-10')
		);
		const { come } = await moves(() => correct(id, { member: 'oskar@halden.example' }));
		expect(come).toContain('Oskar demos-held 4 Harbour Crew');
		const again = await recorded({ occurredAt: '2026-11-12' });
		const later = await moves(() => correct(again, { member: 'oskar@halden.example' }));
		expect(later.come).toContain('Oskar demos-held 2 Northern Lights');
	});

	test('of the value alone leaves it in the team and by the rule it was earned in', async () => {
		const id = await recorded({ member: 'oskar@halden.example', occurredAt: '2026-11-04' });
		const { orgId, oskar, northernLights } = halden;
		await database.db.transaction((tx) =>
			moveMember(tx, orgId, oskar.memberId, northernLights, '2026-11-01')
		);
		const { come } = await moves(() => correct(id, { value: 3 }));
		expect(come).toContain('Oskar demos-held 7 Harbour Crew');
	});

	test.each<[string, Change]>([
		['the same value, written otherwise', { value: '2.0' }],
		['the same person by e-mail', { member: 'AIKO@halden.example' }],
		['the same day', { occurredAt: '2026-11-17' }],
		['nothing', {}]
	])('to %s changes nothing', async (_, change) => {
		const id = await recorded();
		const before = [await rowCount(), await totals()];
		const same = { corrected: false, id, late: [] };
		expect(await correct(id, change)).toEqual({ ok: true, value: same });
		expect([await rowCount(), await totals()]).toEqual(before);
		expect(halden.announced()).toEqual([]);
	});

	test.each<[string, Change, string, string]>([
		['a value that is none', { value: 'lots' }, 'value', 'not a plain number'],
		['less than nothing', { value: -1 }, 'value', 'never negative'],
		['half a demo', { value: '0.5' }, 'value', 'whole numbers'],
		['more than there is', { value: '9223372036854775808' }, 'value', 'larger than one activity'],
		['nobody', { member: 'zoe@halden.example' }, 'member', 'Nobody here goes by "zoe@'],
		['no metric', { metric: 'hugs' }, 'metric', 'No metric has the key "hugs"'],
		['another unit without a value', { metric: 'revenue' }, 'value', 'Say how much it was'],
		['a day to come', { occurredAt: '2026-11-19' }, 'occurredAt', 'has not come yet'],
		['a day of 1900', { occurredAt: '1900-01-01' }, 'occurredAt', 'oldest day'],
		['no day', { occurredAt: 'yesterday' }, 'occurredAt', 'neither a date']
	])('to %s is refused and touches nothing', async (_, change, field, words) => {
		const id = await recorded();
		const before = [await rowCount(), await totals()];
		expect(await correct(id, change)).toMatchObject({
			ok: false,
			problem: {
				kind: 'invalid',
				detail: expect.stringContaining(words),
				fields: { [field]: expect.stringContaining(words) }
			}
		});
		expect([await rowCount(), await totals()]).toEqual(before);
	});

	test('waits until what was taken back counts again, unless it says so itself', async () => {
		const id = await recorded();
		await reverse(id);
		expect(await correct(id, { value: '4' })).toMatchObject({
			ok: false,
			problem: { kind: 'conflict', detail: expect.stringContaining('Count it again first') }
		});
		const { come } = await moves(() => correct(id, { value: '40', again: true }));
		expect(come.some((line) => line.startsWith('Aiko demos-held'))).toBe(true);
		expect(await reverse(id)).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
	});

	test('can be corrected, taken back and put back itself; the entry before it is over', async () => {
		const id = await recorded();
		const first = await correct(id, { value: '3' });
		const copy = first.ok ? first.value.id : id;
		for (const late of [reverse(id), withdraw(id), correct(id, { value: '9' })])
			expect(await late).toMatchObject({
				ok: false,
				problem: { kind: 'conflict', detail: expect.stringContaining('has corrected this entry') }
			});
		expect(await reverse(copy)).toMatchObject({ value: { reversed: true } });
		expect(await withdraw(copy)).toMatchObject({ value: { withdrawn: true } });
		expect(await correct(copy, { value: '4' })).toMatchObject({ value: { corrected: true } });
	});

	test('made by twelve at once is made once, and the others are told', async () => {
		const id = await recorded();
		const before = await rowCount();
		const made = await Promise.all(
			Array.from({ length: 12 }, (_, i) => correct(id, { value: String(i + 10) }))
		);
		expect(made.filter(({ ok }) => ok)).toHaveLength(1);
		expect(made.filter((one) => !one.ok && one.problem.kind === 'conflict')).toHaveLength(11);
		expect(await rowCount()).toBe(before + 2);
	});

	test('of what is not in the ledger finds nothing', async () => {
		const nowhere = '019a0000-0000-7000-8000-000000000000' as ActivityId;
		for (const one of [reverse(nowhere), withdraw(nowhere), correct(nowhere, {})])
			expect(await one).toMatchObject({ ok: false, problem: { kind: 'missing' } });
	});
});

test('after all this a rebuild gives the same bytes', async () => {
	const before = await totals();
	const organization = await readOrganization(database.db, halden.orgId);
	await database.db.transaction((tx) => rebuildOrganization(tx, organization));
	expect(await totals()).toBe(before);
});
