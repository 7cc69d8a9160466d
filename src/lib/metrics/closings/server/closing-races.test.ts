import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createLedger, type Ledger, type Recorded } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { closePeriod } from './close-period.ts';
import { closedKinds, closePeriods } from './index.ts';

const database = await freshDatabase();
const NOONS: Day[] = Array.from({ length: 7 }, (_, i) => addDays('2026-11-19', i));
const LEDGERS = 4;
const SENDINGS = 8;

/** The same dice on every run. */
function dice(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const roll = dice(18);
let n = 0;

interface Told {
	externalId: string;
	closed: string[];
}

/** Sends a few demos of the last days and now and then takes one back; answers what was said about each. */
async function send(team: SmallTeam, ledger: Ledger, noon: Day): Promise<Told[]> {
	const entries = Array.from({ length: 1 + roll(4) }, () => ({
		metric: ['demos-held', 'calls-connected', 'revenue'][roll(3)]!,
		member: `${['aiko', 'lena', 'oskar'][roll(3)]}@halden.example`,
		value: 1 + roll(30),
		occurredAt: addDays(noon, -roll(8)),
		source: 'crm',
		externalId: `race-${++n}`
	}));
	const answer: Recorded = await ledger.record({
		orgId: team.orgId,
		recordedBy: 'key:crm',
		entries
	});
	expect(answer).toMatchObject({ recorded: entries.length, rejected: [], unresolved: [] });
	if (!roll(3)) await takeOneBack(team, ledger);
	return entries.map(({ externalId }, i) => ({
		externalId,
		closed: answer.late.find(({ index }) => index === i)?.closed ?? []
	}));
}

async function takeOneBack({ orgId }: SmallTeam, ledger: Ledger): Promise<void> {
	const { rows } = await database.pool.query<{ id: ActivityId }>(
		`select id from activities where org_id = $1 and sign = 1 order by position desc offset $2 limit 1`,
		[orgId, roll(20)]
	);
	if (rows[0]) await ledger.reverse(orgId, rows[0].id, { by: 'key:crm', note: 'Sent by mistake.' });
}

async function linesOf(query: string, team: SmallTeam): Promise<string[]> {
	const { rows } = await database.pool.query<{ line: string }>(query, [team.orgId]);
	return rows.map(({ line }) => line).sort();
}

it('while people record, every activity is in the final figures or told as late, exactly once', async () => {
	const team = await smallTeam(database);
	// Commits that take their time are what a closing could miss.
	const dawdle = async (tx: Parameters<typeof closedKinds>[0]) => async () => {
		await tx.execute(sql`select pg_sleep(${roll(12) / 1000}::float8)`);
		return [];
	};
	const told: Told[] = [];
	for (const noon of NOONS) {
		team.at(`${noon}T11:00:00Z`);
		const ledgers = Array.from({ length: LEDGERS }, () =>
			createLedger(team.context, [dawdle], closedKinds)
		);
		const sendings = ledgers.map(async (ledger) => {
			for (let i = 0; i < SENDINGS; i++) told.push(...(await send(team, ledger, noon)));
		});
		const closers = [0, 30, 60].map(async (ms) => {
			await new Promise((resolve) => setTimeout(resolve, ms));
			await closePeriods(team.context);
		});
		await Promise.all([...sendings, ...closers]);
	}

	// What is final is the sum of the rows before the closing, by their positions.
	const finals = await linesOf(
		`select concat_ws(' ', period_kind, period_start, metric_id, member_id, team_id, value, activities, entries) as line
		from final_totals where org_id = $1 and metric_id in (select id from metrics)`,
		team
	);
	const sums = await linesOf(
		`select concat_ws(' ', c.period_kind, c.period_start, a.metric_id, a.member_id, a.team_id,
			sum(a.value), sum(a.sign), count(*)) as line
		from closings c join activities a on a.org_id = c.org_id and a.position < c.position
			and a.day between c.period_start and c.period_end
		where c.org_id = $1 group by c.period_kind, c.period_start, a.metric_id, a.member_id, a.team_id`,
		team
	);
	expect(finals).toEqual(sums);
	expect(finals.length).toBeGreaterThan(20);

	// And what was told as late is all the rest.
	const late = await linesOf(
		`select concat_ws(' ', a.external_id, c.period_kind) as line
		from closings c join activities a on a.org_id = c.org_id and a.position > c.position
			and a.day between c.period_start and c.period_end
		where c.org_id = $1 and a.reverses_id is null`,
		team
	);
	const announced = told.flatMap(({ externalId, closed }) =>
		closed.map((kind) => `${externalId} ${kind}`)
	);
	expect(announced.sort()).toEqual(late);
	expect(late.length).toBeGreaterThan(20);
	expect(told.length).toBe(n);
});

it('what is usual is kept as the ledger stood at the closing, whatever came in while it was copied', async () => {
	const team = await smallTeam(database);
	const { orgId, context } = team;
	const demos = (days: Day[]) => ({
		orgId,
		recordedBy: 'import',
		entries: days.map((occurredAt) => ({
			...{ metric: 'demos-held', member: 'aiko@halden.example', value: 1, occurredAt },
			...{ source: 'crm', externalId: `usual-${++n}` }
		}))
	});
	team.at('2026-11-25T11:00:00Z');
	await team.ledger.record(demos(['2026-10-27', '2026-11-18']));
	// Commits when the closing has copied all it saw and waits for the ledger.
	const untilWaitedFor = async () => async () => {
		const waiting = `select from pg_locks where locktype = 'advisory' and not granted
			and database = (select oid from pg_database where datname = current_database())`;
		while (!(await database.pool.query(waiting)).rowCount);
		return [];
	};
	const history = createLedger(context, [untilWaitedFor], closedKinds);
	const recorded = history.record(demos(['2026-11-03', '2026-11-10']));
	await untilHeld();
	const week = { kind: 'week', start: '2026-11-16', end: '2026-11-22' } as const;
	expect(await closePeriod(context.db, orgId, week, context.clock.now())).toBe(true);
	await recorded;
	const { rows } = await database.pool.query(
		`select distinct base from final_totals join metrics m on m.id = metric_id
		where final_totals.org_id = $1 and m.key = 'demos-held'`,
		[orgId]
	);
	expect(rows).toEqual([{ base: '3' }]);
});

async function untilHeld(): Promise<void> {
	const held = `select from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
		and database = (select oid from pg_database where datname = current_database())`;
	while (!(await database.pool.query(held)).rowCount);
}
