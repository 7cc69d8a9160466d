import { beforeAll, describe, expect, test } from 'vitest';
import type { MemberActor } from '../../src/lib/identity/actor.ts';
import {
	addGroup,
	addMember,
	addTeam,
	createKey,
	moveMember,
	setGroupMembers
} from '../../src/lib/identity/server/index.ts';
import { setTargets } from '../../src/lib/metrics/targets/server/index.ts';
import type { MemberId } from '../../src/lib/platform/ids.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import { GET } from '../../src/routes/api/v1/boards/+server.ts';
import { freshDatabase } from '../database.ts';
import { knock } from './door.ts';
import { appOn, NOW, openOffice, type Office } from './office.ts';

let database: Database;
let app: ReturnType<typeof appOn>;
let office: Office;
let other: Office;

// Wednesday 18 November 2026. Oskar and Sana tie on demos; Jonas had his in October.
const WEEK = [
	['mara', 'revenue', '18400.50', '2026-11-16'],
	['mara', 'demos-held', '4', '2026-11-17'],
	['aiko', 'demos-held', '3', '2026-11-18T09:30:00+01:00'],
	['oskar', 'demos-held', '3', '2026-11-18'],
	['sana', 'demos-held', '1', '2026-11-18'],
	['jonas', 'demos-held', '2', '2026-10-14']
] as const;

beforeAll(async () => {
	database = await freshDatabase();
	app = appOn(database);
	office = await openOffice(app);
	other = await openOffice(app, 'Brightline');
	const entries = WEEK.map(([member, metric, value, occurredAt], index) => ({
		member,
		metric,
		value,
		occurredAt,
		source: 'crm',
		externalId: String(index)
	}));
	await app.ledger.record({ orgId: office.orgId, recordedBy: 'import', entries });
});

function get(query: string, key: string | undefined = office.key) {
	return knock(app, GET, `/api/v1/boards${query}`, { key });
}

test('a board has places, names and exact decimals; ties share a rank', async () => {
	const answer = await get('?metric=demos-held&period=week&at=2026-11-20');
	expect(answer.status).toBe(200);
	expect(await answer.json()).toEqual({
		metric: 'demos-held',
		period: { kind: 'week', start: '2026-11-16', end: '2026-11-22' },
		closedAt: null,
		version: expect.stringMatching(/^[0-9a-f]{16}$/),
		size: 4,
		rows: [
			row(1, 'mara', 'Mara Silva', 'northern-lights', '4'),
			row(2, 'aiko', 'Aiko Kimura', 'northern-lights', '3'),
			row(2, 'oskar', 'Oskar Berg', 'harbour-crew', '3'),
			row(4, 'sana', 'Sana Noor', 'harbour-crew', '1')
		]
	});
});

function row(rank: number, reference: string, name: string, team: string, value: string) {
	return { rank, member: { reference, name }, team, value, activities: 1 };
}

test.each([
	['?metric=revenue&period=month', 'revenue', ['18400.50']],
	['?metric=points&period=week', 'points', ['584.005', '300', '300', '100']],
	['', 'points', ['584.005', '300', '300', '100']],
	['?metric=demos-held&period=quarter', 'demos-held', ['4', '3', '3', '2', '1']],
	['?metric=demos-held&period=day&at=2026-11-18', 'demos-held', ['3', '3', '1']],
	['?metric=demos-held&period=month&at=2026-10-31', 'demos-held', ['2']],
	['?metric=demos-held&period=week&team=harbour-crew', 'demos-held', ['3', '1']],
	['?metric=demos-held&period=week&by=team', 'demos-held', ['7', '4']],
	['?metric=demos-held&period=week&top=2', 'demos-held', ['4', '3']],
	['?metric=demos-held&period=week&rank=target', 'demos-held', []],
	['?metric=demos-held&period=quarter&rank=improvement', 'demos-held', []],
	['?metric=calls-connected&period=week', 'calls-connected', []]
])('%s', async (query, metric, values) => {
	const board = await (await get(query)).json();
	expect(board.metric).toBe(metric);
	expect(board.rows.map((row: { value: string }) => row.value)).toEqual(values);
});

test('teams stand with their totals, their days of work and the average that ranks them', async () => {
	const rows = async (query: string) => (await (await get(`?${query}&by=team`)).json()).rows;
	expect(await rows('metric=demos-held&period=week')).toEqual([
		teamRow(1, 'northern-lights', { value: '7', activities: 2, days: 9, perDay: '0.7777' }),
		teamRow(2, 'harbour-crew', { value: '4', activities: 2, days: 6, perDay: '0.6666' })
	]);
	expect(await rows('metric=revenue&period=week')).toEqual([
		teamRow(1, 'northern-lights', {
			value: '18400.50',
			activities: 1,
			days: 9,
			perDay: '2044.5'
		})
	]);
	expect((await rows('metric=points&period=week'))[0]).toMatchObject({
		value: '884.005',
		perDay: '98.222777777'
	});
});

function teamRow(rank: number, team: string, figures: object) {
	return { rank, member: null, team, ...figures };
}

test('a team without a Latin letter in its name is found under the key its rows carry', async () => {
	const lights = await addTeam(app.context.db, office.orgId, { name: '北の光' });
	const kenji = { name: 'Kenji Mori', email: 'kenji@halden.example', role: 'rep' } as const;
	const added = await addMember(app.context.db, office.orgId, kenji, NOW);
	if (!added.ok) throw new Error(added.problem.detail);
	await moveMember(app.context.db, office.orgId, added.value.id, lights.id, '1900-01-01');
	await app.ledger.record({
		orgId: office.orgId,
		recordedBy: 'import',
		entries: [
			{
				metric: 'first-meetings',
				member: kenji.email,
				value: '5',
				occurredAt: '2026-11-18',
				source: 'crm',
				externalId: 'kenji-1'
			}
		]
	});
	for (const by of ['member', 'team']) {
		const query = `?metric=first-meetings&period=day&by=${by}`;
		const [row] = (await (await get(query)).json()).rows;
		expect(row).toMatchObject({ team: lights.key, value: '5' });
		const own = `?metric=first-meetings&period=day&team=${row.team}`;
		expect((await (await get(own)).json()).rows).toMatchObject([{ team: lights.key, value: '5' }]);
	}
});

describe('what is refused, with a sentence', () => {
	test.each([
		['?metric=hugs', 404],
		['?team=nobody', 404],
		['?team=', 400],
		['?period=decade', 400],
		['?at=2026-13-01', 400],
		['?by=horoscope', 400],
		['?metric=DROP TABLE', 400],
		['?limit=5', 400],
		['?top=0', 400],
		['?top=1001', 400],
		['?top=some', 400],
		['?top=', 400],
		['?around=', 400],
		['?around=nobody', 404],
		['?around=mara&top=5', 400],
		['?around=mara&by=team', 400],
		['?group=nobody', 404],
		['?group=', 400],
		['?league=1', 404],
		['?league=first', 400],
		['?league=1&team=harbour-crew', 400],
		['?by=team&team=harbour-crew', 400],
		['?by=team&rank=target', 400],
		['?rank=luck', 400]
	])('%s', async (query, status) => {
		const answer = await get(query);
		expect(answer.status).toBe(status);
		expect(await answer.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
	});

	test('a key that may only write', async () => {
		const scopes = ['activities:write' as const];
		const { key } = await createKey(app.context, office.orgId, { name: 'In', scopes }, null);
		expect((await get('', key)).status).toBe(403);
	});
});

test.each(['mara', 'mara@halden.example', 'MARA@halden.example'])(
	'around %s stand her neighbours, with their places on the whole board',
	async (name) => {
		const answer = await get(`?metric=demos-held&period=week&around=${name}`);
		const { size, rows } = await answer.json();
		expect(size).toBe(4);
		expect(rows.map(({ rank, member }: Row) => [rank, member.reference])).toEqual([
			[1, 'mara'],
			[2, 'aiko'],
			[2, 'oskar'],
			[4, 'sana']
		]);
	}
);

test('around somebody who does not stand on it stands nobody', async () => {
	const answer = await get('?metric=demos-held&period=week&around=jonas');
	expect(await answer.json()).toMatchObject({ size: 4, rows: [] });
});

interface Row {
	rank: number;
	member: { reference: string };
	percent: string;
}

/** An office of its own, whose boards a test may move. */
async function anOffice(name: string) {
	const own = await openOffice(app, name);
	const actor = { kind: 'member', orgId: own.orgId, role: 'admin', teamId: null } as const;
	const { rows } = await database.pool.query(
		'select id, reference from members where org_id = $1',
		[own.orgId]
	);
	const ids = new Map(rows.map((row): [string, MemberId] => [row.reference, row.id]));
	const greta = [...ids].find(([reference]) => reference.startsWith('greta'))![1];
	const admin: MemberActor = { ...actor, memberId: greta, manages: [], session: 'test' };
	let sent = 0;
	const record = (member: string, metric: string, value: string, occurredAt: string) =>
		app.ledger.record({
			orgId: own.orgId,
			recordedBy: 'import',
			entries: [{ member, metric, value, occurredAt, source: 'crm', externalId: String(++sent) }]
		});
	const board = async (query: string) => (await get(query, own.key)).json();
	return { ...own, ids, admin, record, board };
}

test('by target stands who is nearest to their own, and nobody’s target is told', async () => {
	const { ids, admin, record, board } = await anOffice('Targets & Co');
	await record('mara', 'demos-held', '4', '2026-11-17');
	await record('aiko', 'demos-held', '3', '2026-11-17');
	await record('oskar', 'demos-held', '9', '2026-11-17');
	const people = [
		{ memberId: ids.get('mara')!, text: '6' },
		{ memberId: ids.get('aiko')!, text: '4' }
	];
	await setTargets(app.context, admin, { metric: 'demos-held', period: 'week', people });
	const answer = await board('?metric=demos-held&period=week&rank=target');
	expect(answer).toMatchObject({ size: 2, without: 1 });
	expect(answer.rows).toEqual([
		{ ...row(1, 'aiko', 'Aiko Kimura', 'northern-lights', '3'), percent: '75.00' },
		{ ...row(2, 'mara', 'Mara Silva', 'northern-lights', '4'), percent: '66.66' }
	]);
});

test('by improvement stands who is furthest above what is usual for them by now', async () => {
	const { record, board } = await anOffice('Better & Co');
	for (const month of ['08', '09', '10']) {
		await record('mara', 'demos-held', '10', `2026-${month}-10`);
		await record('aiko', 'demos-held', '2', `2026-${month}-10`);
	}
	// Somebody new has nothing usual yet.
	await record('sana', 'demos-held', '2', '2026-09-10');
	await record('mara', 'demos-held', '9', '2026-11-10');
	await record('aiko', 'demos-held', '3', '2026-11-10');
	await record('sana', 'demos-held', '8', '2026-11-10');
	const answer = await board('?metric=demos-held&period=month&rank=improvement');
	expect(answer).toMatchObject({ size: 2, without: 1 });
	// 18 of November's 30 days have begun: 1.2 is usual for Aiko by now, 6 for Mara.
	expect(answer.rows.map((row: Row) => [row.rank, row.member.reference, row.percent])).toEqual([
		[1, 'aiko', '150.00'],
		[2, 'mara', '50.00']
	]);
});

test('a group’s board counts the days on which somebody was in it', async () => {
	const { orgId, ids, admin, record, board } = await anOffice('Groups & Co');
	const group = await addGroup(app.context, admin, { name: 'New starters' });
	if (!group.ok) throw new Error(group.problem.detail);
	await record('mara', 'demos-held', '4', '2026-11-17');
	await record('mara', 'demos-held', '2', '2026-11-18');
	await setGroupMembers(app.context, admin, group.value.id, [ids.get('mara')!]);
	const answer = await board('?metric=demos-held&period=week&group=new-starters');
	expect(answer).toMatchObject({ group: 'New starters', size: 1, rows: [{ value: '2' }] });
	expect((await board('?metric=demos-held&period=week')).rows).toMatchObject([{ value: '6' }]);
	expect(orgId).not.toBe(office.orgId);
});

test('the version is another one whenever a figure is, and the same while none is', async () => {
	const { ids, admin, record, board } = await anOffice('Versions & Co');
	const query = '?metric=points&period=week&rank=target';
	const seen: string[] = [(await board(query)).version];
	const look = async () => seen.push((await board(query)).version);
	await record('mara', 'demos-held', '4', '2026-11-17');
	await look();
	const people = [{ memberId: ids.get('mara')!, text: '900' }];
	await setTargets(app.context, admin, { metric: 'points', period: 'week', people });
	await look();
	// Nothing by itself: calls score as meetings come.
	await record('mara', 'calls-connected', '5', '2026-11-16');
	await look();
	// Releases the calls of an earlier day, in an earlier week too.
	await record('mara', 'first-meetings', '1', '2026-11-02');
	await look();
	expect(new Set(seen).size).toBe(seen.length);
	expect((await board(query)).version).toBe(seen.at(-1));
	await record('mara', 'demos-held', '1', '2026-10-01');
	expect((await board(query)).version).toBe(seen.at(-1));
});

test('nobody sees another organization', async () => {
	expect((await (await get('?period=quarter', other.key)).json()).rows).toEqual([]);
});
