import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importPeople, moveMember } from '#lib/identity/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Database, Queryable } from '#lib/platform/server/database.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import type { BoardQuery } from '../board-query.ts';
import { applyPlace, placeTopic, type PlaceState } from '../place-window.ts';
import { emailOf, openCourt, type Court } from './boards.fixture.ts';
import { createBoards } from './boards.ts';
import { boardTopicOf, placeTopicOf } from './index.ts';
import { addManyMembers, movePoints } from './many-members.fixture.ts';
import type { BoardReading } from './read-board.ts';

const WEEK = '2026-11-16';
const points: BoardQuery = { metric: 'points', period: 'week', by: 'member', rank: 'value' };

let database: Database;
let court: Court;
let many: MemberId[];
let queries: number;
let gate: Promise<void> | undefined;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
	court = await openCourt(database, 'Halden & Co');
	many = await addManyMembers(database, court.orgId, 300, { week: WEEK, today: court.today() });
});

beforeEach(() => {
	court.boards = createBoards({ db: counted(database.db), clock: court.context.clock });
	queries = 0;
	gate = undefined;
});

/** The database with its statements counted, which waits while the gate is shut. */
function counted(db: Queryable): Queryable {
	const count = <T extends object>(target: T, names: (keyof T)[]): T =>
		new Proxy(target, {
			get(of, name) {
				const found = Reflect.get(of, name) as unknown;
				if (typeof found !== 'function') return found;
				if (!names.includes(name as keyof T)) return found.bind(of) as unknown;
				return (...args: unknown[]) => {
					queries += 1;
					const run = () => (found as (...args: unknown[]) => unknown).apply(of, args);
					return name === 'execute' && gate ? gate.then(run) : run();
				};
			}
		});
	return count(db, ['execute', 'select', 'selectDistinctOn']);
}

async function read(query: BoardQuery): Promise<BoardReading> {
	const reading = await court.boards.read(court.orgId, query);
	if (!reading.ok) throw new Error(reading.problem.detail);
	return reading.value;
}

async function record(member: string, metric: string, value: number, day: string): Promise<void> {
	const entry = { metric, member, value, occurredAt: day, source: 'crm' };
	const entries = [{ ...entry, externalId: `b-${++serial}` }];
	await court.ledger.record({ orgId: court.orgId, recordedBy: 'import', entries });
}

async function spent(work: () => Promise<unknown>): Promise<number> {
	const before = queries;
	await work();
	return queries - before;
}

describe('a board in memory', () => {
	it('is read once, however many look at it at once and afterwards', async () => {
		const one = await spent(() => read(points));
		court.boards.missed();
		const hundred = await spent(() => Promise.all(Array.from({ length: 100 }, () => read(points))));
		expect(hundred).toBe(one);
		expect(await spent(() => read(points))).toBe(0);
	});

	it('reads one statement for those who moved, and nothing for another board’s', async () => {
		await read(points);
		court.boards.heard(
			court.orgId,
			await movePoints(database, court.orgId, many.slice(0, 3), WEEK)
		);
		expect(await spent(() => read(points))).toBe(1);
		const others = ['totals:points:week:2026-11-09', `moved:${many[0]}`, 'goals'];
		court.boards.heard(court.orgId, others);
		expect(await spent(() => read(points))).toBe(0);
	});

	it('is read whole where nobody says who moved', async () => {
		const whole = await spent(() => read(points));
		for (const facts of [[`totals:points:week:${WEEK}`], ['people'], ['closings'], ['*']]) {
			court.boards.heard(court.orgId, facts);
			expect(await spent(() => read(points))).toBe(whole);
		}
	});

	it('reads again what was announced while it was being read', async () => {
		await read(points);
		const open = shut();
		court.boards.heard(court.orgId, await movePoints(database, court.orgId, [many[0]!], WEEK));
		const first = read(points);
		// Moves after that statement has its snapshot, or before: it may not be trusted.
		const facts = await movePoints(database, court.orgId, [many[1]!], WEEK);
		court.boards.heard(court.orgId, facts);
		open();
		await first;
		expect(await spent(() => read(points))).toBe(1);
	});

	it('hears of a midnight that nobody announces', async () => {
		const before = await read(points);
		expect(before.board.today).toBe('2026-11-18');
		court.at('2026-11-18T23:30:00Z');
		expect((await read(points)).board.today).toBe('2026-11-19');
		court.at('2026-11-18T09:00:00Z');
	});

	it('knows no metric, team, group or league that is not there', async () => {
		const nowhere = [{ metric: 'hugs' }, { team: 'nobody' }, { group: 'nobody' }, { league: 1 }];
		for (const odd of nowhere) {
			const reading = await court.boards.read(court.orgId, { ...points, ...odd });
			expect(reading).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		}
		expect(court.boards.counts().boards).toBe(0);
	});

	it('comes and goes: the longest unread make room', async () => {
		const { clock } = court.context;
		const limits = { boards: 3, rows: 1000 };
		court.boards = createBoards({ db: counted(database.db), clock }, limits);
		const days = ['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-04', '2025-01-05'];
		const day = (at: string) => read({ ...points, period: 'day', at });
		for (const at of days) await day(at);
		expect(court.boards.counts().boards).toBe(3);
		expect(await spent(() => day('2025-01-04'))).toBe(0);
		expect(await spent(() => day('2025-01-01'))).toBeGreaterThan(0);
		court.at('2026-11-18T09:30:00Z');
		await day('2025-01-01');
		expect(court.boards.counts().boards).toBe(1);
		court.at('2026-11-18T09:00:00Z');
	});

	it('counts its rows: a few large ones leave no room for more', async () => {
		const { clock } = court.context;
		court.boards = createBoards({ db: database.db, clock }, { boards: 9, rows: 700 });
		for (const rank of ['value', 'target', 'improvement'] as const) await read({ ...points, rank });
		expect(court.boards.counts()).toEqual({ boards: 2, rows: 600 });
	});

	it('says what went wrong, and is read anew the next time', async () => {
		const broken = new Proxy(database.db, {
			get: () => () => {
				throw new Error('the database is away');
			}
		});
		const clock = court.context.clock;
		const boards = createBoards({ db: broken, clock });
		await expect(boards.read(court.orgId, points)).rejects.toThrow('the database is away');
		expect(boards.counts().boards).toBe(0);
	});
});

function shut(): () => void {
	let open = () => {};
	gate = new Promise((resolve) => {
		open = () => {
			gate = undefined;
			resolve();
		};
	});
	return () => open();
}

describe('a board too large to be shown whole', () => {
	const topic = () => placeTopicOf(court.boards);
	const query = (member: MemberId) => {
		const [, params] = placeTopic(points, member).split('?');
		return topic().parse(new URLSearchParams(params))!;
	};
	const place = async (member: MemberId) => (await topic().read(court.orgId, query(member)))!.state;

	it('has its best fifty, in the order of all, and says how many there are', async () => {
		const { board, top } = await read(points);
		expect([board.size, board.rows.length]).toEqual([300, 50]);
		expect(top(1000)).toHaveLength(300);
		expect(top(50).map(({ id }) => id)).toEqual(board.rows.map(({ id }) => id));
	});

	it('shows everybody three above and three below, without a query', async () => {
		const { top } = await read(points);
		const all = top(1000);
		const used = await spent(async () => {
			for (const [at, { id, rank }] of all.entries()) {
				const { size, rank: own, rows } = await place(id as MemberId);
				expect([size, own]).toEqual([300, rank]);
				expect(rows).toEqual(all.slice(Math.max(0, at - 3), at + 4));
			}
		});
		expect(used).toBe(0);
		expect(await place(court.greta.memberId)).toEqual({ size: 300, rank: null, rows: [] });
	});

	it('sends of a move what is new to that viewer, and nothing to who is far away', async () => {
		const all = (await read(points)).top(1000);
		const [first, last] = [all[0]!.id as MemberId, all.at(-1)!.id as MemberId];
		const before: PlaceState[] = [await place(first), await place(last)];
		court.boards.heard(court.orgId, await movePoints(database, court.orgId, [last], WEEK));
		const after = [await place(first), await place(last)];
		expect(topic().diff(before[0]!, after[0]!)).toBeUndefined();
		const change = topic().diff(before[1]!, after[1]!)!;
		expect(applyPlace(before[1]!, change)).toEqual(after[1]);
	});

	it('has one spelling of a place', () => {
		const parse = (params: string) => topic().parse(new URLSearchParams(params));
		const member = many[0]!;
		expect(parse(`member=${member}&metric=points&period=week`)).toMatchObject({ member });
		expect(parse(`metric=points&period=week&member=${member}`)).toBeUndefined();
		expect(parse(`member=${member}&metric=points&period=week&rank=value`)).toBeUndefined();
		expect(parse('member=aiko&metric=points&period=week')).toBeUndefined();
		expect(parse('metric=points&period=week')).toBeUndefined();
	});

	it('moves with the same facts as its board', async () => {
		const board = await boardTopicOf(court.boards).read(court.orgId, points);
		const own = await topic().read(court.orgId, query(many[0]!));
		expect(own!.facts).toEqual(board!.facts);
	});
});

describe('a move in mid-month', () => {
	it('leaves what was earned where it was earned, on boards of people and of teams', async () => {
		const { aiko, harbourCrew, northernLights, orgId, context } = court;
		await record(emailOf(aiko), 'demos-held', 4, '2026-11-10');
		await moveMember(context.db, orgId, aiko.memberId, harbourCrew, '2026-11-16');
		court.boards.heard(orgId, ['people']);
		await record(emailOf(aiko), 'demos-held', 3, '2026-11-17');
		const demos: BoardQuery = { ...points, metric: 'demos-held', period: 'month' };
		const of = async (query: Partial<BoardQuery>) =>
			(await read({ ...demos, ...query })).top(9).map(({ id, value, team }) => [id, value, team]);
		// Where most of it was earned stands beside the whole of it.
		expect(await of({})).toEqual([[aiko.memberId, '7', 'Northern Lights']]);
		expect(await of({ team: 'northern-lights' })).toEqual([
			[aiko.memberId, '4', 'Northern Lights']
		]);
		expect(await of({ team: 'harbour-crew' })).toEqual([[aiko.memberId, '3', 'Harbour Crew']]);
		const teams = (await read({ ...demos, by: 'team' })).top(9);
		// 1 to 18 November: Lena and Ines 18 days each and Aiko 15; Oskar 18 days and Aiko 3.
		expect(teams.map(({ id, value, days }) => [id, value, days])).toEqual([
			[harbourCrew, '3', 21],
			[northernLights, '4', 51]
		]);
	});
});

describe('a closed board of teams', () => {
	it('keeps the days it closed with, whoever is imported into a team afterwards', async () => {
		const { orgId, context, at } = court;
		await record(emailOf(court.oskar), 'demos-held', 2, '2026-11-18');
		at('2026-11-23T12:00:00Z');
		await closePeriods(context);
		const days = async () =>
			(await read({ ...points, metric: 'demos-held', by: 'team', at: WEEK }))
				.top(9)
				.map((row) => [row.name, row.days]);
		const closed = await days();
		expect(closed).toContainEqual(['Harbour Crew', 14]);
		at('2026-11-24T09:00:00Z');
		const nora = { line: 2, reference: 'nora', name: 'Nora Lind', team: 'Harbour Crew' };
		await importPeople(context, orgId, [{ ...nora, email: '', role: 'rep' }]);
		court.boards.heard(orgId, ['people']);
		expect(await days()).toEqual(closed);
	});
});
