import { beforeAll, expect, it, vi } from 'vitest';
import {
	changeRole,
	groupMemberships,
	importPeople,
	leave,
	moveMember,
	setGroupMembers
} from '#lib/identity/server/index.ts';
import { changeRule, rebuildTotals } from '#lib/metrics/activity/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { leaveLeague, playLeagues, setLeagueRules } from '#lib/metrics/leagues/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { setTargets } from '#lib/metrics/targets/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { parseBoardQuery, type BoardQuery } from '../board-query.ts';
import { emailOf, openCourt, type Court } from './boards.fixture.ts';
import { readBoard, type BoardReading } from './read-board.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const WEEK = 'at=2026-11-18';
const BOARDS = [
	`metric=demos-held&period=week&${WEEK}`,
	`metric=points&period=day&at=2026-11-19`,
	`metric=points&period=month&${WEEK}`,
	`metric=points&period=quarter&${WEEK}`,
	`metric=points&period=week&${WEEK}&team=northern-lights`,
	`metric=demos-held&period=week&${WEEK}&rank=target`,
	`metric=points&period=month&${WEEK}&rank=target`,
	`metric=demos-held&period=week&${WEEK}&rank=improvement`,
	`metric=points&period=week&${WEEK}&rank=improvement`,
	`metric=points&period=day&at=2026-11-20&rank=improvement`,
	`metric=points&period=month&${WEEK}&rank=improvement&team=northern-lights`,
	`metric=points&period=quarter&${WEEK}&rank=improvement`,
	// A later one, whose three periods before have closed in part.
	'metric=demos-held&period=week&at=2026-11-25&rank=improvement',
	`metric=demos-held&period=week&${WEEK}&group=new-starters`,
	`metric=points&period=week&${WEEK}&group=new-starters`,
	`metric=points&period=month&${WEEK}&group=new-starters`,
	`metric=points&period=week&${WEEK}&group=new-starters&rank=improvement`,
	`metric=points&period=week&${WEEK}&group=new-starters&rank=target`,
	`metric=points&period=week&${WEEK}&by=team`,
	`metric=demos-held&period=month&${WEEK}&by=team`,
	'metric=points&period=week&at=2026-11-25&league=1',
	'metric=demos-held&period=week&at=2026-11-25&league=1&rank=improvement'
];

let database: Database;
let court: Court;
let closed: Map<string, string>;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
	court = await openCourt(database, 'Halden & Co');
	await tellTheWeeks();
	court.at('2027-01-02T12:00:00Z');
	await closePeriods(court.context);
	closed = new Map();
	for (const address of BOARDS) closed.set(address, shown(await fresh(address)));
});

/** Weeks before the organization was there, two of it, and a group that somebody leaves in mid-week. */
async function tellTheWeeks(): Promise<void> {
	const { aiko, lena, oskar, ines, greta, context, newStarters, orgId } = court;
	const others = ['Mara', 'Emil', 'Hana'].map((name, i) => person(name, i + 2));
	await importPeople(context, orgId, others);
	await moveMember(context.db, orgId, ines.memberId, court.harbourCrew, '2026-11-18');
	for (const [day, counts] of [
		['2026-02-11', [1, 1, 1, 1]],
		['2026-08-12', [1, 2, 0, 1]],
		['2026-10-28', [3, 2, 4, 1]],
		['2026-11-04', [2, 4, 3, 0]],
		['2026-11-12', [2, 1, 5, 2]]
	] as const)
		for (const [i, rep] of [aiko, lena, oskar, ines].entries())
			if (counts[i]) await demos(rep, counts[i], day);
	await targets(['4', '5', '6', '2']);
	const inGroup = [aiko.memberId, lena.memberId];
	await setGroupMembers(context, greta, newStarters, inGroup);
	await setLeagueRules(context, greta, { plays: true, metric: 'points', season: 'week', size: 6 });
	for (const rep of [aiko, lena, oskar]) await demos(rep, 2, '2026-11-18');
	court.at('2026-11-20T09:00:00Z');
	await setGroupMembers(context, greta, newStarters, [aiko.memberId]);
	for (const [rep, value, day] of [
		[aiko, 1, '2026-11-19'],
		[lena, 3, '2026-11-19'],
		[oskar, 2, '2026-11-20'],
		[aiko, 4, '2026-11-20'],
		[ines, 1, '2026-11-20']
	] as const)
		await demos(rep, value, day);
	court.at('2026-11-23T12:00:00Z');
	await closePeriods(context);
	await playLeagues(context);
	court.at('2026-11-27T09:00:00Z');
	for (const [i, rep] of [aiko, lena, oskar].entries()) await demos(rep, 5 - i, '2026-11-25');
}

function person(name: string, line: number) {
	const reference = name.toLowerCase();
	return { line, reference, name, team: 'Harbour Crew', email: '', role: 'rep' };
}

type Rep = Court['aiko'];

async function demos(rep: Rep, value: number, day: Day, metric = 'demos-held') {
	const entry = { metric, member: emailOf(rep), value, occurredAt: day, source: 'crm' };
	const entries = [{ ...entry, externalId: `e-${++serial}` }];
	const recorded = await court.ledger.record({ orgId: court.orgId, recordedBy: 'import', entries });
	expect(recorded).toMatchObject({ recorded: 1 });
	return recorded;
}

async function targets(texts: string[]): Promise<void> {
	const { context, greta, reps } = court;
	const people = reps.map(({ memberId }, i) => ({ memberId, text: texts[i]! }));
	for (const period of ['week', 'month', 'quarter'] as const)
		for (const metric of ['points', 'demos-held'])
			expect(await setTargets(context, greta, { metric, period, people })).toMatchObject({
				ok: true
			});
}

async function fresh(address: string): Promise<BoardReading> {
	const read = await readBoard(
		database.db,
		court.orgId,
		queryOf(address),
		court.context.clock.now()
	);
	if (!read.ok) throw new Error(`${address}: ${read.problem.detail}`);
	return read.value;
}

function queryOf(address: string): BoardQuery {
	return parseBoardQuery(new URLSearchParams(address))!;
}

/** Everything a closed board shows of its period; what came late is told beside it. */
function shown({ board, top }: BoardReading): string {
	const { today: _, rows, ...head } = board;
	const kept = (list: { late: string | null }[]) => list.map((row) => ({ ...row, late: null }));
	return JSON.stringify([head, kept(rows), kept(top(1000))]);
}

async function entry(externalId: string): Promise<ActivityId> {
	const { rows } = await database.pool.query(
		'select id from activities where org_id = $1 and external_id = $2',
		[court.orgId, externalId]
	);
	return rows[0].id;
}

async function correct(change: Parameters<Court['ledger']['correct']>[2], which: string) {
	const word = { by: 'import', note: 'The CRM had it wrong.' };
	const done = await court.ledger.correct(court.orgId, await entry(which), change, word);
	expect(done).toMatchObject({ ok: true, value: { corrected: true } });
}

async function sent(rep: Rep, day: Day): Promise<string> {
	const { rows } = await database.pool.query(
		`select external_id from activities where org_id = $1 and member_id = $2 and day = $3
		and sign = 1 and source = 'crm' order by position`,
		[court.orgId, rep.memberId, day]
	);
	return rows[0].external_id;
}

const WHATEVER: [string, () => Promise<unknown>][] = [
	['an activity comes late, of who had left the group', () => demos(court.lena, 9, '2026-11-21')],
	['one comes late for a day in the group', () => demos(court.lena, 7, '2026-11-19')],
	[
		'one comes late for somebody who was not on the board',
		() => demos(court.ines, 8, '2026-11-25')
	],
	[
		'an entry is taken back',
		async () =>
			court.ledger.reverse(court.orgId, await entry(await sent(court.oskar, '2026-11-20')), {
				by: 'import',
				note: 'It never was.'
			})
	],
	[
		'an entry is another member’s',
		async () => correct({ member: emailOf(court.oskar) }, await sent(court.lena, '2026-11-18'))
	],
	[
		'an entry is of another metric',
		async () => correct({ metric: 'first-meetings' }, await sent(court.aiko, '2026-11-19'))
	],
	[
		'an entry is of another day',
		async () => correct({ occurredAt: '2026-11-05' }, await sent(court.aiko, '2026-11-20'))
	],
	['targets change', () => targets(['40', '1', '', '9'])],
	[
		'somebody was in another team all along',
		() => moveMember(database.db, court.orgId, court.aiko.memberId, court.harbourCrew, '2026-11-17')
	],
	[
		'somebody comes who was always in a team',
		() => importPeople(court.context, court.orgId, [person('Nora', 2)])
	],
	[
		'somebody was in the group all along',
		() =>
			database.db.insert(groupMemberships).values({
				orgId: court.orgId,
				groupId: court.newStarters,
				memberId: court.oskar.memberId,
				startsOn: '2026-11-01'
			})
	],
	[
		'the group is other people now',
		() => setGroupMembers(court.context, court.greta, court.newStarters, [court.lena.memberId])
	],
	['somebody leaves the leagues', () => leaveLeague(court.context, court.aiko)],
	[
		'a rep leads now',
		() => changeRole(court.context, court.greta, court.oskar.memberId, 'manager')
	],
	['the leagues play on', () => playLeagues(court.context)],
	[
		'a rule changes',
		async () => {
			const all = await listMetrics(database.db, court.orgId, court.today());
			const metric = all.find(({ key }) => key === 'demos-held')!;
			const rule = { ...metric, pointsPerUnit: '7', dailyCap: '2' };
			await changeRule(court.context, court.orgId, metric.id, rule, null);
			await demos(court.lena, 4, '2026-11-19');
		}
	],
	[
		'years before are imported',
		async () => {
			for (const day of ['2024-11-20', '2025-07-01', '2026-08-19', '2026-10-27', '2026-11-10'])
				for (const rep of court.reps) await demos(rep, 6, day);
		}
	],
	['somebody leaves for good', () => leave(court.context, court.greta, court.lena.memberId)],
	['every total is counted anew', () => rebuildTotals(court.context)],
	['the next periods close', () => close('2027-04-02T12:00:00Z')]
];

async function close(at: string): Promise<void> {
	court.at(at);
	expect(await closePeriods(court.context)).toBeGreaterThan(0);
}

it('there is something on every board, and they are not alike', async () => {
	for (const address of BOARDS) {
		const { rows } = (await fresh(address)).board;
		expect(rows.length, address).toBeGreaterThan(0);
	}
	expect(new Set(closed.values()).size).toBe(BOARDS.length);
});

it.each(WHATEVER)('%s: every board of the closed periods gives the same bytes', async (_, does) => {
	await does();
	court.context.announce(court.orgId, ['closings']);
	for (const address of BOARDS) {
		expect(shown(await fresh(address)), address).toBe(closed.get(address));
		const held = await court.boards.read(court.orgId, queryOf(address));
		expect(held.ok && shown(held.value), address).toBe(closed.get(address));
	}
});

it('and what came late is told beside it', async () => {
	const late = async (address: string) =>
		(await fresh(address)).board.rows.filter(({ late }) => late).map(({ name }) => name);
	expect(await late(`metric=demos-held&period=week&${WEEK}`)).toContain('Lena Tran');
	expect(await late(`metric=points&period=week&${WEEK}&group=new-starters`)).toContain('Lena Tran');
});
