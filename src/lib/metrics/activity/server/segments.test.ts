import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Change, Entry } from './index.ts';

const MEETING: Entry = {
	metric: 'first-meetings',
	member: 'aiko@halden.example',
	value: 1,
	occurredAt: '2026-11-17',
	source: 'crm',
	externalId: 'M-1',
	segment: ' Hospital '
};
const WORD = { by: 'import', note: 'It is a clinic.' };

let database: Database;
let halden: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
});

const send = (entry: Entry) =>
	halden.ledger.record({ orgId: halden.orgId, recordedBy: 'import', entries: [entry] });
const correct = (id: ActivityId, change: Change) =>
	halden.ledger.correct(halden.orgId, id, change, WORD);

/** Every row of an entry's story, in order. */
async function story() {
	const { rows } = await database.pool.query(
		'select id, value::int, segment from activities order by position'
	);
	return rows as { id: ActivityId; value: number; segment: string | null }[];
}

test('the kind of customer is kept in one spelling, and is part of what an entry says', async () => {
	expect(await send(MEETING)).toMatchObject({ recorded: 1 });
	expect(await send({ ...MEETING, segment: 'hospital' })).toMatchObject({ duplicates: 1 });
	expect(await send({ ...MEETING, segment: 'clinic' })).toMatchObject({
		rejected: [{ reason: 'other-content' }]
	});
	expect((await story()).map(({ segment }) => segment)).toEqual(['hospital']);
});

test('a correction moves it, and the reversal takes back what the old kind had', async () => {
	const { id } = (await story())[0]!;
	expect(await correct(id, { segment: 'HOSPITAL' })).toMatchObject({ value: { corrected: false } });
	expect(await correct(id, { segment: 'Clinic' })).toMatchObject({ value: { corrected: true } });
	const rows = (await story()).map(({ value, segment }) => [value, segment]);
	expect(rows).toEqual([
		[1, 'hospital'],
		[-1, 'hospital'],
		[1, 'clinic']
	]);
});

test('what is corrected otherwise keeps its kind, and null takes it away', async () => {
	const latest = async () => (await story()).at(-1)!;
	await correct((await latest()).id, { value: 2 });
	expect(await latest()).toMatchObject({ value: 2, segment: 'clinic' });
	await correct((await latest()).id, { segment: null });
	expect(await latest()).toMatchObject({ value: 2, segment: null });
});
