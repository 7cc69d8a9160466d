import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goalFeeds, goals } from '#lib/metrics/goals/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { pointsOfDay } from '#lib/metrics/score.ts';
import { NONE, type GoalId, type MetricId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { alignmentOf, type Aim, type Done, type Work } from '../alignment.ts';
import type { Whose } from '../whose.ts';
import { readDayRules, type DayRule } from './read-day-rules.ts';
import { readWork } from './read-work.ts';

const METRICS = ['calls-connected', 'demos-held', 'deals-won'] as const;
const PEOPLE = ['aiko', 'lena', 'oskar'] as const;
const DAYS = ['2026-11-16', '2026-11-17', '2026-11-18'] as const;
const WEEK = { start: '2026-11-16', end: '2026-11-22' };

let database: Database;
let team: SmallTeam;
let ids: Map<string, MetricId>;
let rules: DayRule[];

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	rules = await readDayRules(database.db, team.orgId, 'EUR');
	const rows = await database.db.select({ id: metrics.id, key: metrics.key }).from(metrics);
	ids = new Map(rows.map(({ id, key }) => [key, id]));
	await recordSomeWork();
});

/** Around the least values and the daily cap of 25 calls, with what was taken back again. */
async function recordSomeWork() {
	const entries = PEOPLE.flatMap((who, p) =>
		METRICS.flatMap((metric, m) =>
			DAYS.flatMap((day, d) =>
				[1, 4, 9, 20].map((value, i) => ({
					metric,
					member: `${who}@halden.example`,
					value: value + p,
					occurredAt: day,
					source: 'crm',
					externalId: [who, metric, day, i].join(),
					...((i + m + d) % 3 ? { segment: (i + p) % 2 ? 'hospital' : 'enterprise' } : {})
				}))
			)
		)
	).filter((_, i) => i % 5);
	const { ledger, orgId } = team;
	await ledger.record({ orgId, recordedBy: 'import', entries, quiet: true });
	const recorded = await database.db.select({ id: activities.id }).from(activities);
	for (const { id } of recorded.filter((_, i) => i % 7 === 3))
		await ledger.reverse(orgId, id, { by: `member:${team.ines.memberId}`, note: 'A rehearsal.' });
}

interface Set {
	kind: Aim['kind'];
	agreed: boolean;
	parent: number;
	feeds: {
		metric: (typeof METRICS)[number];
		feeder: number;
		from: number;
		to: number;
		segment: string | null;
		atLeast: number | null;
	}[];
}

const feed = fc.record({
	metric: fc.constantFrom(...METRICS),
	feeder: fc.nat({ max: 5 }),
	from: fc.nat({ max: 2 }),
	to: fc.nat({ max: 2 }),
	segment: fc.constantFrom(null, null, 'hospital', 'enterprise'),
	atLeast: fc.constantFrom(null, null, 5, 10)
});
const someGoals: fc.Arbitrary<Set[]> = fc.array(
	fc.record({
		kind: fc.constantFrom('organizational', 'social', 'social'),
		agreed: fc.constantFrom(true, true, false),
		parent: fc.nat({ max: 8 }),
		feeds: fc.array(feed, { maxLength: 2 })
	}) as fc.Arbitrary<Set>,
	{ minLength: 1, maxLength: 6 }
);

test('what SQL says of a member, a team and everybody is what the rule says of every line', async () => {
	const ledger = await readLedger();
	await fc.assert(
		fc.asyncProperty(someGoals, async (sets) => {
			await database.db.transaction(async (tx) => {
				const aims = aimsOf(sets);
				await store(tx, sets, aims);
				for (const whose of views()) {
					const theirs = ledger.filter((line) => isOf(line, whose));
					const ground = { timeZone: 'Europe/Berlin', rules };
					const read = await readWork(tx, team.orgId, whose, WEEK, ground);
					expect(sorted(read)).toEqual(sorted(alignmentOf(theirs, aims, worth)));
				}
				await tx.execute(sql`delete from goals`);
			});
		}),
		{ numRuns: 60 }
	);
});

function views(): Whose[] {
	const people = [team.aiko, team.oskar].map((who): Whose => ({
		kind: 'member',
		id: who.memberId
	}));
	return [...people, { kind: 'team', id: team.northernLights }, { kind: 'everyone' }];
}

function isOf(line: Work, whose: Whose): boolean {
	if (whose.kind === 'everyone') return true;
	return (whose.kind === 'team' ? line.teamId : line.memberId) === whose.id;
}

async function readLedger(): Promise<Work[]> {
	const rows = await database.db.select().from(activities);
	return rows.map((row) => ({
		metricId: row.metricId,
		day: row.day,
		memberId: row.memberId,
		teamId: row.teamId,
		value: row.value,
		activities: row.sign,
		segment: row.segment
	}));
}

function worth(metricId: MetricId, _day: string, value: bigint): bigint {
	return pointsOfDay(
		value,
		rules.find((rule) => rule.metricId === metricId)!
	);
}

function aimsOf(sets: Set[]): Aim[] {
	const feeders = [
		NONE,
		team.northernLights,
		team.harbourCrew,
		...[team.aiko, team.lena, team.oskar].map((who: MemberActor) => who.memberId)
	];
	const goalIds = sets.map(() => crypto.randomUUID() as GoalId);
	return sets.map(({ kind, agreed, parent, feeds }, i) => ({
		id: goalIds[i]!,
		kind,
		agreed,
		// Only goals that came before it, so that nothing goes round in a circle.
		parentId: parent < i ? goalIds[parent]! : null,
		feeds: feeds
			.slice(0, 1)
			.concat(feeds.slice(1).filter((f) => f.feeder !== feeds[0]!.feeder))
			.map(({ metric, feeder, from, to, segment, atLeast }) => ({
				metricId: ids.get(metric)!,
				feeder: feeders[feeder]!,
				startsOn: DAYS[Math.min(from, to)]!,
				endsOn: DAYS[Math.max(from, to)]!,
				segment,
				atLeast: atLeast === null ? null : BigInt(atLeast)
			}))
	}));
}

async function store(tx: Database['db'], sets: Set[], aims: Aim[]): Promise<void> {
	const { orgId } = team;
	for (const { id, kind, agreed, parentId, feeds } of aims) {
		await tx.insert(goals).values({
			...{ orgId, id, kind, title: id, measure: 'check-in', target: 9n, parentId },
			...{ startsOn: DAYS[0], endsOn: DAYS[2], agreedAt: agreed ? new Date() : null }
		});
		if (feeds.length)
			await tx
				.insert(goalFeeds)
				.values(feeds.map((each) => ({ ...each, orgId, goalId: id, isOpen: true })));
	}
}

function sorted(done: Done[]) {
	return done
		.map(({ metricId, all, fed }) => ({ metricId, all, fed }))
		.sort((a, b) => (a.metricId < b.metricId ? -1 : 1));
}
