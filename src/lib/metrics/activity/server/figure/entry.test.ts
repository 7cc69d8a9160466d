import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { correctByHand, countAgain, entryTopic, openEntry, takeBack } from '../index.ts';

let database: Database;
let team: SmallTeam;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

/** Two demos of Aiko's on Tuesday; the entry's id. */
async function twoDemos(): Promise<ActivityId> {
	const entry = {
		metric: 'demos-held',
		member: 'aiko@halden.example',
		value: '2',
		occurredAt: '2026-11-17',
		source: 'crm',
		externalId: `e-${++serial}`
	};
	const { orgId, ledger } = team;
	await ledger.record({ orgId, recordedBy: 'import', entries: [entry] });
	const { rows } = await database.pool.query('select id from activities where external_id = $1', [
		entry.externalId
	]);
	return rows[0].id;
}

function correct(actor: MemberActor, id: ActivityId, change: object = {}) {
	return correctByHand(team.context, team.ledger, actor, {
		id,
		memberId: team.aiko.memberId,
		metric: 'demos-held',
		value: '2',
		day: '2026-11-17',
		reason: 'I was there, it was different.',
		...change
	});
}

async function opened(actor: MemberActor, id: ActivityId) {
	const entry = await openEntry(team.context, actor, id);
	if (!entry.ok) throw new Error(entry.problem.detail);
	return entry.value;
}

describe('one entry', () => {
	test('shows all that happened to it, whichever of its rows is named, to everybody', async () => {
		const id = await twoDemos();
		const done = await correct(team.ines, id, { value: '3' });
		const copy = done.ok ? done.value.id : id;
		const reason = 'Heard of it twice.';
		await takeBack(team.context, team.ledger, team.ines, { id: copy, reason });
		await countAgain(team.context, team.ledger, team.greta, { id: copy, reason: 'It was real.' });
		const { rows, now } = await opened(team.aiko, id);
		expect(rows).toMatchObject([
			{ value: '2', reversed: true, corrected: true, corrects: null, recordedBy: 'Import' },
			{ value: '-2', reverses: id, again: false, recordedBy: 'Ines Falk' },
			{ value: '3', corrects: id, corrected: false, reversed: false, source: 'correction' },
			{ value: '-3', reverses: copy, reversed: true, note: reason },
			{ value: '3', again: true, reversed: false, note: 'It was real.' }
		]);
		expect(now).toMatchObject({ id: copy, stands: true, value: '3', day: '2026-11-17' });
		for (const row of rows)
			expect((await opened(team.oskar, row.id as ActivityId)).now.id).toBe(copy);
	});

	test('lets those correct it who lead the team, among the people they lead', async () => {
		const id = await twoDemos();
		const people = async (actor: MemberActor) =>
			(await opened(actor, id)).choices?.people.map(({ name }) => name);
		expect(await people(team.aiko)).toBeUndefined();
		expect(await people(team.oskar)).toBeUndefined();
		expect(await people(team.ines)).toEqual(['Aiko Kimura', 'Ines Falk', 'Lena Tran']);
		expect(await people(team.greta)).toHaveLength(5);
	});

	test.each<[string, () => MemberActor, object, string, string | undefined]>([
		['a rep', () => team.aiko, { value: '3' }, 'forbidden', undefined],
		['a manager for another team', () => team.ines, {}, 'forbidden', undefined],
		['a value that is none', () => team.ines, { value: 'two' }, 'invalid', 'value'],
		['a day to come', () => team.ines, { day: '2026-11-19' }, 'invalid', 'day'],
		['a metric nobody keeps', () => team.ines, { metric: 'hugs' }, 'invalid', 'metric']
	])('refuses %s', async (who, actor, change, kind, field) => {
		const id = await twoDemos();
		const other = who.startsWith('a manager') ? { memberId: team.oskar.memberId } : {};
		const done = await correct(actor(), id, { ...change, ...other });
		expect(done).toMatchObject({ ok: false, problem: { kind } });
		if (field && !done.ok) expect(Object.keys(done.problem.fields ?? {})).toEqual([field]);
		expect((await opened(team.aiko, id)).rows).toHaveLength(1);
	});

	test('goes to another person of the team, by its manager', async () => {
		const id = await twoDemos();
		await correct(team.ines, id, { memberId: team.lena.memberId });
		expect((await opened(team.aiko, id)).rows.map(({ member }) => member.name)).toEqual([
			'Aiko Kimura',
			'Aiko Kimura',
			'Lena Tran'
		]);
	});

	test('counts again only for whom it may', async () => {
		const id = await twoDemos();
		await takeBack(team.context, team.ledger, team.ines, { id, reason: 'Twice.' });
		const again = (actor: MemberActor) =>
			countAgain(team.context, team.ledger, actor, { id, reason: 'It was real.' });
		expect(await again(team.aiko)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await again(team.ines)).toEqual({ ok: true, value: { withdrawn: true, late: [] } });
		expect(await again(team.ines)).toEqual({ ok: true, value: { withdrawn: false, late: [] } });
	});

	test('is not there for another organization', async () => {
		const id = await twoDemos();
		const other = await smallTeam(database, 'Brightline');
		expect(await openEntry(other.context, other.greta, id)).toMatchObject({
			ok: false,
			problem: { kind: 'missing' }
		});
	});
});

describe('whoever looks at an entry', () => {
	const read = (id: ActivityId) => entryTopic(team.context).read(team.orgId, id);

	test('is told when another row of it has come, whichever row they look at', async () => {
		const id = await twoDemos();
		const topic = entryTopic(team.context);
		const before = (await read(id))!;
		expect(before).toEqual({ state: 1, facts: ['corrected'] });
		team.announced();
		const done = await correct(team.ines, id, { value: '3' });
		expect(team.announced()).toContain('corrected');
		const copy = done.ok ? done.value.id : id;
		for (const looked of [id, copy])
			expect(topic.diff(before.state, (await read(looked))!.state)).toBe(3);
		await takeBack(team.context, team.ledger, team.ines, { id: copy, reason: 'Heard of twice.' });
		expect((await read(id))!.state).toBe(4);
	});

	test('watches entries of their own organization alone', async () => {
		const elsewhere = await smallTeam(database, 'Brightline');
		expect(await entryTopic(team.context).read(elsewhere.orgId, await twoDemos())).toBeUndefined();
	});
});
