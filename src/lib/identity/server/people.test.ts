import { beforeAll, describe, expect, it } from 'vitest';
import { asc } from 'drizzle-orm';
import { freshDatabase } from '../../../../tests/database.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import {
	addMember,
	addTeam,
	createOrganization,
	findOrganization,
	importPeople,
	listPeople,
	listTeams,
	moveMember,
	readOrganization,
	readPerson,
	setManagers,
	teamMemberships
} from './index.ts';

const NOW = new Date('2026-11-18T09:00:00Z');
const TODAY = '2026-11-18';
const HALDEN = { name: 'Halden & Co', timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 };

let database: Database;
let announced: string[];
let context: Context;

beforeAll(async () => {
	database = await freshDatabase();
	announced = [];
	context = {
		db: database.db,
		clock: { now: () => NOW },
		announce: (_org, facts) => announced.push(...facts)
	};
});

async function halden(): Promise<OrgId> {
	return (await createOrganization(database.db, HALDEN, NOW)).id;
}

async function member(orgId: OrgId, name: string, email?: string): Promise<MemberId> {
	const added = await addMember(database.db, orgId, { name, email, role: 'rep' }, NOW);
	if (!added.ok) throw new Error(added.problem.detail);
	return added.value.id;
}

describe('an organization', () => {
	it('gets its name as a slug, with a number where that is taken', async () => {
		const first = await createOrganization(database.db, { ...HALDEN, name: 'Fjord' }, NOW);
		const second = await createOrganization(database.db, { ...HALDEN, name: 'Fjord!' }, NOW);
		expect([first.slug, second.slug]).toEqual(['fjord', 'fjord-2']);
		expect(await findOrganization(database.db, 'fjord-2')).toEqual(second);
		expect(await readOrganization(database.db, first.id)).toEqual(first);
		expect(await findOrganization(database.db, 'nowhere')).toBeUndefined();
	});
});

describe('teams', () => {
	it('are one per name, and a manager is made of a rep who is named', async () => {
		const orgId = await halden();
		const lights = await addTeam(database.db, orgId, { name: 'Northern Lights' });
		const again = await addTeam(database.db, orgId, { name: 'northern  lights' });
		const kana = await addTeam(database.db, orgId, { name: '営業' });
		expect(again).toEqual(lights);
		expect(kana.key).toMatch(/^team-[0-9a-f]{8}$/);
		const ines = await member(orgId, 'Ines Falk', 'ines@halden.example');
		await setManagers(database.db, orgId, lights.id, [ines, ines]);
		const teams = await listTeams(database.db, orgId);
		expect(teams.find(({ id }) => id === lights.id)?.managerIds).toEqual([ines]);
		expect((await readPerson(database.db, orgId, ines, TODAY))?.role).toBe('manager');
		await setManagers(database.db, orgId, lights.id, []);
		expect((await listTeams(database.db, orgId)).flatMap((team) => team.managerIds)).toEqual([]);
	});
});

describe('a member', () => {
	it('is refused where the e-mail or the reference is taken, and told whose it is', async () => {
		const orgId = await halden();
		await member(orgId, 'Aiko Kimura', 'Aiko@Halden.example ');
		const twice = await addMember(
			database.db,
			orgId,
			{ name: 'Aiko K.', reference: 'ak', email: 'aiko@halden.example', role: 'rep' },
			NOW
		);
		const named = await addMember(
			database.db,
			orgId,
			{ name: 'Someone', reference: 'aiko@halden.example', role: 'rep' },
			NOW
		);
		expect(twice).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		expect(!twice.ok && twice.problem.fields?.email).toContain('Aiko Kimura');
		expect(!named.ok && named.problem.fields?.reference).toBeTruthy();
		expect(await listPeople(database.db, orgId, TODAY)).toHaveLength(1);
	});

	it('keeps the team of every past day when they move', async () => {
		const orgId = await halden();
		const lights = await addTeam(database.db, orgId, { name: 'Northern Lights' });
		const crew = await addTeam(database.db, orgId, { name: 'Harbour Crew' });
		const aiko = await member(orgId, 'Aiko Kimura');
		const teamOn = async (day: string) =>
			(await readPerson(database.db, orgId, aiko, day))?.teamKey;
		await moveMember(database.db, orgId, aiko, lights.id, '2026-01-01');
		await moveMember(database.db, orgId, aiko, crew.id, '2026-06-01');
		await moveMember(database.db, orgId, aiko, null, '2026-09-01');
		await moveMember(database.db, orgId, aiko, crew.id, '2026-10-01');
		expect(await Promise.all(['2025-12-31', '2026-05-31', '2026-06-01'].map(teamOn))).toEqual([
			null,
			'northern-lights',
			'harbour-crew'
		]);
		expect(await Promise.all(['2026-08-31', '2026-09-01', '2026-10-01'].map(teamOn))).toEqual([
			'harbour-crew',
			null,
			'harbour-crew'
		]);
		await moveMember(database.db, orgId, aiko, lights.id, '2026-12-01');
		await moveMember(database.db, orgId, aiko, crew.id, '2026-11-18');
		expect(await teamOn('2026-12-02')).toBe('harbour-crew');
		const rows = await database.db
			.select({ from: teamMemberships.startsOn, to: teamMemberships.endsOn })
			.from(teamMemberships)
			.orderBy(asc(teamMemberships.startsOn));
		expect(rows).toEqual([
			{ from: '2026-01-01', to: '2026-05-31' },
			{ from: '2026-06-01', to: '2026-08-31' },
			{ from: '2026-10-01', to: null }
		]);
	});

	it('is not found from another organization', async () => {
		const orgId = await halden();
		const other = await halden();
		const aiko = await member(orgId, 'Aiko Kimura');
		expect(await readPerson(database.db, other, aiko, TODAY)).toBeUndefined();
	});
});

describe('an import of people', () => {
	const rows = [
		{ reference: 'Aiko Kimura', name: 'Aiko Kimura', team: 'Northern Lights', role: 'rep' },
		{
			reference: 'Lena Tran',
			name: 'Lena Tran',
			email: 'LENA@halden.example',
			team: 'Northern Lights',
			role: 'rep'
		},
		{
			reference: 'Ines Falk',
			name: 'Ines Falk',
			email: '',
			team: 'Northern Lights',
			role: 'manager'
		}
	];

	it('adds people, teams and managers once; a second one changes and announces nothing', async () => {
		const orgId = await halden();
		announced = [];
		expect(await importPeople(context, orgId, rows)).toEqual({
			added: 3,
			changed: 0,
			unchanged: 0,
			newTeams: ['northern-lights'],
			refused: []
		});
		expect(announced).toEqual(['people']);
		expect(await importPeople(context, orgId, rows)).toMatchObject({ added: 0, unchanged: 3 });
		expect(announced).toEqual(['people']);
		const people = await listPeople(database.db, orgId, '2017-03-01');
		expect(people.map(({ name, email, role, teamKey }) => [name, email, role, teamKey])).toEqual([
			['Aiko Kimura', null, 'rep', 'northern-lights'],
			['Ines Falk', null, 'manager', null],
			['Lena Tran', 'lena@halden.example', 'rep', 'northern-lights']
		]);
		const [team] = await listTeams(database.db, orgId);
		expect(team?.managerIds).toEqual([people[1]?.id]);
	});

	it('moves somebody from today only, and keeps what an empty cell does not say', async () => {
		const orgId = await halden();
		await importPeople(context, orgId, rows);
		const moved = await importPeople(context, orgId, [
			{ reference: 'Lena Tran', name: 'Lena Tran', team: 'Harbour Crew', role: 'rep' }
		]);
		expect(moved).toMatchObject({ changed: 1, newTeams: ['harbour-crew'] });
		const teamOn = async (day: string) =>
			(await listPeople(database.db, orgId, day)).find(({ name }) => name === 'Lena Tran');
		expect((await teamOn('2026-11-17'))?.teamKey).toBe('northern-lights');
		expect(await teamOn(TODAY)).toMatchObject({
			teamKey: 'harbour-crew',
			email: 'lena@halden.example'
		});
	});

	it('refuses row by row, each with its line and a sentence', async () => {
		const orgId = await halden();
		const { added, refused } = await importPeople(context, orgId, [
			{ reference: ' ', name: 'Nobody', role: 'rep', line: 2 },
			{ reference: 'a', name: '', role: 'rep', line: 3 },
			{ reference: 'b', name: 'Bo', role: 'boss', line: 4 },
			{ reference: 'c', name: 'Caio', role: 'rep', email: 'caio', line: 5 },
			{ reference: 'd', name: 'Dora', role: 'rep', email: 'dora@halden.example', line: 6 },
			{ reference: 'd', name: 'Dora', role: 'rep', line: 7 },
			{ reference: 'e', name: 'Emil', role: 'rep', email: 'DORA@halden.example', line: 8 }
		]);
		expect(added).toBe(1);
		expect(refused.map(({ line }) => line)).toEqual([2, 3, 4, 5, 7, 8]);
		expect(refused.map(({ detail }) => detail)).toContain(
			'“boss” is not a role. Write admin, manager or rep.'
		);
	});
});
