import { count, eq, sql, gt, not } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { awards } from '#lib/badges/server/index.ts';
import { listOrganizations, listPeople } from '#lib/identity/server/index.ts';
import {
	activities,
	openFigure,
	rebuildTotals,
	totals
} from '#lib/metrics/activity/server/index.ts';
import { closedFigure, closings, finalTotals } from '#lib/metrics/closings/server/index.ts';
import { slipOf } from '#lib/metrics/goals/slip.ts';
import { goalChanges, createHeldGoals, openReview } from '#lib/metrics/goals/server/index.ts';
import { leagueMembers } from '#lib/metrics/leagues/server/index.ts';
import { openChecks } from '#lib/metrics/questions/server/index.ts';
import { rank } from '#lib/metrics/standings/rank.ts';
import { readBoard } from '#lib/metrics/standings/server/index.ts';
import { cheers, feedTopic, moments } from '#lib/moments/server/index.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { periodOf } from '#lib/platform/period.ts';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { stateWords, tallyWords } from '#lib/programmes/programme-words.ts';
import { openProgrammes } from '#lib/programmes/server/index.ts';
import { scheduled } from '../schedule.ts';
import { leaveDemo } from './leave-demo.ts';
import { makeDemo } from './make-demo.ts';
import type { Story } from './found-story.ts';

const WEDNESDAY = new Date('2026-11-18T13:52:00+01:00');

let context: Context;
let story: Story;
const announced: string[][] = [];
let announcedByMaking: string[][] = [];
/** What was closed once all of the schedule had come round, with four weeks closed. */
let closedThen: { weeks: number; putOff: unknown[] } | undefined;

beforeAll(async () => {
	const { db } = await freshDatabase();
	context = {
		db,
		clock: { now: () => WEDNESDAY },
		announce: (_, facts) => void announced.push(facts)
	};
	const made = await makeDemo({ context: { ...context, db: interrupted(context) } });
	if (!made.ok) throw new Error(made.problem.detail);
	story = made.value;
	announcedByMaking = announced.splice(0);
});

/** The database, for a telling in whose midst everything comes round that has its hour. */
function interrupted({ db }: Context): Queryable {
	return new Proxy(db, {
		get(of, name) {
			const found: unknown = Reflect.get(of, name);
			if (typeof found !== 'function') return found;
			if (name !== 'transaction') return found.bind(of);
			return async (...work: unknown[]) => {
				if (!closedThen && (await weeksClosed(of)) === 4) {
					for (const task of Object.values(scheduled({ ...context, db: of }))) await task({});
					closedThen = { weeks: await weeksClosed(of), putOff: await jobsAgain(of) };
				}
				return found.apply(of, work);
			};
		}
	});
}

async function jobsAgain(db: Queryable): Promise<unknown[]> {
	const { rows } = await db.execute(sql`select task_identifier as task, run_at
		from graphile_worker.jobs where key like 'again:%' order by 1`);
	return rows.map(({ task, run_at: at }) => [task, new Date(at as string).toISOString()]);
}

async function weeksClosed(db: Queryable): Promise<number> {
	const ofWeeks = eq(closings.periodKind, 'week');
	const [row] = await db.select({ n: count() }).from(closings).where(ofWeeks);
	return row!.n;
}

describe('the demo team', () => {
	it('has twelve reps in two teams, two who lead them and an admin', async () => {
		const people = await listPeople(context.db, story.organization.id, '2026-11-18');
		const reps = people.filter((person) => person.role === 'rep');
		expect(reps).toHaveLength(12);
		expect(people.filter((person) => person.role === 'manager')).toHaveLength(2);
		expect(people.filter((person) => person.role === 'admin')).toHaveLength(1);
		expect(people.every((person) => !person.hasSignIn)).toBe(true);
		expect(new Set(reps.map((person) => person.teamName))).toEqual(
			new Set(['Northern Lights', 'Harbour Crew'])
		);
	});

	it('has a question waiting for each who leads a team, and both for the admin', async () => {
		const waiting = async (name: string) =>
			(await openChecks(context, story.people[name]!)).questions
				.map(({ askedBy }) => askedBy)
				.sort();
		expect(await waiting('Ruben Adeyemi')).toEqual(['Oskar Berg']);
		expect(await waiting('Greta Lindqvist')).toEqual(['Oskar Berg', 'Priya Desai']);
		expect(await waiting('Ines Falk')).toEqual(['Priya Desai']);
	});

	it('plays this week in two leagues of six, by what each brought in the three before', async () => {
		const { id: orgId, weekStart, fiscalStart } = story.organization;
		const week = periodOf('week', '2026-11-18', { weekStart, fiscalStart });
		const league = (number: number) => leagueMembers(context.db, orgId, number, week);
		expect([await league(1), await league(2), await league(3)]).toEqual([
			{ members: expect.any(Array), of: 2 },
			{ members: expect.arrayContaining([story.people['Nora Blix']!.memberId]), of: 2 },
			undefined
		]);
		expect((await league(1))!.members).toHaveLength(6);
	});

	it('stands in a close race this week, with one tie', async () => {
		const query = { metric: 'points', period: 'week', by: 'member' } as const;
		const read = await readBoard(context.db, story.organization.id, query, WEDNESDAY);
		if (!read.ok) throw new Error(read.problem.detail);
		const standings = rank(read.value.board.rows).map(
			({ row, rank }) =>
				`${rank} ${row.name} ${formatDecimal(BigInt(row.value), POINT_SCALE, true)}`
		);
		expect(standings).toEqual([
			'1 Mara Silva 1910',
			'2 Tomás Benítez 1522',
			'3 Jonas Okafor 1380',
			'4 Aiko Kimura 1284',
			'5 Lena Tran 1251',
			'6 Priya Desai 1108',
			'7 Oskar Berg 996',
			'8 Sana Noor 842',
			'9 Emil Vogt 790',
			'9 Hana Mori 790',
			'11 Caio Ramos 612',
			'12 Nora Blix 397'
		]);
	});

	it('closed every week at noon on the Monday after it, with all that was known by then', async () => {
		const { id: orgId } = story.organization;
		const closed = await context.db.execute(sql`
			select period_start::text as start, closed_at at time zone 'Europe/Berlin' as at,
				(select sum(a.value)::int from ${activities} a join metrics m using (org_id)
					where a.org_id = c.org_id and a.metric_id = m.id and m.key = 'calls-connected'
						and a.day between period_start and period_end
						and a.recorded_at < closed_at) as known,
				(select sum(f.value)::int from ${finalTotals} f join metrics m using (org_id)
					where f.org_id = c.org_id and f.metric_id = m.id and m.key = 'calls-connected'
						and f.period_kind = 'week' and f.period_start = c.period_start) as final
			from ${closings} c where org_id = ${orgId} and period_kind = 'week' order by 1`);
		const weeks = closed.rows as { start: string; at: string; known: number; final: number }[];
		expect(weeks).toHaveLength(8);
		expect(weeks.at(-1)).toMatchObject({ start: '2026-11-09', at: '2026-11-16 12:00:00' });
		for (const { known, final } of weeks) expect(final).toBe(known);
	});

	it('is told to its end before anything comes round that would close its weeks', () => {
		const inAMinute = new Date(WEDNESDAY.getTime() + 60_000).toISOString();
		const tasks = ['award-missed', 'close-ended-goals', 'close-periods', 'programmes', 'sweep'];
		const putOff = tasks.map((task) => [task, inAMinute]);
		expect(closedThen).toEqual({ weeks: 4, putOff });
	});

	it('shows last week’s board as final, and beside it what Ines took back on Monday', async () => {
		const week = {
			metric: 'calls-connected',
			period: 'week',
			at: '2026-11-11',
			by: 'member'
		} as const;
		const read = await readBoard(context.db, story.organization.id, week, WEDNESDAY);
		if (!read.ok) throw new Error(read.problem.detail);
		const { closedAt, rows } = read.value.board;
		expect(closedAt).toBe('2026-11-16T11:00:00.000Z');
		expect(rows.filter(({ late }) => late).map(({ name }) => name)).toEqual(['Jonas Okafor']);
		const jonas = story.people['Jonas Okafor']!;
		const figure = { metric: week.metric, from: '2026-11-09', to: '2026-11-15' };
		const address = { ...figure, member: jonas.memberId };
		const opened = await openFigure(context, jonas, address, closedFigure);
		if (!opened.ok) throw new Error(opened.problem.detail);
		const { items, sum } = opened.value.behind;
		expect(sum).toBe(String(items.reduce((all, { value }) => all + Number(value), 0)));
		expect(items.flatMap(({ since }) => since ?? [])).toMatchObject([
			{ counted: true, what: 'taken back', closed: 'week', open: ['month', 'quarter'] }
		]);
	});

	it('has eight weeks behind it, and totals that equal the ledger', async () => {
		const [span] = await context.db
			.select({ weeks: sql<string>`count(distinct date_trunc('week', ${activities.day}))` })
			.from(activities);
		expect(Number(span!.weeks)).toBe(9);
		const before = await readTotals();
		await rebuildTotals(context);
		expect(await readTotals()).toEqual(before);
	});

	it('works on goals that support each other', async () => {
		const state = await createHeldGoals(context).read(story.organization.id);
		const byTitle = Object.fromEntries(state.goals.map((goal) => [goal.title, goal]));
		expect(byTitle['Land 40 new logos']!.value).toBe('23');
		expect(byTitle['5 demos this week']!.value).toBe('4');
		expect(byTitle['Coach Lena through two discovery calls']!.value).toBe('1');
		const parents = state.goals.map((goal) => goal.parentId).filter(Boolean);
		expect(parents).toHaveLength(9);
		const hospitals = byTitle['Four of us: twelve meetings with hospitals']!;
		expect(hospitals.people).toHaveLength(4);
		const quay = byTitle['Fourteen first meetings along the quay']!;
		const { today, currency, workdays } = state;
		expect(slipOf(quay, quay.rhythm, today, currency, workdays)).toBeTruthy();
		expect(Number(hospitals.value)).toBeGreaterThan(3);
		expect(Number(hospitals.value)).toBeLessThan(12);
		expect(byTitle['Five of us teach somebody something']!.value).toBe('0');
		expect(state.goals.filter(({ state }) => state !== 'agreed').map(({ title }) => title)).toEqual(
			['Four first meetings with schools']
		);
		expect(Number(byTitle['60 qualified demos']!.value)).toBeGreaterThan(30);
		expect(Number(byTitle['60 first meetings']!.value)).toBeGreaterThan(10);
	});

	it('set, agreed, tapped and closed its goals at their times, and learned from last quarter’s', async () => {
		const changes = await context.db.select().from(goalChanges).orderBy(goalChanges.at);
		const hoursAgo = (at: Date) => (WEDNESDAY.getTime() - at.getTime()) / 3_600_000;
		expect(changes.every(({ at }) => hoursAgo(at) >= 0.9)).toBe(true);
		const since = Math.round(hoursAgo(changes[0]!.at) / 24);
		expect(since).toBeGreaterThan(130);
		expect(new Set(changes.map(({ at }) => at.toISOString().slice(0, 10))).size).toBeGreaterThan(7);
		const first = new Map([...changes].reverse().map(({ goalId, kind }) => [goalId, kind]));
		expect(new Set(first.values())).toEqual(new Set(['set']));
		const { chain } = await openReview(context, story.people['Aiko Kimura']!, '2026-09-01');
		expect(chain.map(({ goal }) => [goal.title, goal.value])).toEqual([
			['Know the customers we have', '2'],
			['Six customer visits before the fair', '6'],
			['Two of us call six who left', '4'],
			['Everybody explains the service team', '3']
		]);
		expect(chain.every(({ goal, closedOn }) => goal.learned && closedOn! < '2026-10-08')).toBe(
			true
		);
	});

	it('remembers the wins of the last days, each at its time, and rings none of them now', async () => {
		const { state } = (await feedTopic(context.db).read(story.organization.id, {}))!;
		const [newest] = state.moments;
		expect(newest).toMatchObject({
			kind: 'deal',
			member: { name: 'Aiko Kimura' },
			headline: expect.stringContaining('Brightline'),
			figure: '€18,400',
			goal: { title: 'Land 40 new logos', before: '22', after: '23' }
		});
		expect(Date.parse(newest!.at)).toBeLessThan(WEDNESDAY.getTime());
		expect(state.moments.filter((moment) => moment.kind === 'deal')).toHaveLength(8);
		expect(state.moments.filter((moment) => moment.kind === 'recognition')).toHaveLength(8);
		expect(announcedByMaking).toEqual([['*']]);
	});

	it('has badges given and wins cheered', async () => {
		const byWork = gt(awards.tier, 0);
		const [given] = await context.db.select({ n: count() }).from(awards).where(not(byWork));
		expect(given!.n).toBe(6);
		const [earned] = await context.db.select({ n: count() }).from(awards).where(byWork);
		expect(earned!.n).toBeGreaterThan(20);
		const [cheered] = await context.db.select({ n: count() }).from(cheers);
		expect(cheered!.n).toBeGreaterThan(30);
	});

	it('has a badge that retired, one that was kept, and a round that some have answered', async () => {
		const { rounds } = await openProgrammes(context, story.people['Greta Lindqvist']!);
		const told = rounds.map((round) =>
			[round.name, stateWords(round), tallyWords(round.tally)].join(': ')
		);
		expect(told.sort()).toEqual([
			expect.stringMatching(/^Calls That Count: Asked until 31 Dec: \d+ asked, fewer than five/),
			'Hundred Calls: Retired: 7 of 10 answered',
			expect.stringMatching(/^In Rhythm: Asked until 31 Dec: 7 of \d+ answered$/),
			expect.stringMatching(/^Twenty Doors: Asked until 31 Dec: \d+ asked, fewer than five/),
			'Twenty Doors: Kept by Greta Lindqvist: 5 of 7 answered'
		]);
	});

	it('comes once, and leaves without a trace', async () => {
		const again = await makeDemo({ context });
		expect(again).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		expect(await listOrganizations(context.db)).toHaveLength(1);
		announced.splice(0);
		expect(await leaveDemo({ context })).toEqual({ ok: true, value: undefined });
		expect(await listOrganizations(context.db)).toEqual([]);
		for (const table of [activities, totals, moments, awards]) {
			const [left] = await context.db.select({ n: count() }).from(table);
			expect(left!.n).toBe(0);
		}
		const jobs = await context.db.execute(
			"select count(*)::int as n from graphile_worker.jobs where key not like 'again:%' or key is null"
		);
		expect(jobs.rows).toEqual([{ n: 0 }]);
		expect(announced.flat().filter((fact) => fact.startsWith('revoked:member:'))).toHaveLength(15);
		expect(await leaveDemo({ context })).toMatchObject({ problem: { kind: 'missing' } });
	});
});

function readTotals() {
	return context.db
		.select()
		.from(totals)
		.where(eq(totals.orgId, story.organization.id))
		.orderBy(
			totals.metricId,
			totals.periodKind,
			totals.periodStart,
			totals.memberId,
			totals.teamId
		);
}
