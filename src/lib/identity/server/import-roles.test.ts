import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { importPeople, listTeams } from './index.ts';

let halden: SmallTeam;
const ines = { reference: 'ines@halden.example', name: 'Ines Falk' };

beforeAll(async () => {
	halden = await smallTeam(await freshDatabase());
});

async function leaders(): Promise<string[]> {
	const teams = await listTeams(halden.context.db, halden.orgId);
	return teams.find(({ id }) => id === halden.northernLights)!.managerIds;
}

test('a manager whom a file makes a rep leads nothing, and their open screens hear of it', async () => {
	expect(await leaders()).toEqual([halden.ines.memberId]);
	halden.announced();
	const rows = [{ ...ines, role: 'rep' }];
	expect(await importPeople(halden.context, halden.orgId, rows)).toMatchObject({ changed: 1 });
	expect(await leaders()).toEqual([]);
	expect(halden.announced()).toEqual(['people', `revoked:member:${halden.ines.memberId}`]);
});

test('a file that changes nobody closes nothing', async () => {
	const rows = [{ ...ines, role: 'rep' }];
	expect(await importPeople(halden.context, halden.orgId, rows)).toMatchObject({ unchanged: 1 });
	expect(halden.announced()).toEqual([]);
});
