import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { addMember, signIn } from './index.ts';

let halden: SmallTeam;
const person = { email: 'noor@halden.example', password: 'a bell for every win' };

beforeAll(async () => {
	const database = await freshDatabase();
	halden = await smallTeam(database);
	const noor = { ...person, name: 'Noor Aziz', role: 'rep' } as const;
	const added = await addMember(database.db, halden.orgId, noor, new Date());
	if (!added.ok) throw new Error(added.problem.detail);
});

async function kindOf(email: string, password: string, address: string): Promise<string> {
	const signed = await signIn(halden.context, { email, password, address });
	return signed.ok ? signed.value.kind : signed.problem.kind;
}

test('an address that has had its tries uses up nobody else’s', async () => {
	for (let i = 0; i < 60; i++)
		expect(await kindOf(`nobody-${i}@halden.example`, 'wrong', '10.0.0.9')).toBe('unauthenticated');
	for (let i = 0; i < 30; i++)
		expect(await kindOf(person.email, 'wrong', '10.0.0.9')).toBe('too-many');
	expect(await kindOf(person.email, person.password, '10.0.0.7')).toBe('signed-in');
});
