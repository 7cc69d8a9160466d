import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import type { Badge } from '#lib/badges/badge.ts';
import { listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { activities, openFigure } from '#lib/metrics/activity/server/index.ts';
import { closedFigure, closePeriods } from '#lib/metrics/closings/server/index.ts';
import { addManyMembers } from '#lib/metrics/standings/server/many-members.fixture.ts';
import { findMoments, makeMoment, type Fact } from '#lib/moments/server/index.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { listValues } from '#lib/recognition/server/index.ts';
import { readProfile, type ProfileQuery } from './index.ts';
import { say, SPECIFIC } from './said.fixture.ts';

let database: Database;
let team: SmallTeam;
let badges: Badge[];

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	badges = await listBadges(database.db, team.orgId);
});

const NONE_OF_ONE = { note: null, entry: null };

const demo = (member: string, day: string, value = '1') => ({
	metric: 'demos-held',
	member: `${member}@halden.example`,
	value,
	occurredAt: day,
	source: 'crm',
	externalId: `${member} ${day}`
});

async function takeBack(externalId: string) {
	const [entry] = await database.db
		.select()
		.from(activities)
		.where(and(eq(activities.orgId, team.orgId), eq(activities.externalId, externalId)));
	await team.ledger.reverse(team.orgId, entry!.id, { by: 'test', note: 'One nought too many.' });
}

async function record(entries: ReturnType<typeof demo>[]) {
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'test', entries });
}

describe('a member’s page', () => {
	async function profileOf(reader: MemberActor, id = team.aiko.memberId, asked: ProfileQuery = {}) {
		const read = await readProfile(team.context, reader, id, asked);
		if (!read.ok) throw new Error(read.problem.detail);
		return read.value;
	}

	it('has her twelve weeks, her best week before this one, and her biggest deal that stands', async () => {
		const entry = (metric: string, value: string, occurredAt: string, externalId: string) => ({
			metric,
			member: 'aiko@halden.example',
			value,
			occurredAt,
			source: 'crm',
			externalId,
			note: 'Brightline'
		});
		await team.ledger.record({
			orgId: team.orgId,
			recordedBy: 'test',
			entries: [
				entry('demos-held', '4', '2026-11-17', 'a'),
				entry('demos-held', '9', '2026-10-28', 'b'),
				entry('demos-held', '30', '2026-01-07', 'long ago'),
				entry('revenue', '18400', '2026-11-16', 'c'),
				entry('revenue', '90000', '2026-11-16', 'd')
			]
		});
		await takeBack('d');
		const profile = await profileOf(team.aiko);
		const shown = (value: string) => showFigure(BigInt(value), 'points', 'EUR');
		expect(profile.weeks.map((week) => [week.start, shown(week.value)])).toEqual([
			...['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'].map((d) => [
				d,
				'0'
			]),
			...['2026-10-05', '2026-10-12', '2026-10-19'].map((d) => [d, '0']),
			['2026-10-26', '900'],
			['2026-11-02', '0'],
			['2026-11-09', '0'],
			['2026-11-16', '584']
		]);
		expect(profile.bestEarlier).toMatchObject({ start: '2026-01-05' });
		expect(shown(profile.bestEarlier!.value)).toBe('3,000');
		expect(profile.biggestDeal).toEqual({
			entry: expect.any(String),
			value: '1840000',
			account: 'Brightline'
		});
		expect(profile).toMatchObject({ isOwn: true, person: { team: 'Northern Lights' } });
	});

	it('keeps a badge that came with private words between the two', async () => {
		const badgeId = badges[3]!.id;
		const to = [team.aiko.memberId];
		await say(team, team.ines, { to, badgeId, inFeed: false });
		await say(team, team.ines, { to, badgeId: badges[0]!.id, sentence: `${SPECIFIC} Again!` });
		const held = async (reader: MemberActor) =>
			(await profileOf(reader)).badges.map(({ badge }) => badge.name).sort();
		expect(await held(team.aiko)).toEqual(['Door Opener', 'Lifter']);
		expect(await held(team.lena)).toEqual(['Door Opener']);
		expect(await held(team.greta)).toEqual(['Door Opener']);
		expect((await profileOf(team.lena)).isOwn).toBe(false);
	});

	it('shows her place on each past board, and a gap where she stood on none', async () => {
		await record([
			...[demo('aiko', '2026-11-03', '4'), demo('lena', '2026-11-03', '6')],
			demo('oskar', '2026-11-10', '2'),
			...[demo('aiko', '2026-11-17', '5'), demo('lena', '2026-11-17', '5')],
			demo('oskar', '2026-11-17', '1')
		]);
		const asked = { metric: 'demos-held' };
		const { standing } = await profileOf(team.lena, undefined, asked);
		expect(standing.metric).toEqual({ key: 'demos-held', name: 'Demos held', unit: 'count' });
		expect(
			standing.stands.slice(-4).map(({ start, value, rank, size }) => [start, value, rank, size])
		).toEqual([
			['2026-10-26', null, null, 0],
			['2026-11-02', '4', 2, 2],
			['2026-11-09', null, null, 1],
			['2026-11-16', '5', 1, 3]
		]);
		const months = await profileOf(team.lena, undefined, { ...asked, kind: 'month' });
		expect(months.standing.stands.at(-1)).toMatchObject({
			...{ start: '2026-11-01', end: '2026-11-30', value: '9', rank: 2, size: 3 }
		});
		expect((await profileOf(team.lena, undefined, { metric: 'none' })).standing).toMatchObject({
			metric: { key: 'points' }
		});
	});

	it('says of a closed week what its board says, and opens to just that, whatever came later', async () => {
		await record([
			...[demo('aiko', '2026-11-04', '3'), demo('aiko', '2026-11-17', '4')],
			...[demo('aiko', '2026-11-18', '1'), demo('lena', '2026-11-17', '6')]
		]);
		team.at('2026-11-25T12:00:00Z');
		expect(await closePeriods(team.context)).toBeGreaterThan(0);
		const shown = async () => {
			const { weeks, standing } = await profileOf(team.aiko, undefined, { metric: 'demos-held' });
			const points = { metric: 'points', from: '2026-11-16', to: '2026-11-22' };
			const address = { ...points, member: team.aiko.memberId };
			const opened = await openFigure(team.context, team.aiko, address, closedFigure);
			return {
				week: [weeks.at(-2)!.value, opened.ok && opened.value.behind.sum],
				stood: standing.stands.at(-2)
			};
		};
		const final = await shown();
		expect(final).toMatchObject({
			week: ['500000000000', '500000000000'],
			stood: { start: '2026-11-16', value: '5', rank: 2 }
		});
		await record([demo('aiko', '2026-11-19', '9')]);
		await takeBack('aiko 2026-11-18');
		expect(await shown()).toEqual(final);
	});

	it('counts no typo as a best that was taken back after its week had closed, nor does the bell', async () => {
		const mondays = ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'];
		await record([
			...mondays.map((day) => demo('aiko', day, '12')),
			...[demo('aiko', '2026-11-16', '15'), demo('aiko', '2026-11-17', '40')]
		]);
		team.at('2026-11-25T12:00:00Z');
		await closePeriods(team.context);
		await takeBack('aiko 2026-11-17');
		const read = () => profileOf(team.aiko, undefined, { metric: 'demos-held' });
		const { weeks, bestEarlier, bests } = await read();
		expect(weeks.at(-2)!.value).toBe('5500000000000');
		expect(bestEarlier).toEqual({ start: '2026-11-16', value: '1500000000000' });
		expect(bests.map(({ kind, start, value }) => [kind, start, value])).toEqual([
			['day', '2026-11-16', '15'],
			['week', '2026-11-16', '15'],
			['month', '2026-11-01', '39'],
			['single', '2026-11-16', '15']
		]);
		const week = { metric: 'demos-held', from: '2026-11-16', to: '2026-11-22' };
		const address = { ...week, member: team.aiko.memberId };
		const opened = await openFigure(team.context, team.aiko, address, closedFigure);
		expect(opened.ok && opened.value.behind).toMatchObject({
			sum: '55',
			closed: { after: { sum: '-40', now: '15' } }
		});
		await takeJobs(database);
		await record([demo('aiko', '2026-11-25', '16')]);
		for (const fact of await takeJobs<Fact>(database))
			await findMoments(team.context, fact, async () => undefined);
		const { moments, ...now } = await read();
		expect(moments.map(({ headline }) => headline)).toEqual(['had a best week: 16 demos held']);
		expect(now.bests[1]).toMatchObject({ kind: 'week', start: '2026-11-23', value: '16' });
	});

	it('tells others no place that the board does not show them', async () => {
		await addManyMembers(database, team.orgId, 250, { week: '2026-11-16', today: '2026-11-18' });
		await record([demo('aiko', '2026-11-17', '1')]);
		const place = async (reader: MemberActor) => (await profileOf(reader)).standing.stands.at(-1)!;
		const own = await place(team.aiko);
		expect(own.rank).toBeGreaterThan(50);
		expect(own.size).toBe(251);
		expect(await place(team.lena)).toEqual({ ...own, rank: null });
	});

	it('has her bests in what the reader chose, and the streaks that run', async () => {
		const days = ['2026-11-12', '2026-11-13', '2026-11-16', '2026-11-17'];
		await record([demo('aiko', '2026-10-07', '6'), ...days.map((day) => demo('aiko', day, '3'))]);
		const profile = await profileOf(team.lena, undefined, { metric: 'demos-held' });
		expect(profile.bests).toEqual([
			{ ...{ kind: 'day', start: '2026-10-07', end: '2026-10-07', value: '6' }, ...NONE_OF_ONE },
			{ ...{ kind: 'week', start: '2026-10-05', end: '2026-10-11', value: '6' }, ...NONE_OF_ONE },
			{ ...{ kind: 'month', start: '2026-11-01', end: '2026-11-30', value: '12' }, ...NONE_OF_ONE },
			{
				...{ kind: 'single', start: '2026-10-07', end: '2026-10-07', value: '6' },
				...{ note: null, entry: expect.any(String) }
			}
		]);
		expect(profile.streaks).toEqual([
			{ metric: { key: 'demos-held', name: 'Demos held' }, now: 4, longest: 4 }
		]);
		expect((await profileOf(team.lena)).bests.map(({ kind }) => kind)).toEqual([
			...['day', 'week', 'month']
		]);
	});

	it('turns her moments page by page', async () => {
		const { memberId } = team.aiko;
		for (let n = 1; n <= 12; n++)
			await makeMoment(database.db, team.orgId, {
				kind: 'work',
				cause: `activity:${n}`,
				...{ memberId, teamId: team.northernLights, headline: `win ${n}` },
				...{ inFeed: true, onTv: false, at: new Date(Date.UTC(2026, 10, n)) }
			});
		const first = await profileOf(team.lena);
		expect(first.moments.map(({ headline }) => headline).slice(0, 2)).toEqual(['win 12', 'win 11']);
		expect(first.moments).toHaveLength(10);
		const next = await profileOf(team.lena, memberId, { before: first.earlier! });
		expect(next.moments.map(({ headline }) => headline)).toEqual(['win 2', 'win 1']);
		expect(next.earlier).toBeNull();
	});

	it('says what she is recognised for, private words to her alone', async () => {
		const [courage, craft] = await listValues(database.db, team.orgId);
		const to = [team.aiko.memberId];
		await say(team, team.ines, { to, valueId: craft!.id });
		await say(team, team.lena, { to, valueId: craft!.id });
		await say(team, team.ines, { to, valueId: courage!.id, inFeed: false });
		expect((await profileOf(team.aiko)).recognisedFor).toEqual([
			{ value: 'Courage', times: 1 },
			{ value: 'Craft', times: 2 }
		]);
		expect((await profileOf(team.lena)).recognisedFor).toEqual([{ value: 'Craft', times: 2 }]);
	});

	it('tells her alone when somebody who leads her last said something specific', async () => {
		const to = [team.aiko.memberId];
		team.at('2026-11-10T09:00:00Z');
		await say(team, team.ines, { to, inFeed: false });
		team.at('2026-11-12T09:00:00Z');
		await say(team, team.ines, { to, sentence: 'Great job!' });
		await say(team, team.lena, { to });
		team.at('2026-11-18T09:00:00Z');
		expect((await profileOf(team.aiko)).own?.lastWord).toEqual({
			at: '2026-11-10T09:00:00.000Z',
			from: { id: team.ines.memberId, name: 'Ines Falk' }
		});
		for (const reader of [team.ines, team.lena]) expect((await profileOf(reader)).own).toBeNull();
	});

	it('is nobody’s in another organization', async () => {
		const other = await smallTeam(database, 'Fjord');
		expect(await readProfile(team.context, team.greta, other.aiko.memberId)).toMatchObject({
			problem: { kind: 'missing' }
		});
	});
});
