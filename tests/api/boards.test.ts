import { beforeAll, describe, expect, test } from 'vitest';
import { addMember, addTeam, createKey, moveMember } from '../../src/lib/identity/server/index.ts';
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
		['?limit=5', 400]
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

test('nobody sees another organization', async () => {
	expect((await (await get('?period=quarter', other.key)).json()).rows).toEqual([]);
});
