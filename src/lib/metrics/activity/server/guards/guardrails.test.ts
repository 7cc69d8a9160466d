import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import { moveMember } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { heldWords } from '../../behind-words.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { readListPage } from '../../list-page.ts';
import { activitiesBehind } from '../figure/activities-behind.ts';
import { changeRule, createLedger, rebuildTotals, type Entry } from '../index.ts';

let database: Database;
let told = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

/** A team whose calls score by first meetings, five for each unless `rule` says otherwise. */
async function team(rule: Partial<Rule> = {}): Promise<SmallTeam> {
	const story = await smallTeam(database, `Halden ${++told}`);
	await guard(story, 'calls-connected', { outcome: 'first-meetings', ...FIVE, ...rule });
	return story;
}

interface Rule {
	outcome: string;
	allows: number;
	per: number;
	window: 'week' | 'month' | 'quarter';
	cap: number | null;
}

const FIVE = { allows: 5, per: 1, window: 'month' as const, cap: null };

async function guard({ orgId }: SmallTeam, key: string, rule: Rule): Promise<void> {
	await database.pool.query(
		`update metric_rules r set guardrail_id = o.id, guardrail_allows = $4, guardrail_per = $5,
			guardrail_window = $6, daily_cap = $7
		from metrics k, metrics o where k.org_id = $1 and k.key = $2 and o.org_id = $1 and o.key = $3
			and r.org_id = $1 and r.metric_id = k.id and r.version = 1`,
		[orgId, key, rule.outcome, rule.allows, rule.per, rule.window, rule.cap]
	);
}

async function forgetAll(): Promise<void> {
	await database.pool.query('update metric_rules set guardrail_id = null');
	await database.pool.query('delete from organizations');
}

let serial = 0;

function entry(who: string, metric: string, value: number, day: string): Entry {
	const externalId = `g-${++serial}`;
	const member = `${who}@halden.example`;
	return { metric, member, value: String(value), occurredAt: day, source: 'crm', externalId };
}

async function send({ orgId, ledger }: SmallTeam, ...entries: Entry[]): Promise<void> {
	const answer = await ledger.record({ orgId, recordedBy: 'import', entries });
	expect(answer).toMatchObject({ recorded: entries.length, rejected: [], unresolved: [] });
}

/** Aiko's points by day, in whole points, days without any left out. */
async function points({ orgId, aiko }: SmallTeam, kind = 'day'): Promise<Record<string, number>> {
	const { rows } = await database.pool.query(
		`select period_start::text as at, (sum(value) / 1000000000)::int as points from totals
		where org_id = $1 and member_id = $2 and period_kind = $3
			and metric_id = '00000000-0000-0000-0000-000000000000'
		group by 1 having sum(value) <> 0 order by 1`,
		[orgId, aiko.memberId, kind]
	);
	return Object.fromEntries(rows.map((row) => [row.at, row.points]));
}

async function idOf({ orgId }: SmallTeam, externalId: string): Promise<ActivityId> {
	const { rows } = await database.pool.query(
		'select id from activities where org_id = $1 and external_id = $2',
		[orgId, externalId]
	);
	return rows[0].id;
}

async function everything(): Promise<string[]> {
	const { rows } = await database.pool.query(
		`select t::text as line from totals t union all select s::text from guarded_scores s order by 1`
	);
	return rows.map((row) => row.line);
}

async function expectRebuilt(story: SmallTeam): Promise<void> {
	const before = await everything();
	await database.pool.query('update totals set value = value + 7 where period_kind = $1', ['week']);
	await database.pool.query('update guarded_scores set scored = scored + 1');
	await rebuildTotals(story.context);
	expect(await everything()).toEqual(before);
}

/** Figures are what their lists add up to: of each person, a team, everybody; spans take turns. */
async function expectSums(story: SmallTeam, turn: number): Promise<void> {
	const whose = [
		...[story.aiko, story.lena, story.oskar].map(({ memberId }) => ({ memberId })),
		{ memberId: null, teamId: story.northernLights },
		{ memberId: story.aiko.memberId, teamId: story.harbourCrew },
		{ memberId: null }
	];
	const spans = [
		['2026-10-20', '2026-12-31'],
		['2026-11-01', '2026-11-30'],
		['2026-11-05', '2026-11-08'],
		['2026-10-31', '2026-10-31']
	] as const;
	for (const [i, who] of whose.entries()) {
		const [from, to] = spans[(i + turn) % spans.length]!;
		const query = { ...who, metric: null, from, to, page: null };
		const first = await activitiesBehind(database.db, story.orgId, query);
		let added = BigInt(first.capsLeft?.points ?? 0);
		for (const line of first.caps) added += BigInt(line.points);
		for (let behind = first; ;) {
			for (const item of behind.items) added += BigInt(item.points);
			if (behind.older === null) break;
			const next = { ...query, page: readListPage(behind.older) };
			behind = await activitiesBehind(database.db, story.orgId, next);
		}
		expect(added.toString(), JSON.stringify(query)).toBe(first.sum);
	}
}

const word = { by: 'import', note: 'Counted twice.' };

describe('five calls score for each first meeting of the month', () => {
	it('those that waited score on the day of the meeting', async () => {
		const halden = await team();
		await send(halden, entry('aiko', 'calls-connected', 7, '2026-11-03'));
		expect(await points(halden)).toEqual({});
		await send(halden, entry('aiko', 'first-meetings', 1, '2026-11-10'));
		expect(await points(halden)).toEqual({ '2026-11-10': 40 + 50 });
		expect(await points(halden, 'week')).toEqual({ '2026-11-09': 90 });
		expect(await points(halden, 'month')).toEqual({ '2026-11-01': 90 });
		await send(halden, entry('aiko', 'first-meetings', 1, '2026-11-12'));
		expect(await points(halden)).toEqual({ '2026-11-10': 90, '2026-11-12': 40 + 20 });
	});

	it('a meeting that is told late lets them score on their own days, and says which moved', async () => {
		const halden = await team();
		await send(halden, entry('aiko', 'calls-connected', 4, '2026-11-03'));
		await send(halden, entry('aiko', 'first-meetings', 1, '2026-11-10'));
		halden.announced();
		await send(halden, entry('aiko', 'first-meetings', 1, '2026-11-02'));
		expect(await points(halden)).toEqual({
			'2026-11-02': 40,
			'2026-11-03': 40,
			'2026-11-10': 40
		});
		expect(halden.announced()).toEqual(
			expect.arrayContaining([
				'totals:points:day:2026-11-02',
				'totals:points:day:2026-11-03',
				'totals:points:day:2026-11-10',
				'totals:points:week:2026-11-09',
				`moved:${halden.aiko.memberId}`
			])
		);
	});

	it('a meeting that is taken back takes what it let score, and its return brings it again', async () => {
		const halden = await team();
		const meeting = entry('aiko', 'first-meetings', 1, '2026-11-10');
		await send(halden, entry('aiko', 'calls-connected', 7, '2026-11-03'), meeting);
		const id = await idOf(halden, meeting.externalId);
		await halden.ledger.reverse(halden.orgId, id, word);
		expect(await points(halden)).toEqual({});
		await halden.ledger.withdraw(halden.orgId, id, word);
		expect(await points(halden)).toEqual({ '2026-11-10': 90 });
		await halden.ledger.correct(halden.orgId, id, { occurredAt: '2026-10-30' }, word);
		expect(await points(halden)).toEqual({ '2026-10-30': 40 });
		await expectRebuilt(halden);
	});

	it('counts a correction of the person for both', async () => {
		const halden = await team();
		const meeting = entry('lena', 'first-meetings', 1, '2026-11-10');
		await send(halden, entry('aiko', 'calls-connected', 7, '2026-11-03'), meeting);
		await send(halden, entry('lena', 'calls-connected', 2, '2026-11-10'));
		const id = await idOf(halden, meeting.externalId);
		await halden.ledger.correct(halden.orgId, id, { member: 'aiko@halden.example' }, word);
		expect(await points(halden)).toEqual({ '2026-11-10': 90 });
		await expectRebuilt(halden);
	});

	it('says behind a figure what waits, what scores later and what scores now', async () => {
		const halden = await team();
		const { orgId, aiko } = halden;
		await send(halden, entry('aiko', 'calls-connected', 9, '2026-11-03'));
		await send(halden, entry('aiko', 'calls-connected', 4, '2026-11-10'));
		await send(halden, entry('aiko', 'first-meetings', 2, '2026-11-10'));
		const lines = async (from: string, to: string) => {
			const query = { memberId: aiko.memberId, metric: null, from, to, page: null };
			const { caps } = await activitiesBehind(database.db, orgId, query);
			return caps.map((line) => `${heldWords(line, 'EUR')} ${BigInt(line.points) / 10n ** 9n}`);
		};
		expect(await lines('2026-11-01', '2026-11-30')).toEqual([
			'3 calls connected wait for a first meeting -30'
		]);
		expect(await lines('2026-11-02', '2026-11-08')).toEqual([
			'9 calls connected score on a later day -90'
		]);
		expect(await lines('2026-11-09', '2026-11-15')).toEqual([
			'6 calls connected from earlier days score now 60'
		]);
		await send(halden, entry('aiko', 'calls-connected', 4, '2026-11-11'));
		expect(await lines('2026-11-11', '2026-11-11')).toEqual([
			'4 calls connected wait for a first meeting -40'
		]);
		await expectSums(halden, 1);
	});

	it('lets the daily cap through first, in one batch and in several', async () => {
		const halden = await team({ cap: 3, allows: 4 });
		await send(
			halden,
			entry('aiko', 'calls-connected', 2, '2026-11-03'),
			entry('aiko', 'first-meetings', 1, '2026-11-03'),
			entry('aiko', 'calls-connected', 9, '2026-11-03')
		);
		expect(await points(halden)).toEqual({ '2026-11-03': 40 + 30 });
		await send(halden, entry('aiko', 'calls-connected', 2, '2026-11-04'));
		expect(await points(halden)).toEqual({ '2026-11-03': 70, '2026-11-04': 10 });
	});

	it('a rule that changes within the month starts afresh, and no day holds two', async () => {
		const halden = await team();
		const { context, orgId } = halden;
		halden.at('2026-11-10T09:00:00Z');
		await send(halden, entry('aiko', 'calls-connected', 4, '2026-11-09'));
		const calls = (await listMetrics(database.db, orgId, '2026-11-10')).find(
			({ key }) => key === 'calls-connected'
		)!;
		// What waited has scored today: the new rule holds from tomorrow.
		await send(halden, entry('aiko', 'first-meetings', 1, '2026-11-10'));
		const guardrail = { ...calls.guardrail!, allows: '1' };
		const changed = await changeRule(context, orgId, calls.id, { ...calls, guardrail }, null);
		expect(changed).toMatchObject({ value: { effectiveFrom: '2026-11-11' } });
		halden.at('2026-11-12T09:00:00Z');
		await send(
			halden,
			entry('aiko', 'calls-connected', 4, '2026-11-12'),
			entry('aiko', 'calls-connected', 3, '2026-11-10'),
			entry('aiko', 'first-meetings', 1, '2026-11-12')
		);
		expect(await points(halden)).toEqual({ '2026-11-10': 40 + 40 + 10, '2026-11-12': 40 + 10 });
		await expectRebuilt(halden);
	});

	it('batches that touch no guardrail ask nothing more', async () => {
		const halden = await team();
		const sent = (entries: Entry[]) => statementsOf(halden, () => send(halden, ...entries));
		await sent([entry('aiko', 'demos-held', 1, '2026-11-03')]);
		const plain = await sent([entry('aiko', 'demos-held', 1, '2026-11-03')]);
		const guarded = await sent([entry('aiko', 'calls-connected', 1, '2026-11-03')]);
		const scoring = await sent([entry('aiko', 'first-meetings', 1, '2026-11-03')]);
		expect([guarded - plain, scoring - plain]).toEqual([2, 3]);
	});
});

/** How many statements the database is sent meanwhile. */
async function statementsOf(_: SmallTeam, work: () => Promise<void>): Promise<number> {
	let statements = 0;
	const { pool } = database;
	const listen = (client: { query: (...args: unknown[]) => unknown }) => {
		const { query } = client;
		client.query = (...args) => {
			statements++;
			return query.apply(client, args);
		};
		undo.push(() => (client.query = query));
	};
	const undo: (() => void)[] = [];
	const acquired = (client: unknown) => listen(client as Parameters<typeof listen>[0]);
	pool.on('acquire', acquired);
	try {
		await work();
	} finally {
		pool.off('acquire', acquired);
		for (const restore of undo.reverse()) restore();
	}
	return statements;
}

const PEOPLE = ['aiko', 'lena', 'oskar'];
const METRICS = ['calls-connected', 'first-meetings', 'demos-held', 'revenue'];
const FIRST = '2026-10-20';

type Step =
	| { do: 'send'; entries: { who: number; metric: number; value: number; day: number }[] }
	| { do: 'back' | 'again' | 'value' | 'metric' | 'day' | 'member'; which: number; to: number }
	| { do: 'move'; who: number; day: number }
	| { do: 'rule'; metric: number; allows: number; window: number; cap: number | null };

const one = fc.record({
	who: fc.nat(2),
	metric: fc.nat(3),
	value: fc.nat(12),
	day: fc.nat(29)
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('send' as const),
			entries: fc.array(one, { minLength: 1, maxLength: 6 })
		})
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom('back', 'again', 'value', 'metric', 'day', 'member'),
			which: fc.nat(),
			to: fc.nat(29)
		})
	},
	fc.record({ do: fc.constant('move' as const), who: fc.nat(2), day: fc.nat(29) }),
	fc.record({
		do: fc.constant('rule' as const),
		metric: fc.nat(2),
		allows: fc.nat(6),
		window: fc.nat(2),
		cap: fc.option(fc.integer({ min: 1, max: 9 }))
	})
);

const WINDOWS = ['week', 'month', 'quarter'] as const;

async function take(story: SmallTeam, told: Entry[], step: Step): Promise<void> {
	const { orgId, ledger, context } = story;
	if (step.do === 'send') {
		const entries = step.entries.map(({ who, metric, value, day }) =>
			entry(PEOPLE[who]!, METRICS[metric]!, value, addDays(FIRST, day))
		);
		told.push(...entries);
		return send(story, ...entries);
	}
	if (step.do === 'move') {
		const { memberId } = [story.aiko, story.lena, story.oskar][step.who]!;
		const to = step.day % 2 ? story.northernLights : story.harbourCrew;
		await database.db.transaction((tx) =>
			moveMember(tx, orgId, memberId, to, addDays(FIRST, step.day))
		);
		return;
	}
	if (step.do === 'rule') {
		const metrics = await listMetrics(database.db, orgId, '9999-12-31');
		const at = metrics.findIndex(({ key }) => key === METRICS[step.metric]);
		const outcome = metrics.find(({ key }) => key === METRICS[step.metric + 1])!;
		const guardrail = step.allows
			? {
					outcomeId: outcome.id,
					allows: String(step.allows),
					per: outcome.key === 'revenue' ? '300' : '2',
					window: WINDOWS[step.window]!
				}
			: null;
		const dailyCap = step.cap === null ? null : String(step.cap);
		await changeRule(
			context,
			orgId,
			metrics[at]!.id,
			{ ...metrics[at]!, guardrail, dailyCap },
			null
		);
		return;
	}
	if (!told.length) return;
	const { externalId } = told[step.which % told.length]!;
	const id = await idOf(story, externalId);
	if (step.do === 'back') await ledger.reverse(orgId, id, word);
	else if (step.do === 'again') await ledger.withdraw(orgId, id, word);
	else await ledger.correct(orgId, id, changeOf(step.do, step.to), word);
}

function changeOf(what: 'value' | 'metric' | 'day' | 'member', to: number) {
	if (what === 'value') return { value: String(to) };
	if (what === 'metric') return { metric: METRICS[to % 3]!, value: String(to) };
	if (what === 'day') return { occurredAt: addDays(FIRST, to) };
	return { member: `${PEOPLE[to % 3]}@halden.example` };
}

describe('whatever happens', () => {
	it('the totals equal those of a rebuild, and no points are below nothing', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { minLength: 4, maxLength: 14 }),
				fc.integer({ min: 1, max: 7 }),
				fc.integer({ min: 1, max: 12 }),
				async (steps, weekStart, fiscalStart) => {
					await forgetAll();
					const story = await team({ allows: 3, per: 2, cap: 8 });
					await database.pool.query(
						'update organizations set week_start = $2, fiscal_start = $3 where id = $1',
						[story.orgId, weekStart, fiscalStart]
					);
					await guard(story, 'first-meetings', { ...FIVE, outcome: 'demos-held', window: 'week' });
					await guard(story, 'demos-held', {
						...{ outcome: 'revenue', allows: 2, per: 500, window: 'quarter', cap: 6 }
					});
					const told: Entry[] = [];
					for (const [i, step] of steps.entries()) {
						// Days pass: rules change within the windows.
						story.at(`${addDays(FIRST, 29 + i)}T09:00:00Z`);
						await take(story, told, step);
					}
					const below = await database.pool.query('select from totals where value < 0');
					expect(below.rowCount).toBe(0);
					await expectSums(story, steps.length);
					await expectRebuilt(story);
				}
			),
			{ numRuns: 20 }
		);
	});

	it('a rebuild of many people says how far it is', async () => {
		await forgetAll();
		const story = await team();
		await send(story, entry('aiko', 'first-meetings', 1, '2026-11-10'));
		await database.pool.query(
			`insert into members select (jsonb_populate_record(m, jsonb_build_object(
				'id', gen_random_uuid(), 'email', 'rep' || i || '@halden.example', 'reference', 'rep' || i))).*
			from members m, generate_series(1, 250) i where m.org_id = $1 and m.id = $2`,
			[story.orgId, story.aiko.memberId]
		);
		const said: string[] = [];
		expect(await rebuildTotals(story.context, (sentence) => said.push(sentence))).toBe(8);
		expect(said).toEqual([
			expect.stringMatching(/^Halden \d+: 250 of 255 people\.$/),
			expect.stringMatching(/^Halden \d+: 8 totals\.$/)
		]);
	});

	it('whoever sends what at the same moment', async () => {
		await forgetAll();
		const [halden, brightline] = [await team(), await team({ window: 'week', per: 2 })];
		const apart = Array.from({ length: 8 }, () => createLedger(halden.context));
		const sends = Array.from({ length: 240 }, (_, i) =>
			send(
				{ ...(i % 3 ? halden : brightline), ledger: apart[i % 8]! },
				...[0, 1, 2].map((j) =>
					entry(
						PEOPLE[(i + j) % 3]!,
						METRICS[(i + 2 * j) % 4]!,
						1 + (i % 3),
						addDays(FIRST, (i * 7 + j * 11) % 29)
					)
				)
			)
		);
		await Promise.all(sends);
		await expectRebuilt(halden);
	});
});
