import { beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { MemberActor, Role } from '../../actor.ts';
import {
	actorOfSession,
	addMember,
	addTeam,
	changeRole,
	comeBack,
	correctPerson,
	createOrganization,
	editOrganization,
	invitations,
	invite,
	join,
	leave,
	listInvitations,
	listLeft,
	listPeople,
	listTeams,
	moveMember,
	nameManagers,
	openSession,
	placePerson,
	readInvitation,
	readPerson,
	revokeInvitation,
	setManagers,
	signIn,
	startTeam
} from '../index.ts';

const PASSWORD = 'a bell for every win';
const TODAY = '2026-11-18';
const DAY = 86_400_000;

let database: Database;
let now: Date;
let announced: string[];
let context: Context;
let orgId: OrgId;
let lights: TeamId;
let crew: TeamId;
let greta: MemberActor;
let ines: MemberActor;
let aiko: MemberActor;

beforeEach(async () => {
	database = await freshDatabase();
	now = new Date(`${TODAY}T09:00:00Z`);
	announced = [];
	context = {
		db: database.db,
		clock: { now: () => now },
		announce: (_org, facts) => announced.push(...facts)
	};
	orgId = await found('Halden & Co');
	lights = (await addTeam(database.db, orgId, { name: 'Northern Lights' })).id;
	crew = (await addTeam(database.db, orgId, { name: 'Harbour Crew' })).id;
	const inesId = await member('Ines Falk', 'manager');
	const aikoId = await member('Aiko Kimura', 'rep');
	await setManagers(database.db, orgId, lights, [inesId]);
	await moveMember(database.db, orgId, aikoId, lights, '2026-01-01');
	greta = await actor(await member('Greta Lindqvist', 'admin'));
	ines = await actor(inesId);
	aiko = await actor(aikoId);
});

async function found(name: string, isDemo = false): Promise<OrgId> {
	const command = { name, timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1, isDemo };
	return (await createOrganization(database.db, command, now)).id;
}

async function member(name: string, role: Role, org = orgId): Promise<MemberId> {
	const email = `${name.split(' ')[0]}@halden.example`;
	const added = await addMember(database.db, org, { name, email, role }, now);
	if (!added.ok) throw new Error(added.problem.detail);
	return added.value.id;
}

async function actor(memberId: MemberId, org = orgId): Promise<MemberActor> {
	const { token } = await openSession(context, org, memberId);
	return (await actorOfSession(database.db, token, context.clock))!;
}

async function link(by: MemberActor, team: TeamId | null, role: Role = 'rep', uses = 5) {
	const invited = await invite(context, by, { team, role, uses });
	if (!invited.ok) throw new Error(invited.problem.detail);
	return invited.value;
}

function joining(code: string, name: string, address = '10.0.0.1') {
	const email = `${name.split(' ')[0]}@halden.example`;
	return join(context, { code, name, email, password: PASSWORD, address });
}

describe('a link into a team', () => {
	it('takes people in until it is used up, each into the team from today', async () => {
		const { code } = await link(ines, lights, 'rep', 2);
		expect(await readInvitation(database.db, code, now)).toMatchObject({
			ok: true,
			value: { organization: 'Halden & Co', teamName: 'Northern Lights', role: 'rep', person: null }
		});
		announced = [];
		const lena = await joining(code, 'Lena Tran');
		const priya = await joining(code, 'Priya Desai');
		const late = await joining(code, 'Jonas Okafor');
		if (!lena.ok || !priya.ok) throw new Error('could not join');
		expect(late).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		expect(announced).toEqual(['people', 'people']);
		expect(await readPerson(database.db, orgId, lena.value.memberId, TODAY)).toMatchObject({
			name: 'Lena Tran',
			teamKey: 'northern-lights',
			hasSignIn: true
		});
		expect(
			(await readPerson(database.db, orgId, lena.value.memberId, '2026-11-17'))?.teamId
		).toBeNull();
		expect(await actorOfSession(database.db, lena.value.token, context.clock)).toMatchObject({
			memberId: lena.value.memberId,
			role: 'rep'
		});
	});

	it('keeps its use where somebody is refused', async () => {
		const { code, id } = await link(ines, lights, 'rep', 1);
		expect(await joining(code, 'Aiko Other')).toMatchObject({
			ok: false,
			problem: { kind: 'conflict', fields: { email: expect.any(String) } }
		});
		expect(await listInvitations(database.db, ines, now)).toMatchObject([{ id, usesLeft: 1 }]);
		expect((await joining(code, 'Lena Tran')).ok).toBe(true);
	});

	it('gives its last use to one of two who come at once', async () => {
		const { code } = await link(ines, lights, 'rep', 1);
		const both = await Promise.all([joining(code, 'Lena Tran'), joining(code, 'Priya Desai')]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await listPeople(database.db, orgId, TODAY)).toHaveLength(4);
	});

	it('ends after seven days, when it is taken back, and is stored as a hash', async () => {
		const first = await link(ines, lights);
		const second = await link(ines, lights);
		expect(JSON.stringify(await database.db.select().from(invitations))).not.toContain(first.code);
		expect((await revokeInvitation(context, aiko, first.id)).ok).toBe(false);
		expect((await revokeInvitation(context, ines, first.id)).ok).toBe(true);
		expect((await joining(first.code, 'Lena Tran')).ok).toBe(false);
		now = new Date(now.getTime() + 7 * DAY);
		expect((await readInvitation(database.db, second.code, now)).ok).toBe(false);
		expect((await readInvitation(database.db, 'guessed', now)).ok).toBe(false);
	});

	it('makes a manager of the team of whoever joins as its manager', async () => {
		const { code } = await link(greta, crew, 'manager', 1);
		const ruben = await joining(code, 'Ruben Adeyemi');
		if (!ruben.ok) throw new Error('could not join');
		const team = (await listTeams(database.db, orgId)).find(({ id }) => id === crew);
		expect(team?.managerIds).toEqual([ruben.value.memberId]);
		const person = await readPerson(database.db, orgId, ruben.value.memberId, TODAY);
		expect(person).toMatchObject({ role: 'manager', teamId: null });
	});

	it('is made by a manager for reps of their own teams only, by a rep never', async () => {
		const refused = [
			await invite(context, ines, { team: crew, role: 'rep', uses: 1 }),
			await invite(context, ines, { team: lights, role: 'manager', uses: 1 }),
			await invite(context, ines, { team: null, role: 'rep', uses: 1 }),
			await invite(context, ines, { member: greta.memberId }),
			await invite(context, aiko, { team: lights, role: 'rep', uses: 1 }),
			await invite(context, aiko, { member: aiko.memberId })
		];
		expect(refused.map((one) => !one.ok && one.problem.kind)).toEqual(Array(6).fill('forbidden'));
		expect(await database.db.select().from(invitations)).toEqual([]);
	});

	it('is not made in a demo, nor into another organization', async () => {
		const demo = await found('Demo', true);
		const mara = await actor(await member('Mara Silva', 'admin', demo), demo);
		const closed = await invite(context, mara, { team: null, role: 'rep', uses: 1 });
		expect(closed).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		const fjord = await found('Fjord');
		const stranger = await actor(await member('Finn', 'admin', fjord), fjord);
		const team = await invite(context, stranger, { team: lights, role: 'rep', uses: 1 });
		const person = await invite(context, stranger, { member: aiko.memberId });
		expect([team, person].map((one) => !one.ok && one.problem.kind)).toEqual([
			'missing',
			'missing'
		]);
	});
});

describe('a link for one person', () => {
	it('gives an imported person their sign-in, and later a new password that ends old sessions', async () => {
		const first = await invite(context, ines, { member: aiko.memberId });
		if (!first.ok) throw new Error(first.problem.detail);
		const claimed = await join(context, {
			code: first.value.code,
			email: 'aiko.k@halden.example',
			password: PASSWORD,
			address: '10.0.0.2'
		});
		expect(claimed).toMatchObject({ ok: true, value: { memberId: aiko.memberId } });
		expect(announced).toContain(`revoked:member:${aiko.memberId}`);

		const older = await invite(context, ines, { member: aiko.memberId });
		const newer = await invite(context, ines, { member: aiko.memberId });
		if (!claimed.ok || !older.ok || !newer.ok) throw new Error('refused');
		const reset = { email: 'aiko.k@halden.example', password: 'another password', address: 'x' };
		expect((await join(context, { ...reset, code: older.value.code })).ok).toBe(false);
		expect((await join(context, { ...reset, code: newer.value.code })).ok).toBe(true);
		expect(await actorOfSession(database.db, claimed.value.token, context.clock)).toBeNull();
		const withOld = await signIn(context, { email: reset.email, password: PASSWORD });
		const withNew = await signIn(context, reset);
		expect([withOld.ok, withNew.ok]).toEqual([false, true]);
	});
});

describe('an admin', () => {
	it('changes a role, and open screens of that person are closed', async () => {
		announced = [];
		expect((await changeRole(context, greta, ines.memberId, 'rep')).ok).toBe(true);
		expect(announced).toEqual(['people', `revoked:member:${ines.memberId}`]);
		const teams = await listTeams(database.db, orgId);
		expect(teams.flatMap(({ managerIds }) => managerIds)).toEqual([]);
	});

	it('stays as long as there is no other', async () => {
		expect(await changeRole(context, greta, greta.memberId, 'rep')).toMatchObject({
			ok: false,
			problem: { kind: 'conflict' }
		});
		expect((await leave(context, greta, greta.memberId)).ok).toBe(false);
		await changeRole(context, greta, ines.memberId, 'admin');
		const stepped = await Promise.all([
			changeRole(context, greta, greta.memberId, 'rep'),
			changeRole(context, { ...ines, role: 'admin' }, ines.memberId, 'rep')
		]);
		expect(stepped.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('moves people from today or later, never in the past', async () => {
		const move = (from?: string) =>
			placePerson(context, greta, { member: aiko.memberId, team: crew, from });
		expect(await move('2026-11-17')).toMatchObject({
			ok: false,
			problem: { kind: 'invalid', fields: { from: expect.any(String) } }
		});
		expect((await move('2026-11-23')).ok).toBe(true);
		expect((await readPerson(database.db, orgId, aiko.memberId, TODAY))?.teamId).toBe(lights);
		expect((await readPerson(database.db, orgId, aiko.memberId, '2026-11-23'))?.teamId).toBe(crew);
	});

	it('lets somebody leave: off the list, signed out, links ended, the past kept; and come back', async () => {
		const { token } = await openSession(context, orgId, ines.memberId);
		const { code } = await link(ines, lights);
		await placePerson(context, greta, { member: ines.memberId, team: crew });
		announced = [];
		expect((await leave(context, greta, ines.memberId)).ok).toBe(true);
		expect(announced).toEqual(['people', `revoked:member:${ines.memberId}`]);
		expect(await actorOfSession(database.db, token, context.clock)).toBeNull();
		expect((await readInvitation(database.db, code, now)).ok).toBe(false);
		expect(await readPerson(database.db, orgId, ines.memberId, TODAY)).toBeUndefined();
		expect(await listLeft(database.db, orgId)).toMatchObject([{ name: 'Ines Falk' }]);
		expect((await leave(context, greta, ines.memberId)).ok).toBe(false);

		now = new Date(now.getTime() + 7 * DAY);
		expect((await comeBack(context, greta, ines.memberId)).ok).toBe(true);
		const back = (day: string) => readPerson(database.db, orgId, ines.memberId, day);
		expect((await back(TODAY))?.teamId).toBe(crew);
		expect((await back('2026-11-25'))?.teamId).toBeNull();
		expect(await listLeft(database.db, orgId)).toEqual([]);
	});

	it('starts teams, names who manages them, and corrects a person', async () => {
		const started = await startTeam(context, greta, { name: 'Fjord Pilots' });
		if (!started.ok) throw new Error(started.problem.detail);
		expect((await startTeam(context, greta, { name: 'fjord pilots' })).ok).toBe(false);
		await nameManagers(context, greta, started.value.id, [aiko.memberId]);
		expect((await readPerson(database.db, orgId, aiko.memberId, TODAY))?.role).toBe('manager');
		const taken = await correctPerson(context, greta, aiko.memberId, {
			name: 'Aiko Kimura',
			reference: 'aiko',
			email: 'Ines@halden.example'
		});
		expect(taken).toMatchObject({ ok: false, problem: { fields: { email: expect.any(String) } } });
	});

	it('of another organization reaches nobody here', async () => {
		const fjord = await found('Fjord');
		const finn = await actor(await member('Finn', 'admin', fjord), fjord);
		const corrected = { name: 'X', reference: 'x' };
		const tried = [
			await changeRole(context, finn, aiko.memberId, 'admin'),
			await leave(context, finn, aiko.memberId),
			await comeBack(context, finn, aiko.memberId),
			await placePerson(context, finn, { member: aiko.memberId, team: null }),
			await placePerson(context, finn, { member: finn.memberId, team: lights }),
			await nameManagers(context, finn, lights, []),
			await correctPerson(context, finn, aiko.memberId, corrected)
		];
		expect(tried.map((one) => !one.ok && one.problem.kind)).toEqual(Array(7).fill('missing'));
	});

	it('alone may do any of it', async () => {
		const tried = [
			await changeRole(context, ines, aiko.memberId, 'manager'),
			await leave(context, ines, aiko.memberId),
			await comeBack(context, ines, aiko.memberId),
			await placePerson(context, ines, { member: aiko.memberId, team: null }),
			await nameManagers(context, ines, lights, []),
			await startTeam(context, ines, { name: 'Mine' }),
			await correctPerson(context, ines, aiko.memberId, { name: 'X', reference: 'x' }),
			await editOrganization(context, ines, { name: 'X' })
		];
		expect(tried.map((one) => !one.ok && one.problem.kind)).toEqual(Array(8).fill('forbidden'));
	});
});
