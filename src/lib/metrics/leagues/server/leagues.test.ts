import { and, asc, count, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Story } from '#lib/app/server/demo/found-story.ts';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { changeRole, leave, ruleChanges } from '#lib/identity/server/index.ts';
import { createLedger, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { changeCalendar, closePeriods } from '#lib/metrics/closings/server/index.ts';
import { periodOf } from '#lib/platform/period.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { contextOver, newTeam, who, type TestContext } from '../../../../../tests/demo.ts';
import { smallTeam } from '../../../../../tests/small-team.ts';
import {
	leagueMembers,
	leagueOf,
	leagueTopic,
	leaguePlaces,
	leagueSeasons,
	leaveLeague,
	openLeagues,
	playLeagues,
	previewLeagues,
	returnToLeague,
	setLeagueRules
} from './index.ts';

const REPS = 'Mara Tomás Jonas Aiko Lena Priya Oskar Sana Emil Hana Caio'.split(' ');
const WEEKLY = { plays: true, metric: 'points', season: 'week', size: 6 } as const;

interface Office {
	context: TestContext;
	story: Story;
	ledger: Ledger;
	admin: MemberActor;
	at(time: string): void;
}

let serial = 0;

/** Halden & Co on a Monday, after three weeks in which Mara held eleven demos a week and Caio one. */
async function anOffice(): Promise<Office> {
	const context = contextOver(await freshDatabase(), new Date('2026-11-02T09:00:00Z'));
	const story = await newTeam(context);
	const office = {
		context,
		story,
		ledger: createLedger(context),
		admin: who(story, 'Greta'),
		at: (time: string) => context.goTo(new Date(time))
	};
	for (const day of ['2026-10-13', '2026-10-20', '2026-10-27'])
		for (const [index, name] of REPS.entries()) await demos(office, name, 11 - index, day);
	return office;
}

async function demos({ story, ledger }: Office, name: string, value: number, day: string) {
	const recorded = await ledger.record({
		orgId: story.organization.id,
		recordedBy: 'key:crm',
		entries: [
			{
				metric: 'demos-held',
				member: `${name.toLowerCase().replace('á', 'a')}@halden.example`,
				value,
				occurredAt: day,
				source: 'crm',
				externalId: `demos-${++serial}`
			}
		]
	});
	expect(recorded).toMatchObject({ recorded: 1, rejected: [], unresolved: [] });
}

/** The leagues of the week that starts on this day, as first names in the order of the alphabet. */
async function leagues({ context, story }: Office, start: string): Promise<string[][]> {
	const { id, ...calendar } = story.organization;
	const period = periodOf('week', start, calendar);
	const names = new Map(
		Object.entries(story.people).map(([name, { memberId }]) => [memberId, name.split(' ')[0]!])
	);
	const found: string[][] = [];
	for (let league = 1; ; league++) {
		const one = await leagueMembers(context.db, id, league, period);
		if (!one) return found;
		found.push(one.members.map((member) => names.get(member)!).sort());
	}
}

async function placeOf({ context, story }: Office, name: string, startsOn: string) {
	const [place] = await context.db
		.select()
		.from(leaguePlaces)
		.where(
			and(eq(leaguePlaces.memberId, who(story, name).memberId), eq(leaguePlaces.startsOn, startsOn))
		);
	return place;
}

async function seasons({ context }: Office): Promise<string[]> {
	const rows = await context.db.select().from(leagueSeasons).orderBy(asc(leagueSeasons.startsOn));
	return rows.map(({ season, startsOn }) => `${season} ${startsOn}`);
}

/** What the server does every quarter of an hour, by two servers at once. */
async function tick({ context }: Office): Promise<string[]> {
	await closePeriods(context);
	const from = context.announced.length;
	await Promise.all([playLeagues(context), playLeagues(context)]);
	return context.announced.slice(from).flatMap(({ facts }) => facts);
}

describe('leagues over some weeks', () => {
	let office: Office;

	beforeAll(async () => {
		office = await anOffice();
	});

	it('begin when an admin switches them on, by what each brought in the last three weeks', async () => {
		const { context, admin, story } = office;
		expect(await setLeagueRules(context, who(story, 'Ines'), WEEKLY)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		const from = context.announced.length;
		expect(await setLeagueRules(context, admin, WEEKLY)).toEqual({ ok: true, value: null });
		expect(context.announced.slice(from).map(({ facts }) => facts)).toEqual([['leagues']]);
		expect(await leagues(office, '2026-11-02')).toEqual([
			['Aiko', 'Jonas', 'Lena', 'Mara', 'Priya', 'Tomás'],
			['Caio', 'Emil', 'Hana', 'Nora', 'Oskar', 'Sana']
		]);
		// Eleven demos a week at 100 points, six times.
		expect(await placeOf(office, 'Mara', '2026-11-02')).toMatchObject({
			moved: 'placed',
			reason: 'trailing',
			trailing: 6_600_000_000_000n,
			rankBefore: null
		});
		expect(await placeOf(office, 'Nora', '2026-11-02')).toMatchObject({
			league: 2,
			reason: 'new',
			trailing: null
		});
		const changes = await context.db
			.select()
			.from(ruleChanges)
			.where(eq(ruleChanges.kind, 'league'));
		expect(changes).toMatchObject([
			{ by: `member:${admin.memberId}`, before: { plays: false }, after: { plays: true, size: 6 } }
		]);
	});

	it('stay as they are until the week’s figures are final, on Monday at noon', async () => {
		office.at('2026-11-05T09:00:00Z');
		for (const [name, value] of [
			['Caio', 9],
			['Nora', 8],
			['Oskar', 7],
			['Mara', 5],
			['Tomás', 4],
			['Jonas', 3],
			['Aiko', 2],
			['Lena', 1]
		] as const)
			await demos(office, name, value, '2026-11-04');
		office.at('2026-11-09T10:59:00Z');
		expect(await tick(office)).toEqual([]);
		expect(await leagues(office, '2026-11-09')).toEqual([]);
	});

	it('then move the first two up and the last two down, once, however many servers try', async () => {
		office.at('2026-11-09T11:00:00Z');
		expect(await tick(office)).toEqual(['leagues']);
		expect(await tick(office)).toEqual([]);
		expect(await seasons(office)).toEqual(['week 2026-11-02', 'week 2026-11-09']);
		// Five of League 1 and three of League 2 played: a third of three is one.
		expect(await leagues(office, '2026-11-09')).toEqual([
			['Aiko', 'Caio', 'Jonas', 'Mara', 'Priya', 'Tomás'],
			['Emil', 'Hana', 'Lena', 'Nora', 'Oskar', 'Sana']
		]);
		expect(await placeOf(office, 'Caio', '2026-11-09')).toMatchObject({
			moved: 'promoted',
			reason: 'rank',
			leagueBefore: 2,
			rankBefore: 1,
			ofBefore: 3,
			valueBefore: 900_000_000_000n,
			crossed: 1
		});
		expect(await placeOf(office, 'Priya', '2026-11-09')).toMatchObject({ reason: 'quiet' });
	});

	it('tell each rep why they play where they play, and managers all leagues', async () => {
		const { context, story } = office;
		const caio = await openLeagues(context, who(story, 'Caio'));
		expect(caio).toMatchObject({
			plays: true,
			season: { state: 'running', leagues: 2, figure: { key: 'points', unit: 'points' } },
			mine: {
				is: 'in',
				league: 1,
				moved: 'promoted',
				why: 'You were 1st of 3 in League 2 with 900 points: the first one goes up.'
			},
			leagues: [1]
		});
		expect(await openLeagues(context, who(story, 'Ines'))).toMatchObject({
			mine: null,
			leagues: [1, 2]
		});
		const topic = leagueTopic(context);
		const [rep, tv] = [who(story, 'Caio'), { kind: 'display', orgId: caio } as unknown as Actor];
		expect([topic.mayWatch(rep, 2), topic.mayWatch(tv, 2)]).toEqual([true, false]);
		const reading = (await topic.read(story.organization.id, 2))!;
		expect(reading.state.view).toMatchObject({ league: 2, up: 2, down: 0 });
		expect(reading.state.view.members.map(({ name }) => name.split(' ')[0])).toEqual(
			(await leagues(office, '2026-11-09'))[1]
		);
		expect(await topic.read(story.organization.id, 3)).toBeUndefined();
	});

	it('show an admin how today’s people would be divided', async () => {
		const { context, story } = office;
		const asked = new URLSearchParams({ metric: 'demos-held', season: 'month', size: '12' });
		const settings = await previewLeagues(context, story.organization.id, asked);
		expect(settings).toMatchObject({
			plays: false,
			choice: { metric: 'demos-held', season: 'month', size: 12 },
			people: 12,
			running: { kind: 'week', start: '2026-11-09' }
		});
		// Mara held eleven demos a week in three weeks of October, and nothing is known of before.
		expect(settings.preview).toHaveLength(1);
		expect(settings.preview[0]!.members[0]).toMatchObject({ name: 'Mara Silva', average: '33' });
		const set = await previewLeagues(context, story.organization.id, new URLSearchParams());
		expect(set).toMatchObject({ plays: true, choice: { season: 'week', size: 6 } });
	});

	it('are not decided again by what comes late', async () => {
		await demos(office, 'Lena', 50, '2026-11-05');
		expect(await tick(office)).toEqual([]);
		expect(await placeOf(office, 'Lena', '2026-11-09')).toMatchObject({ league: 2 });
	});

	it('are left with one tap and entered again with one, into the same league', async () => {
		const { context, story } = office;
		const aiko = who(story, 'Aiko');
		const from = context.announced.length;
		for (let taps = 0; taps < 2; taps++)
			expect(await leaveLeague(context, aiko)).toEqual({ ok: true, value: null });
		expect((await leagues(office, '2026-11-09'))[0]).not.toContain('Aiko');
		expect(await leagueOf(context.db, aiko.orgId, aiko.memberId, '2026-11-09')).toBeUndefined();
		expect(await returnToLeague(context, aiko)).toEqual({ ok: true, value: null });
		expect(await leagueOf(context.db, aiko.orgId, aiko.memberId, '2026-11-09')).toMatchObject({
			league: 1,
			period: { kind: 'week', start: '2026-11-09' }
		});
		expect(context.announced.slice(from).flatMap(({ facts }) => facts)).toEqual([
			'leagues',
			'leagues',
			'leagues'
		]);
		expect(await leaveLeague(context, who(story, 'Ines'))).toMatchObject({
			problem: { kind: 'conflict' }
		});
	});

	it('lose whoever leaves the office or leads from now on, and show closed weeks as they were', async () => {
		const { context, admin, story } = office;
		await leave(context, admin, who(story, 'Oskar').memberId);
		await changeRole(context, admin, who(story, 'Jonas').memberId, 'manager');
		const now = await leagues(office, '2026-11-09');
		expect(now.flat()).not.toContain('Oskar');
		expect(now.flat()).not.toContain('Jonas');
		expect(await tick(office)).toEqual(['leagues']);
		expect(await tick(office)).toEqual([]);
		expect((await leagues(office, '2026-11-02')).flat()).toEqual(
			expect.arrayContaining(['Oskar', 'Jonas'])
		);
	});

	it('become one where ten are left, and are caught up with week by week after a pause', async () => {
		await leaveLeague(office.context, who(office.story, 'Sana'));
		office.at('2026-11-27T09:00:00Z');
		for (const day of ['2026-11-12', '2026-11-18', '2026-11-26'])
			for (const name of ['Mara', 'Emil', 'Hana']) await demos(office, name, 3, day);
		for (const name of ['Tomás', 'Aiko', 'Lena', 'Priya', 'Caio', 'Nora'])
			await demos(office, name, 1, '2026-11-26');
		office.at('2026-12-01T09:00:00Z');
		expect(await tick(office)).toContain('leagues');
		expect(await tick(office)).toEqual([]);
		expect(await seasons(office)).toEqual([
			'week 2026-11-02',
			'week 2026-11-09',
			'week 2026-11-16',
			'week 2026-11-23',
			'week 2026-11-30'
		]);
		const [only, ...more] = await leagues(office, '2026-11-30');
		expect(more).toEqual([]);
		expect(only).toEqual([
			'Aiko',
			'Caio',
			'Emil',
			'Hana',
			'Lena',
			'Mara',
			'Nora',
			'Priya',
			'Tomás'
		]);
		expect(await placeOf(office, 'Mara', '2026-11-16')).toMatchObject({ reason: 'anew' });
		expect(await placeOf(office, 'Mara', '2026-11-30')).toMatchObject({ reason: 'rank' });
	});

	it('end with their season when they are switched off, and begin afresh when they are back', async () => {
		const { context, admin } = office;
		office.at('2026-12-02T09:00:00Z');
		await setLeagueRules(context, admin, { ...WEEKLY, plays: false });
		expect(await leagues(office, '2026-11-30')).toHaveLength(1);
		office.at('2026-12-21T12:00:00Z');
		for (const name of ['Mara', 'Tomás', 'Aiko', 'Lena', 'Priya', 'Caio'])
			await demos(office, name, 1, '2026-12-09');
		await tick(office);
		expect((await seasons(office)).at(-1)).toBe('week 2026-11-30');
		await setLeagueRules(context, admin, WEEKLY);
		expect((await seasons(office)).slice(-2)).toEqual(['week 2026-11-30', 'week 2026-12-21']);
		const [{ n } = { n: 0 }] = await context.db
			.select({ n: count() })
			.from(leaguePlaces)
			.where(and(eq(leaguePlaces.startsOn, '2026-12-21'), eq(leaguePlaces.moved, 'placed')));
		expect(n).toBe(6);
	});

	it('begin again by other rules on the day they began, later only with the next season', async () => {
		const { context, admin } = office;
		await setLeagueRules(context, admin, { ...WEEKLY, season: 'month' });
		expect((await seasons(office)).slice(-2)).toEqual(['week 2026-11-30', 'month 2026-12-01']);
		office.at('2026-12-22T12:00:00Z');
		await setLeagueRules(context, admin, { ...WEEKLY, metric: 'demos-held' });
		expect((await seasons(office)).at(-1)).toBe('month 2026-12-01');
		// December is played to its end, and closes on the first of January, in a week that has begun.
		office.at('2027-01-04T09:00:00Z');
		await tick(office);
		expect((await seasons(office)).slice(-2)).toEqual(['month 2026-12-01', 'week 2027-01-04']);
	});
});

it('a season goes on by its figures where weeks start on another day from now on', async () => {
	const office = await anOffice();
	const { context, admin, story } = office;
	await setLeagueRules(context, admin, WEEKLY);
	const sundays = { weekStart: 7, fiscalStart: story.organization.fiscalStart };
	expect(await changeCalendar(context, admin, sundays)).toMatchObject({ ok: true });
	Object.assign(story.organization, sundays);
	await demos(office, 'Sana', 9, '2026-11-02');
	for (const name of [
		'Mara',
		'Oskar',
		'Emil',
		'Hana',
		'Caio',
		'Jonas',
		'Tomás',
		'Aiko',
		'Lena',
		'Priya'
	])
		await demos(office, name, 1, '2026-11-02');
	expect((await leagues(office, '2026-11-02')).map(({ length }) => length)).toEqual([6, 6]);
	office.at('2026-11-09T13:00:00Z');
	await tick(office);
	expect((await leagues(office, '2026-11-09'))[0]).toContain('Sana');
	expect(await placeOf(office, 'Sana', '2026-11-08')).toMatchObject({ moved: 'promoted' });
});

it('five people are told nothing but that they are too few', async () => {
	const team = await smallTeam(await freshDatabase());
	expect(await setLeagueRules(team.context, team.greta, WEEKLY)).toMatchObject({ ok: true });
	expect(team.announced()).toEqual(['leagues']);
	const week = periodOf('week', '2026-11-18', { weekStart: 1, fiscalStart: 1 });
	expect(await leagueMembers(team.context.db, team.orgId, 1, week)).toBeUndefined();
	expect(await setLeagueRules(team.context, team.greta, { ...WEEKLY, metric: 'nothing' })).toEqual({
		ok: false,
		problem: expect.objectContaining({ kind: 'invalid', fields: { metric: expect.any(String) } })
	});
});
