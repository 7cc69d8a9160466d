import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Entry } from '#lib/metrics/activity/entry.ts';
import { setGoal } from '#lib/metrics/goals/server/index.ts';
import { addDays, weekday } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { RuleSetting } from '../../rules.ts';
import { changeRule, findMoments, moments, readRules, type Fact } from '../index.ts';
import { readStory, walkStory } from './walk-story.ts';

// A Monday, and what the weeks before it are there for: bests, comebacks and firsts.
const FIRST = '2026-09-07';
const DAYS = 42;
const PREVIEWED = { from: addDays(FIRST, 28), until: addDays(FIRST, DAYS - 1) };

let database: Database;
let team: SmallTeam;
let serial = 0;

/** The same dice for everybody who reads this: a linear congruence. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * sides);
	};
}

const rollKind = dice(11);

/** Greta, in no team, begins with the days that are previewed. */
const PEOPLE = ['aiko', 'lena', 'oskar', 'ines', 'greta'];
const WORK = ['calls-connected', 'demos-held', 'first-meetings'];
const ACCOUNTS = ['Brightline', 'Velmar Clinics', 'Nordhafen'];
const KINDS = ['enterprise', 'hospital', 'school', 'harbour', 'museum', undefined];

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	team.at(`${FIRST}T06:00:00Z`);
	await livelier();
	const goal = await setGoal(team.context, team.greta, {
		scope: 'organization',
		title: 'Demos of the autumn',
		metric: 'demos-held',
		target: '40',
		startsOn: PREVIEWED.from,
		endsOn: addDays(FIRST, DAYS)
	});
	expect(goal.ok).toBe(true);
	await takeJobs(database);
	const roll = dice(7);
	for (let n = 0; n < DAYS; n++) await playDay(addDays(FIRST, n), roll);
}, 120_000);

/** Small counts are to be worth something here, so that every rule has its say. */
async function livelier(): Promise<void> {
	const tuned: Partial<Record<RuleSetting['rule'], RuleSetting['params']>> = {
		'first-today': { outcomesOnly: false, countedFor: 7 },
		'best-day': { atLeast: 3, atLeastResults: 1, after: 3 },
		'best-week': { atLeast: 5, atLeastResults: 1, after: 2 },
		'best-month': { atLeast: 8, after: 1 },
		'first-ever': { afterDays: 1 },
		comeback: { weeks: 1, percent: 80, atLeast: 2 },
		passed: { people: 2, outcomesOnly: false },
		assist: { mates: 3 },
		'team-record': { after: 2, atLeast: 3, outcomesOnly: false }
	};
	for (const setting of await readRules(database.db, team.orgId)) {
		const params = { ...setting.params, ...tuned[setting.rule] };
		const changed = await changeRule(team.context, team.greta, { ...setting, isOn: true, params });
		expect(changed.ok).toBe(true);
	}
}

async function playDay(day: string, roll: (sides: number) => number): Promise<void> {
	if (weekday(day) > 5 && roll(4)) return;
	const isPreviewed = day >= PREVIEWED.from;
	const people = isPreviewed ? PEOPLE : PEOPLE.slice(0, 4);
	for (let round = 0; round < 3; round++) {
		const minute = String(10 + roll(40));
		team.at(`${day}T${String(8 + round * 2).padStart(2, '0')}:${minute}:00Z`);
		// The later weeks are the better ones.
		const working = people.filter(() => roll(3) < (isPreviewed ? 2 : 1));
		await record(working.flatMap((person) => workOf(person, day, roll)));
		if (roll(2)) continue;
		// Shortly after, and a second time the same.
		team.at(`${day}T${String(8 + round * 2).padStart(2, '0')}:${Number(minute) + 6}:00Z`);
		await record(workOf(people[roll(people.length)]!, day, roll));
	}
}

function workOf(person: string, day: string, roll: (sides: number) => number): Entry[] {
	const member = `${person}@halden.example`;
	const note = ACCOUNTS[roll(3)]!;
	const segment = KINDS[rollKind(KINDS.length)];
	const entry = (metric: string, value: number | string, label = metric): Entry => ({
		metric,
		member,
		value,
		occurredAt: day,
		source: 'crm',
		externalId: `${label}-${++serial}`,
		note,
		segment
	});
	if (roll(6)) return Array.from({ length: 1 + roll(3) }, () => entry(WORK[roll(3)]!, 1 + roll(2)));
	const won = entry('deals-won', 1, 'won');
	const money = {
		...entry('revenue', String(1000 + roll(9000))),
		externalId: `revenue-${serial - 1}`
	};
	return [won, money];
}

async function record(entries: Entry[]): Promise<void> {
	if (!entries.length) return;
	const { orgId, ledger } = team;
	const answer = await ledger.record({ orgId, recordedBy: 'test', entries });
	expect(answer).toMatchObject({ unresolved: [], rejected: [] });
	const facts = await takeJobs<Fact>(database);
	// What rang before the previewed days is not looked at.
	const counts = entries.some(({ occurredAt }) => occurredAt! >= PREVIEWED.from);
	for (const fact of counts ? facts : [])
		await findMoments(team.context, fact, async () => undefined);
}

interface Rung {
	memberId: string;
	at: Date;
	headline: string;
	figure: string | null;
	detail: string;
	rules: string[];
	kind: string;
}

/** A line each, in one order, so that a difference can be read. */
function told(rung: Rung[]): string[] {
	return rung
		.map(({ at, memberId, kind, headline, figure, detail, rules }) =>
			[at.toISOString(), memberId, kind, headline, figure, detail, rules.join()].join(' | ')
		)
		.sort();
}

async function rungLive(): Promise<Rung[]> {
	const begin = new Date(`${PREVIEWED.from}T00:00:00+02:00`);
	const rows = await database.db.select().from(moments).where(eq(moments.orgId, team.orgId));
	// A goal that is reached rings by itself, whatever the rules are.
	return rows.filter(({ at, rules }) => at >= begin && rules.length);
}

it('the preview rings what rang when the days themselves brought it', async () => {
	const organization = await readOrganization(database.db, team.orgId);
	const story = await readStory(database.db, organization, PREVIEWED);
	const settings = await readRules(database.db, team.orgId);
	const walked = await walkStory(story, settings);
	const live = await rungLive();
	expect(told(walked)).toEqual(told(live));
	expect(live.length).toBeGreaterThan(40);
	expect(new Set(live.flatMap(({ rules }) => rules))).toEqual(
		new Set(settings.map(({ rule }) => rule))
	);
}, 60_000);
