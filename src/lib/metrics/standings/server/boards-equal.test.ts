import { expect, test, vi } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { parseBoardQuery, type BoardQuery } from '../board-query.ts';
import { workOut } from './board-oracle.fixture.ts';
import { dice, makeLife, openCourt, type Court } from './boards.fixture.ts';
import { readBoard, type BoardReading } from './read-board.ts';

vi.setConfig({ testTimeout: 60_000 });

const BOARDS = [
	'metric=points&period=day',
	'metric=points&period=week',
	'metric=points&period=week&team=northern-lights',
	'metric=points&period=quarter&by=team',
	'metric=demos-held&period=week&by=team',
	'metric=demos-held&period=month&rank=target',
	'metric=points&period=week&rank=target&team=harbour-crew',
	'metric=demos-held&period=month&rank=improvement',
	'metric=points&period=month&rank=improvement&team=northern-lights',
	'metric=points&period=week&rank=improvement&group=new-starters',
	'metric=demos-held&period=month&group=new-starters',
	'metric=points&period=month&group=new-starters',
	// October is older than the organization, November closes on the way.
	'metric=demos-held&period=month&at=2026-10-15',
	'metric=demos-held&period=month&at=2026-11-15',
	'metric=demos-held&period=month&at=2026-11-15&group=new-starters',
	'metric=points&period=month&at=2026-11-15&by=team',
	'metric=points&period=month&at=2026-11-15&rank=improvement',
	'metric=points&period=week&at=2026-11-18&rank=target'
].map((address) => parseBoardQuery(new URLSearchParams(address))!);

/** Everything that anybody can be shown of a board. */
function shown(court: Court, reading: BoardReading) {
	const { board, facts } = reading;
	const ids = [...court.reps.map(({ memberId }) => memberId), court.northernLights];
	const rows = reading.top(1000);
	return {
		board,
		facts,
		rows,
		places: ids.map((id) => reading.place(id)),
		keys: rows.map(({ id }) => reading.teamKey(id)),
		version: reading.version()
	};
}

async function expectSame(court: Court, query: BoardQuery, after: string): Promise<void> {
	const { boards, context, orgId } = court;
	const held = await boards.read(orgId, query);
	const fresh = await readBoard(context.db, orgId, query, context.clock.now());
	if (!held.ok || !fresh.ok) throw new Error(`${JSON.stringify(query)} is not there`);
	const message = `${JSON.stringify(query)} after: ${after}`;
	expect(shown(court, held.value), message).toEqual(shown(court, fresh.value));
}

/** What the oracle has met, so that it is no test of empty boards. */
const seen = new Set<string>();

/** The same figures, worked out from the ledger by hand; points are what the ledger's own tests try. */
async function expectTrue(court: Court, query: BoardQuery, after: string): Promise<void> {
	if (query.metric === 'points') return;
	const { boards, orgId, today, northernLights } = court;
	const held = await boards.read(orgId, query);
	if (!held.ok) throw new Error(held.problem.detail);
	const teams = query.by === 'team';
	const rows = held.value.top(1000).map(({ id, rank, was, value, score, late }) => {
		const key = teams ? (id === northernLights ? 'northern-lights' : 'harbour-crew') : id;
		return [key, { rank, was, value, score, late }];
	});
	const expected = await workOut(court.database, orgId, query, today());
	const message = `${JSON.stringify(query)} after: ${after}`;
	expect(Object.fromEntries(rows), message).toEqual(expected);
	for (const { rank, late, was } of Object.values(expected)) {
		if (late) seen.add('late');
		if (was && was !== rank) seen.add('moved');
		if (Object.values(expected).filter((other) => other.rank === rank).length > 1) seen.add('tied');
		seen.add(teams ? 'team' : (query.rank ?? 'value'));
	}
}

test.each([1, 2, 3])(
	'whatever happens, a board in memory is the one the database has (%i)',
	async (seed) => {
		const database = await freshDatabase();
		const court = await openCourt(database, `Halden ${seed}`);
		const live = makeLife(court, seed);
		const roll = dice(seed * 1000);
		const story: string[] = [];
		for (let step = 0; step < 50; step++) {
			// Now and then somebody reads while it happens, and what happens comes in pairs.
			const [query, other] = [BOARDS[roll(BOARDS.length)]!, BOARDS[roll(BOARDS.length)]!];
			const reading = roll(2) ? court.boards.read(court.orgId, query) : undefined;
			story.push(await live());
			await reading;
			for (const which of [query, other]) {
				await expectSame(court, which, story.slice(-3).join(', '));
				await expectTrue(court, which, story.slice(-3).join(', '));
			}
		}
		for (const query of BOARDS) {
			await expectSame(court, query, 'all of it');
			await expectTrue(court, query, 'all of it');
		}
		expect(story.some((line) => /[1-9]\d* periods closed/.test(line))).toBe(true);
	}
);

test('and there was something to see', () => {
	const all = ['late', 'moved', 'tied', 'value', 'target', 'improvement', 'team'];
	expect(all.filter((sight) => !seen.has(sight))).toEqual([]);
});
