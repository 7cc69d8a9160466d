import { beforeAll, describe, expect, it } from 'vitest';
import { asc } from 'drizzle-orm';
import { NONE, type GroupId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import {
	addGroup,
	groupMemberships,
	leave,
	listGroups,
	readGroup,
	renameGroup,
	setGroupMembers
} from '../index.ts';

let database: Database;
let team: SmallTeam;
let starters: GroupId;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

const people = async (...who: ('aiko' | 'lena' | 'oskar')[]) =>
	setGroupMembers(
		team.context,
		team.ines,
		starters,
		who.map((name) => team[name].memberId)
	);

async function stays(): Promise<string[]> {
	const rows = await database.db
		.select()
		.from(groupMemberships)
		.orderBy(asc(groupMemberships.startsOn));
	const name = (id: string) =>
		(['aiko', 'lena', 'oskar'] as const).find((each) => team[each].memberId === id)!;
	return rows
		.map((row) => `${name(row.memberId)} ${row.startsOn} – ${row.endsOn ?? ''}`.trim())
		.sort();
}

describe('a group', () => {
	it('is made by a manager, for people of any team, and is not by a rep', async () => {
		const made = await addGroup(team.context, team.ines, { name: ' New this year ' });
		if (!made.ok) throw new Error(made.problem.detail);
		starters = made.value.id;
		expect(made.value.key).toBe('new-this-year');
		expect(await addGroup(team.context, team.aiko, { name: 'Mine' })).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		expect(await addGroup(team.context, team.greta, { name: 'new THIS year' })).toMatchObject({
			problem: { kind: 'conflict', fields: { name: expect.stringMatching(/already here/) } }
		});
		expect(team.announced()).toEqual(['groups']);
		expect(await people('aiko', 'oskar')).toEqual({ ok: true, value: { came: 2, went: 0 } });
		expect(await listGroups(database.db, team.orgId)).toEqual([
			{
				id: starters,
				key: 'new-this-year',
				name: 'New this year',
				members: [
					{ ...plain('aiko'), name: 'Aiko Kimura' },
					{ ...plain('oskar'), name: 'Oskar Berg' }
				]
			}
		]);
	});

	it('takes another name and keeps its address', async () => {
		const second = await addGroup(team.context, team.greta, { name: 'Berlin' });
		if (!second.ok) throw new Error(second.problem.detail);
		expect(
			await renameGroup(team.context, team.ines, second.value.id, 'New this YEAR')
		).toMatchObject({ problem: { kind: 'conflict' } });
		expect(
			await renameGroup(team.context, team.ines, second.value.id, 'The Berlin office')
		).toEqual({
			ok: true,
			value: null
		});
		expect(await readGroup(database.db, team.orgId, second.value.id)).toMatchObject({
			key: 'berlin',
			name: 'The Berlin office',
			members: []
		});
	});
});

function plain(who: 'aiko' | 'lena' | 'oskar') {
	return { id: team[who].memberId, colour: expect.any(Number), since: '2026-11-18' };
}

describe('coming and going', () => {
	it('the same again moves nothing and tells nobody', async () => {
		team.announced();
		expect(await people('oskar', 'aiko', 'aiko')).toEqual({
			ok: true,
			value: { came: 0, went: 0 }
		});
		expect(team.announced()).toEqual([]);
	});

	it('is dated: the day of going still counts, and the past stays as it was', async () => {
		team.at('2026-11-23T10:00:00Z');
		expect(await people('aiko', 'lena')).toEqual({ ok: true, value: { came: 1, went: 1 } });
		expect(team.announced()).toEqual(['groups']);
		expect(await stays()).toEqual([
			'aiko 2026-11-18 –',
			'lena 2026-11-23 –',
			'oskar 2026-11-18 – 2026-11-23'
		]);
	});

	it('on the same day is as if nothing had been', async () => {
		await people('aiko', 'oskar');
		expect(await stays()).toEqual(['aiko 2026-11-18 –', 'oskar 2026-11-18 –']);
	});

	it('again later is a second stay', async () => {
		await people('aiko');
		team.at('2026-12-01T10:00:00Z');
		await people('aiko', 'oskar');
		expect(await stays()).toEqual([
			'aiko 2026-11-18 –',
			'oskar 2026-11-18 – 2026-11-23',
			'oskar 2026-12-01 –'
		]);
	});

	it('of many at once lets each in once', async () => {
		await Promise.all([people('aiko', 'lena'), people('aiko', 'lena'), people('lena', 'aiko')]);
		expect((await stays()).filter((stay) => stay.startsWith('lena'))).toEqual([
			'lena 2026-12-01 –'
		]);
	});

	it('is refused for who is not here, and for a group of somebody else', async () => {
		expect(await leave(team.context, team.greta, team.lena.memberId)).toMatchObject({ ok: true });
		expect(await people('aiko', 'lena')).toMatchObject({ ok: false });
		expect((await readGroup(database.db, team.orgId, starters))!.members).toHaveLength(1);
		const other = await smallTeam(database, 'Fjord');
		const asked = setGroupMembers(other.context, other.greta, starters, []);
		expect(await asked).toMatchObject({ problem: { kind: 'missing' } });
		expect(await readGroup(database.db, other.orgId, starters)).toBeUndefined();
		expect(await setGroupMembers(team.context, team.oskar, starters, [])).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		expect(await setGroupMembers(team.context, team.ines, NONE as GroupId, [])).toMatchObject({
			problem: { kind: 'missing' }
		});
	});
});
