import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { aPicture } from '../../../../../tests/samples.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { ruleChanges } from '#lib/identity/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { AS_IT_COMES, pictureAddress } from '../preferences.ts';
import {
	daysOff,
	daysOffOf,
	dropPicture,
	giveDaysOff,
	goOnCall,
	hiddenFromFeed,
	hiddenFromTv,
	keepPicture,
	pictures,
	preferences,
	preferencesOf,
	preferencesTopic,
	readPicture,
	ringForm,
	savePreferences,
	takeBackDaysOff,
	takeDaysOff
} from './index.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.announced();
});

const factsOf = (id: string) => ['preferences', `preferences:${id}`];

async function sideEffects() {
	const mine = <T extends typeof preferences | typeof pictures | typeof daysOff>(table: T) =>
		database.db.$count(table, eq(table.orgId, team.orgId));
	return {
		preferences: await mine(preferences),
		pictures: await mine(pictures),
		daysOff: await mine(daysOff),
		announced: team.announced()
	};
}

const NONE = { preferences: 0, pictures: 0, daysOff: 0, announced: [] };

describe('preferences', () => {
	it('are as they come until somebody chooses, and then theirs alone', async () => {
		const { context, orgId, lena, aiko } = team;
		const before = await preferencesOf(database.db, orgId);
		expect(before.size).toBe(5);
		for (const chosen of before.values()) expect(chosen).toEqual(AS_IT_COMES);
		await savePreferences(context, lena, { hideFromTv: true, volume: 20 });
		await savePreferences(context, lena, { isMuted: true });
		expect(await sideEffects()).toEqual({
			...NONE,
			preferences: 1,
			announced: [...factsOf(lena.memberId), 'hides', ...factsOf(lena.memberId)]
		});
		const after = await preferencesOf(database.db, orgId, [lena.memberId, aiko.memberId]);
		expect(after.get(lena.memberId)).toEqual({
			...AS_IT_COMES,
			hideFromTv: true,
			volume: 20,
			isMuted: true
		});
		expect(after.get(aiko.memberId)).toEqual(AS_IT_COMES);
		expect(await preferencesOf(database.db, orgId, [])).toEqual(new Map());
		expect([...(await hiddenFromTv(database.db, orgId))]).toEqual([lena.memberId]);
		expect((await hiddenFromFeed(database.db, orgId)).size).toBe(0);
	});

	it('are nobody else’s to see or to hear of', async () => {
		const { orgId, lena, ines } = team;
		const topic = preferencesTopic(database.db);
		expect(topic.parse(new URLSearchParams({ member: lena.memberId }))).toBe(lena.memberId);
		expect(topic.parse(new URLSearchParams())).toBeUndefined();
		expect(topic.mayWatch(lena, lena.memberId)).toBe(true);
		expect(topic.mayWatch(ines, lena.memberId)).toBe(false);
		const read = await topic.read(orgId, lena.memberId);
		expect(read).toEqual({ state: AS_IT_COMES, facts: [`preferences:${lena.memberId}`] });
		const other = await smallTeam(database, 'Fjord');
		expect(await topic.read(other.orgId, lena.memberId)).toBeUndefined();
	});

	it('keep a phone still for as long as a call takes, and let it ring again', async () => {
		const { context, orgId, aiko } = team;
		const until = async () =>
			(await preferencesOf(database.db, orgId, [aiko.memberId])).get(aiko.memberId)!.onCallUntil;
		await goOnCall(context, aiko, 30);
		expect(await until()).toBe('2026-11-18T09:30:00.000Z');
		await goOnCall(context, aiko, 0);
		expect(await until()).toBeNull();
	});

	it.each([
		[{ quietFrom: '19:00', quietUntil: '07:30', volume: '40' }, []],
		[{ quietFrom: '25:00', quietUntil: '07:30', volume: '40' }, ['quietFrom']],
		[{ quietUntil: '07:30', volume: '140' }, ['quietFrom', 'volume']]
	])('are read from a form: %j', (form, faults) => {
		const read = ringForm.safeParse(form);
		expect(read.error?.issues.map(({ path }) => path[0]) ?? []).toEqual(faults);
		if (read.success)
			expect(read.data).toEqual({ quietFrom: 1140, quietUntil: 450, volume: 40, isMuted: false });
	});
});

describe('a picture', () => {
	it('is kept by its digest, replaced, served to its organization, and taken away', async () => {
		const { context, orgId, aiko } = team;
		const pictureOf = async () =>
			(await preferencesOf(database.db, orgId, [aiko.memberId])).get(aiko.memberId)!.picture;
		await keepPicture(context, aiko, aPicture());
		const first = (await pictureOf())!;
		const digest = first.split('/').at(-1)!;
		expect(first).toBe(pictureAddress(aiko.memberId, digest));
		expect(digest).toMatch(/^[0-9a-f]{64}$/);
		const read = await readPicture(database.db, orgId, aiko.memberId, digest);
		expect(read?.mediaType).toBe('image/png');
		expect(Buffer.from(read!.body).equals(Buffer.from(aPicture()))).toBe(true);
		const other = await smallTeam(database, 'Fjord');
		expect(await readPicture(database.db, other.orgId, aiko.memberId, digest)).toBeUndefined();

		await keepPicture(context, aiko, aPicture(2));
		expect(await pictureOf()).not.toBe(first);
		expect(await readPicture(database.db, orgId, aiko.memberId, digest)).toBeUndefined();
		await dropPicture(context, aiko);
		expect(await pictureOf()).toBeNull();
		expect((await sideEffects()).pictures).toBe(0);
	});

	it('is sent at most ten times in a burst', async () => {
		const { context, aiko, lena } = team;
		for (let n = 0; n < 10; n++)
			expect((await keepPicture(context, aiko, aPicture())).ok).toBe(true);
		expect(await keepPicture(context, aiko, aPicture(2))).toMatchObject({
			problem: { kind: 'too-many', fields: { file: expect.any(String) } }
		});
		expect((await keepPicture(context, lena, aPicture())).ok).toBe(true);
		team.at('2026-11-18T09:01:00Z');
		expect((await keepPicture(context, aiko, aPicture(2))).ok).toBe(true);
	});

	it.each([
		['is too large', () => new Uint8Array(200 * 1024 + 1), 'too-large'],
		['is none', () => new TextEncoder().encode('<svg onload="alert(1)"/>'), 'invalid'],
		['would unfold to a wall', () => aPicture(20_000), 'invalid']
	])('that %s is refused, and nothing is kept', async (_name, body, kind) => {
		const kept = await keepPicture(team.context, team.aiko, body());
		expect(kept).toMatchObject({
			ok: false,
			problem: { kind, fields: { file: expect.any(String) } }
		});
		expect(await sideEffects()).toEqual(NONE);
	});
});

describe('days off', () => {
	it('are taken, found where they touch, and taken back until they are over', async () => {
		const { context, orgId, lena } = team;
		const { db } = database;
		const week = { startsOn: '2026-11-23', endsOn: '2026-11-27' };
		await takeDaysOff(context, lena, week);
		await takeDaysOff(context, lena, { startsOn: '2026-11-18', endsOn: '2026-11-18' });
		expect(
			(await daysOffOf(db, orgId, undefined, '2026-11-27', '2026-12-31')).get(lena.memberId)
		).toEqual([week]);
		expect(await daysOffOf(db, orgId, [lena.memberId], '2026-11-19', '2026-11-22')).toEqual(
			new Map()
		);
		expect(await daysOffOf(db, orgId, [], '2026-01-01', '2026-12-31')).toEqual(new Map());
		expect((await sideEffects()).announced).toEqual([
			...factsOf(lena.memberId),
			...factsOf(lena.memberId)
		]);

		const overlapping = await takeDaysOff(context, lena, {
			startsOn: '2026-11-27',
			endsOn: '2026-11-30'
		});
		expect(overlapping).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		const backwards = await takeDaysOff(context, lena, {
			startsOn: '2026-12-02',
			endsOn: '2026-12-01'
		});
		expect(backwards).toMatchObject({
			ok: false,
			problem: { fields: { endsOn: expect.any(String) } }
		});
		expect(await sideEffects()).toEqual({ ...NONE, daysOff: 2 });

		const over = await takeBackDaysOff(context, lena, '2026-11-18', '2026-11-19');
		expect(over).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		const others = await takeBackDaysOff(context, team.aiko, week.startsOn, '2026-11-19');
		expect(others.ok).toBe(false);
		await takeBackDaysOff(context, lena, week.startsOn, '2026-11-19');
		expect(await sideEffects()).toEqual({ ...NONE, daysOff: 1, announced: factsOf(lena.memberId) });
	});

	it('begin today or later, and of a running stretch only what is left is taken back', async () => {
		const { context, orgId, lena } = team;
		const past = { startsOn: '2026-11-17', endsOn: '2026-11-20' };
		expect(await takeDaysOff(context, lena, past)).toMatchObject({
			ok: false,
			problem: { kind: 'invalid', fields: { startsOn: expect.any(String) } }
		});
		expect(await sideEffects()).toEqual(NONE);
		await takeDaysOff(context, lena, { startsOn: '2026-11-18', endsOn: '2026-11-20' });
		await takeBackDaysOff(context, lena, '2026-11-18', '2026-11-20');
		const left = await daysOffOf(database.db, orgId, undefined, '2026-01-01', '2026-12-31');
		expect(left.get(lena.memberId)).toEqual([{ startsOn: '2026-11-18', endsOn: '2026-11-19' }]);
	});

	it('of the past are entered by who leads the person, and the trail says so', async () => {
		const { context, ines, greta, lena, oskar } = team;
		const past = { startsOn: '2026-11-16', endsOn: '2026-11-17' };
		const entered = (who: typeof ines, whose: typeof ines) =>
			giveDaysOff(context, who, whose.memberId, past);
		const isForbidden = { ok: false, problem: { kind: 'forbidden' } };
		for (const [who, whose] of [
			[lena, lena],
			[lena, oskar],
			[ines, oskar],
			[greta, greta]
		] as const)
			expect(await entered(who, whose)).toMatchObject(isForbidden);
		const other = await smallTeam(database, 'Fjord');
		expect(await entered(other.greta, lena)).toMatchObject({ problem: { kind: 'missing' } });
		expect(await sideEffects()).toEqual(NONE);

		expect(await entered(ines, lena)).toEqual({ ok: true, value: null });
		expect(await entered(greta, oskar)).toEqual({ ok: true, value: null });
		expect(await sideEffects()).toMatchObject({ daysOff: 2 });
		const trail = await database.db.select().from(ruleChanges);
		expect(trail.map(({ kind, by, subject, after }) => [kind, by, subject, after])).toEqual([
			['days-off', `member:${ines.memberId}`, lena.memberId, expect.objectContaining(past)],
			['days-off', `member:${greta.memberId}`, oskar.memberId, expect.objectContaining(past)]
		]);
	});
});
