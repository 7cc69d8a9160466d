import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { aSound } from '../../../../../tests/samples.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { preferencesOf } from '#lib/identity/preferences/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { dropOwnSound, keepOwnSound, ownSoundOf, ownSounds, readOwnSound } from '../index.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.announced();
});

const soundOfAiko = async () =>
	(await preferencesOf(database.db, team.orgId, [team.aiko.memberId])).get(team.aiko.memberId)!
		.sound;

it('is kept as it was sent, chosen with it, and the bell again when it is taken away', async () => {
	const { context, orgId, aiko } = team;
	await keepOwnSound(context, aiko, aSound(5));
	const own = (await ownSoundOf(database.db, orgId, aiko.memberId))!;
	expect(own).toEqual({ lasts: 5000, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
	expect(await soundOfAiko()).toBe('own');
	const read = (await readOwnSound(database.db, orgId, aiko.memberId, own.digest))!;
	expect(read.mediaType).toBe('audio/wav');
	expect(Buffer.from(read.body).equals(Buffer.from(aSound(5)))).toBe(true);
	const other = await smallTeam(database, 'Fjord');
	expect(await readOwnSound(database.db, other.orgId, aiko.memberId, own.digest)).toBeUndefined();
	expect(team.announced()).toEqual(['preferences', `preferences:${aiko.memberId}`]);

	await dropOwnSound(context, aiko);
	expect(await soundOfAiko()).toBe('bell');
	expect(await ownSoundOf(database.db, orgId, aiko.memberId)).toBeUndefined();
});

it.each([
	['plays longer than five seconds', () => aSound(5.2), 'invalid', /over 5 seconds/],
	['is over 200 KB', () => new Uint8Array(200 * 1024 + 1), 'too-large', /over 200 KB/],
	['is no sound', () => new TextEncoder().encode('<script>'), 'invalid', /none of them/]
])('that %s is refused, and nothing is kept', async (_name, body, kind, detail) => {
	const kept = await keepOwnSound(team.context, team.aiko, body());
	expect(kept).toMatchObject({
		ok: false,
		problem: { kind, detail: expect.stringMatching(detail) }
	});
	expect(await soundOfAiko()).toBe('bell');
	expect(await database.db.$count(ownSounds)).toBe(0);
	expect(team.announced()).toEqual([]);
});

it('is sent at most ten times in a burst', async () => {
	const { context, aiko } = team;
	for (let n = 0; n < 10; n++) expect((await keepOwnSound(context, aiko, aSound(1))).ok).toBe(true);
	expect(await keepOwnSound(context, aiko, aSound(2))).toMatchObject({
		problem: { kind: 'too-many', fields: { file: expect.any(String) } }
	});
	expect((await ownSoundOf(database.db, team.orgId, aiko.memberId))!.lasts).toBe(1000);
	await dropOwnSound(context, aiko);
});
