import { beforeAll, describe, expect, it } from 'vitest';
import { createLedger, type Entry } from '#lib/metrics/activity/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { contextOver, newTeam, who, type TestContext } from '../../../../../tests/demo.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { EVERYONE, readBoardAddress, type BoardAddress } from '../board-address.ts';
import { openStandings } from './index.ts';

let database: Database;
let context: TestContext;
let story: Awaited<ReturnType<typeof newTeam>>;

beforeAll(async () => {
	database = await freshDatabase();
	context = contextOver(database);
	story = await newTeam(context);
	const ledger = createLedger(context);
	const held = (firstName: string, day: string, value: number): Entry => ({
		metric: 'demos-held',
		member: `${firstName.toLowerCase()}@halden.example`,
		value,
		occurredAt: day,
		source: 'calendar',
		externalId: newId()
	});
	const recorded = await ledger.record({
		orgId: story.organization.id,
		recordedBy: 'import',
		entries: [
			held('Aiko', '2026-11-17', 2),
			held('Aiko', '2026-11-10', 3),
			held('Aiko', '2026-11-03', 1),
			held('Oskar', '2026-11-17', 4)
		]
	});
	expect(recorded.recorded).toBe(4);
});

function open(by: string, search: string | Partial<BoardAddress> = '') {
	const asked = typeof search === 'string' ? readBoardAddress(new URLSearchParams(search)) : search;
	return openStandings(context, who(story, by), { metric: 'points', period: 'week', ...asked });
}

describe('which board', () => {
	it.each([
		["a rep's own team", 'Aiko', '', 'board?metric=points&period=week&team=northern-lights'],
		['the team one leads', 'Ruben', '', 'board?metric=points&period=week&team=harbour-crew'],
		["everybody's for an admin", 'Greta', '', 'board?metric=points&period=week'],
		[
			'the one in the address',
			'Aiko',
			'team=harbour-crew&period=day',
			'board?metric=points&period=day&team=harbour-crew'
		],
		['everybody on request', 'Aiko', `team=${EVERYONE}`, 'board?metric=points&period=week'],
		['teams side by side', 'Aiko', 'by=team', 'board?by=team&metric=points&period=week'],
		['an earlier week', 'Greta', 'at=2026-11-10', 'board?at=2026-11-10&metric=points&period=week'],
		[
			'this week stays the running one',
			'Greta',
			'at=2026-11-16',
			'board?metric=points&period=week'
		],
		['a week to come is none', 'Greta', 'at=2027-01-01', 'board?metric=points&period=week'],
		['an unknown metric is none', 'Greta', 'metric=emails', 'board?metric=points&period=week'],
		[
			'nor is an unknown team',
			'Aiko',
			'team=nobody',
			'board?metric=points&period=week&team=northern-lights'
		]
	])('%s', async (_, by, search, topic) => {
		expect((await open(by, search)).topic).toBe(topic);
	});
});

describe('beside the board', () => {
	it("stands the reader's best earlier period", async () => {
		expect((await open('Aiko', 'metric=demos-held')).best).toBe('3');
		expect((await open('Aiko', 'metric=demos-held&at=2026-11-10')).best).toBe('1');
		expect((await open('Oskar', 'metric=demos-held')).best).toBeNull();
	});

	it('stands nothing that was not opened', async () => {
		expect(await open('Aiko')).toMatchObject({ open: null, adding: null });
	});
});

describe('an open figure', () => {
	it('adds up, and may be corrected by who leads the team', async () => {
		const aiko = who(story, 'Aiko').memberId;
		const shown = async (by: string) => (await open(by, { open: aiko, team: EVERYONE })).open!;
		const seen = await shown('Ines');
		expect(seen.behind).toMatchObject({ sum: '200000000000', activities: 1, older: null });
		expect(seen.behind.items).toMatchObject([
			{ value: '2', source: 'calendar', mayTakeBack: true }
		]);
		expect(seen.behind.items[0]).not.toHaveProperty('teamId');
		expect((await shown('Ruben')).behind.items[0]!.mayTakeBack).toBe(false);
		expect((await shown('Aiko')).behind.items[0]!.mayTakeBack).toBe(false);
		expect([(await shown('Aiko')).mayAdd, (await shown('Lena')).mayAdd]).toEqual([true, false]);
	});

	it('is none for an id of nobody and for what is no id', async () => {
		expect((await open('Aiko', { open: newId() })).open).toBeNull();
		expect((await open('Aiko', 'open=everybody')).open).toBeNull();
	});

	it("is a whole team's where teams stand side by side", async () => {
		const harbour = story.teams['Harbour Crew']!.id;
		const { open: opened } = await open('Aiko', { by: 'team', open: harbour });
		expect(opened).toMatchObject({ whose: 'Harbour Crew', memberId: null, mayAdd: false });
		expect(opened!.behind).toMatchObject({ sum: '400000000000', activities: 1 });
		expect(opened!.behind.items).toMatchObject([{ member: { name: 'Oskar Berg' }, value: '4' }]);
	});
});

describe('the form for an activity', () => {
	it.each([
		['Aiko', 'Aiko', true],
		['Ines', 'Aiko', true],
		['Greta', 'Oskar', true],
		['Lena', 'Aiko', false],
		['Ruben', 'Aiko', false]
	])('by %s for %s: %s', async (by, of, opens) => {
		const { adding } = await open(by, { add: who(story, of).memberId });
		expect(adding !== null).toBe(opens);
	});

	it('carries a key of its own each time', async () => {
		const add = { add: who(story, 'Aiko').memberId };
		const keys = [(await open('Aiko', add)).adding!.key, (await open('Aiko', add)).adding!.key];
		expect(new Set(keys).size).toBe(2);
	});
});
