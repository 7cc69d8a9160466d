import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { addManyMembers } from '#lib/metrics/standings/server/many-members.fixture.ts';
import { makeMoment } from '#lib/moments/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { listValues, recognitions, type RecogniseCommand } from '#lib/recognition/server/index.ts';
import { openOverview, type OverviewQuery } from './index.ts';
import { say } from './said.fixture.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

// All of them have been here for two years.
beforeEach(async () => {
	team = await smallTeam(database);
	await database.db
		.update(members)
		.set({ joinedAt: new Date('2024-11-18T09:00:00Z') })
		.where(eq(members.orgId, team.orgId));
	await takeJobs(database);
});

async function overview(reader: MemberActor, asked: Partial<OverviewQuery> = {}) {
	const opened = await openOverview(team.context, reader, { page: 1, spreadPage: 1, ...asked });
	if (!opened.ok) throw new Error(opened.problem.detail);
	return opened.value;
}

const names = async (reader: MemberActor, asked?: Partial<OverviewQuery>) =>
	(await overview(reader, asked)).list.map(({ name, days }) => [name, days]);

async function sayAt(time: string, from: MemberActor, words: Partial<RecogniseCommand>) {
	team.at(time);
	await say(team, from, words);
	team.at('2026-11-18T09:00:00Z');
}

describe('who has not heard a specific word', () => {
	it('is on the list from the seventh day, two weeks and more first', async () => {
		const aiko = { to: [team.aiko.memberId] };
		await sayAt('2026-11-11T09:00:00Z', team.ines, aiko);
		expect(await names(team.ines)).toEqual([
			['Lena Tran', null],
			['Aiko Kimura', 7]
		]);
		expect(await overview(team.ines)).toMatchObject({ people: 2, quiet: 2, veryQuiet: 1 });
		team.at('2026-11-17T09:00:00Z');
		expect(await names(team.ines)).toEqual([['Lena Tran', null]]);
		team.at('2026-11-26T09:00:00Z');
		expect(await names(team.ines)).toEqual([
			['Aiko Kimura', 15],
			['Lena Tran', null]
		]);
	});

	it('counts what leaders say, in private too: not praise, not colleagues, not what was taken back', async () => {
		const time = '2026-11-16T09:00:00Z';
		await sayAt(time, team.ines, { sentence: 'Great job!' });
		await sayAt(time, team.aiko, {});
		await sayAt(time, team.greta, { to: [team.aiko.memberId], inFeed: false });
		expect(await names(team.ines)).toEqual([['Lena Tran', null]]);
		await sayAt(time, team.ines, {});
		expect(await names(team.ines)).toEqual([]);
		await database.db.update(recognitions).set({ withdrawnAt: new Date(time) });
		expect(await names(team.ines)).toEqual([
			['Aiko Kimura', null],
			['Lena Tran', null]
		]);
	});

	it('waits a week before it names somebody new, and does not count what is not said yet', async () => {
		const joinedAt = new Date('2026-11-14T09:00:00Z');
		await database.db.update(members).set({ joinedAt }).where(eq(members.id, team.lena.memberId));
		team.at('2026-11-19T09:00:00Z');
		await say(team, team.ines, { to: [team.aiko.memberId] });
		team.at('2026-11-18T09:00:00Z');
		expect(await names(team.ines)).toEqual([['Aiko Kimura', null]]);
	});

	it('is for those who lead: a manager’s people, everybody for an admin, nobody for a rep', async () => {
		expect((await names(team.greta)).map(([name]) => name)).toEqual([
			...['Aiko Kimura', 'Ines Falk', 'Lena Tran', 'Oskar Berg']
		]);
		expect(await names(team.greta, { team: 'harbour-crew' })).toEqual([['Oskar Berg', null]]);
		expect((await names(team.ines, { team: 'harbour-crew' })).length).toBe(2);
		expect(await openOverview(team.context, team.aiko, { page: 1, spreadPage: 1 })).toMatchObject({
			problem: { kind: 'forbidden' }
		});
	});

	it('names a real win of the last weeks: a moment that stands, else an entry that does', async () => {
		const entry = (member: string, externalId: string, note: string) => ({
			...{ metric: 'demos-held', member: `${member}@halden.example`, value: '2' },
			...{ occurredAt: '2026-11-17', source: 'crm', externalId, note }
		});
		const entries = [entry('lena', 'a', 'Brightline'), entry('lena', 'b', 'Larkspur')];
		await team.ledger.record({ orgId: team.orgId, recordedBy: 'test', entries });
		const rows = await database.db
			.select()
			.from(activities)
			.where(eq(activities.orgId, team.orgId))
			.orderBy(activities.position);
		await team.ledger.reverse(team.orgId, rows[1]!.id, { by: 'test', note: 'A rehearsal.' });
		const moment = (kind: 'work' | 'recognition', day: number) =>
			makeMoment(database.db, team.orgId, {
				...{ kind, cause: `${kind}:${day}`, memberId: team.aiko.memberId },
				...{ teamId: team.northernLights, headline: 'had a best day', figure: '14' },
				...{ inFeed: true, onTv: false, at: new Date(Date.UTC(2026, 10, day)) }
			});
		const won = await moment('work', 14);
		await moment('recognition', 16);
		const { list } = await overview(team.ines);
		expect(list.map(({ win }) => [win?.words, win?.about])).toEqual([
			['Had a best day, 14', { moment: won }],
			['Demos held: 2, Brightline', { activity: rows[0]!.id }]
		]);
		team.at('2026-12-31T09:00:00Z');
		expect((await overview(team.ines)).list.map(({ win }) => win)).toEqual([null, null]);
	});

	it('sends nothing to anybody', async () => {
		team.announced();
		await overview(team.ines);
		expect([team.announced(), await takeJobs(database)]).toEqual([[], []]);
	});
});

it('shows how words spread, by name, without what was private between others', async () => {
	const [courage, craft] = await listValues(database.db, team.orgId);
	const time = '2026-11-16T09:00:00Z';
	await sayAt(time, team.ines, { inFeed: false });
	await sayAt(time, team.aiko, { valueId: craft!.id });
	await sayAt(time, team.greta, { valueId: craft!.id, inFeed: false });
	await sayAt('2026-07-16T09:00:00Z', team.ines, { valueId: craft!.id });
	const { values, rows } = (await overview(team.ines)).spread;
	expect(values.slice(0, 2)).toEqual([
		{ value: courage!.name, own: 1, others: 0 },
		{ value: craft!.name, own: 0, others: 1 }
	]);
	expect(rows).toEqual([
		{ id: team.aiko.memberId, name: 'Aiko Kimura', own: 0, others: 0, values: [] },
		{
			...{ id: team.lena.memberId, name: 'Lena Tran', own: 1, others: 1 },
			values: [
				{ value: 'Courage', times: 1 },
				{ value: 'Craft', times: 1 }
			]
		}
	]);
});

it('turns pages where there are thousands of people', async () => {
	await addManyMembers(database, team.orgId, 10_000, { week: '2026-11-16', today: '2026-11-18' });
	team.at('2026-12-02T09:00:00Z');
	const first = await overview(team.greta);
	expect(first).toMatchObject({ people: 10_004, pages: 401, spreadPages: 251, page: 1 });
	expect([first.list.length, first.spread.rows.length]).toEqual([25, 40]);
	const last = await overview(team.greta, { page: 999, spreadPage: 251 });
	expect([last.page, last.list.length, last.spread.rows.length]).toEqual([401, 4, 4]);
});
