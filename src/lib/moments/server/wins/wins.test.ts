import pg from 'pg';
import { count, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import { giveDaysOff } from '#lib/identity/preferences/server/index.ts';
import { ruleChanges, setWorkdays } from '#lib/identity/server/index.ts';
import type { Entry } from '#lib/metrics/activity/entry.ts';
import { setGoal } from '#lib/metrics/goals/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { MomentCard } from '../../moment.ts';
import {
	feedTopic,
	findMoments,
	momentActivities,
	momentFailures,
	momentRules,
	moments,
	type Fact
} from '../index.ts';

type Loud = Extract<Fact, { kind: 'activities' }>;

const TODAY = '2026-11-18';
/** Mondays, Wednesdays and Fridays of the five weeks before this one, and this Monday and Tuesday. */
const DAYS_BEFORE = [
	...['10-12', '10-14', '10-16', '10-19', '10-21', '10-23', '10-26', '10-28', '10-30'],
	...['11-02', '11-04', '11-06', '11-09', '11-11', '11-13']
].map((day) => `2026-${day}`);

let database: Database;
let team: SmallTeam;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	await takeJobs(database);
});

function calls(value: number, changes: Partial<Entry> = {}): Entry {
	return {
		metric: 'calls-connected',
		member: 'aiko@halden.example',
		value,
		occurredAt: TODAY,
		source: 'phone',
		externalId: `call-${++serial}`,
		...changes
	};
}

async function record(entries: Entry[], quiet = false): Promise<void> {
	const { orgId, ledger } = team;
	const answer = await ledger.record({ orgId, recordedBy: 'test', entries, quiet });
	expect(answer).toMatchObject({ unresolved: [], rejected: [] });
}

/** Five calls on each of fifteen days, then nine this week: best day 5, best week 15. */
async function aikosPast(): Promise<void> {
	const days = [
		...DAYS_BEFORE.map((day) => [day, 5] as const),
		['2026-11-16', 5],
		['2026-11-17', 4]
	];
	await record(
		days.map(([day, value]) => calls(value as number, { occurredAt: day as string })),
		true
	);
}

const waiting = () => takeJobs<Loud>(database);

async function look(fact: Loud): Promise<void> {
	await findMoments(team.context, fact, async () => undefined);
}

async function react(): Promise<void> {
	for (const fact of await waiting()) await look(fact);
}

async function kept(): Promise<number> {
	const [row] = await database.db
		.select({ n: count() })
		.from(moments)
		.where(eq(moments.orgId, team.orgId));
	return row!.n;
}

async function cards(): Promise<MomentCard[]> {
	return (await feedTopic(database.db).read(team.orgId, {}))!.state.moments;
}

const words = async () => (await cards()).map(({ headline, detail }) => [headline, detail]);

describe('a best day and a best week in one', () => {
	beforeEach(aikosPast);

	it('ring once, as one, for the entry that carries them over', async () => {
		await record([calls(4)]);
		await react();
		expect(await kept()).toBe(0);
		await record([calls(5)]);
		await react();
		expect(await cards()).toMatchObject([
			{
				kind: 'work',
				member: { name: 'Aiko Kimura' },
				headline: 'had a best week: 18 calls connected',
				detail: 'Best day so far',
				figure: null,
				onTv: true
			}
		]);
		const [row] = await database.db.select().from(moments).where(eq(moments.orgId, team.orgId));
		expect(row!.rules).toEqual(['best-week', 'best-day']);
		const behind = await database.db
			.select()
			.from(momentActivities)
			.where(eq(momentActivities.momentId, row!.id));
		expect(behind).toHaveLength(1);
	});

	it('are told as it stood when they came in, however late the job', async () => {
		await record([calls(4)]);
		await record([calls(5)]);
		team.at('2026-11-18T09:30:00Z');
		await record([calls(7)]);
		await record([
			calls(90, { occurredAt: '2026-11-17' }),
			calls(90, { occurredAt: '2026-11-03' })
		]);
		await react();
		expect(await words()).toEqual([['had a best week: 18 calls connected', 'Best day so far']]);
	});

	it('take in what follows within ten minutes, and ring no second bell for it', async () => {
		await record([calls(9)]);
		await react();
		team.announced();
		team.at('2026-11-18T09:05:00Z');
		await record([calls(2)]);
		await react();
		expect(await words()).toEqual([['had a best week: 20 calls connected', 'Best day so far']]);
		team.at('2026-11-18T09:15:00Z');
		await record([calls(3)]);
		await react();
		expect(await words()).toEqual([['had a best week: 20 calls connected', 'Best day so far']]);
		expect(await kept()).toBe(1);
	});

	it('ring once where the reaction runs twice, at once, and in other batches than before', async () => {
		await record([calls(4)]);
		await record([calls(5)]);
		await record([calls(1)]);
		const facts = await waiting();
		const together = { ...facts[0]!, ids: facts.flatMap(({ ids }) => ids) };
		await Promise.all([look(together), look(together), look(facts[1]!)]);
		for (const fact of facts) await look(fact);
		await Promise.all(facts.map(look));
		expect(await kept()).toBe(1);
	});

	it('leave the feed when what carried them is taken back', async () => {
		await record([calls(9)]);
		const [fact] = await waiting();
		await look(fact!);
		expect(await cards()).toHaveLength(1);
		const note = { by: 'test', note: 'Logged twice.' };
		await team.ledger.reverse(team.orgId, fact!.ids[0]!, note);
		expect(await cards()).toEqual([]);
		await team.ledger.withdraw(team.orgId, fact!.ids[0]!, note);
		expect(await cards()).toHaveLength(1);
	});

	it('ring nothing from an import of the past', async () => {
		await record([calls(40)], true);
		await react();
		expect(await kept()).toBe(0);
	});

	it('ask the database as often for two hundred entries as for two', async () => {
		const asks = vi.spyOn(pg.Client.prototype, 'query');
		const asked = async (entries: Entry[]) => {
			await record(entries);
			const facts = await waiting();
			asks.mockClear();
			for (const fact of facts) await look(fact);
			return asks.mock.calls.length;
		};
		const lena = { member: 'lena@halden.example' };
		const few = await asked([calls(9), calls(1, lena)]);
		team.at('2026-11-18T10:00:00Z');
		const many = await asked(
			Array.from({ length: 200 }, (_, n) =>
				calls(1, n % 2 ? lena : { metric: 'demos-held', value: 1 })
			)
		);
		asks.mockRestore();
		expect(many).toBeLessThanOrEqual(few + 2);
	});

	it('go on where another rule throws, which is kept to be tried again', async () => {
		const own = { isOn: true, perDay: 1, changedAt: new Date() };
		const params = { atLeast: 1.5 };
		await database.db
			.insert(momentRules)
			.values({ orgId: team.orgId, rule: 'best-day', params, ...own });
		await record([calls(9)]);
		await react();
		expect(await words()).toEqual([['had a best week: 18 calls connected', '']]);
		const failures = await database.db
			.select()
			.from(momentFailures)
			.where(eq(momentFailures.orgId, team.orgId));
		expect(failures).toMatchObject([{ rule: 'best-day', tries: 1 }]);
	});
});

it('rings a rule once a day and person at most', async () => {
	await aikosPast();
	await record(
		DAYS_BEFORE.map((occurredAt) => calls(2, { metric: 'demos-held', occurredAt })),
		true
	);
	await record([calls(9)]);
	await react();
	team.at('2026-11-18T11:00:00Z');
	await record([calls(9, { metric: 'demos-held', value: 14 })]);
	await react();
	expect(await words()).toEqual([['had a best week: 18 calls connected', 'Best day so far']]);
});

it('rings for a first once the board has counted it for a while', async () => {
	await record([calls(1, { metric: 'demos-held', member: 'lena@halden.example' })]);
	await react();
	expect(await kept()).toBe(0);
	await record([calls(1, { metric: 'first-meetings', occurredAt: '2026-10-01' })], true);
	await record([calls(1, { metric: 'first-meetings', member: 'lena@halden.example' })]);
	await react();
	expect(await words()).toEqual([['had a first in first meetings', '']]);
});

describe('a streak', () => {
	const DAYS = ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-17'];

	it('waits over the weekend and over days off, and rings at the fifth day', async () => {
		await record(
			DAYS.map((occurredAt) => calls(1, { occurredAt })),
			true
		);
		const { context, ines, aiko } = team;
		const monday = { startsOn: '2026-11-16', endsOn: '2026-11-16' };
		await giveDaysOff(context, ines, aiko.memberId, monday);
		await record([calls(1)]);
		await record([calls(1)]);
		await react();
		expect(await words()).toEqual([
			['is on a streak: calls connected 5 working days in a row', '']
		]);
	});

	it('counts the days on which the organization works', async () => {
		const { context, greta, ines, orgId } = team;
		expect(await setWorkdays(context, ines, [1])).toMatchObject({ problem: { kind: 'forbidden' } });
		for (const _ of [1, 2]) await setWorkdays(context, greta, [7, 6, 5, 4, 3, 2, 1]);
		const noted = await database.db.select().from(ruleChanges).where(eq(ruleChanges.orgId, orgId));
		expect(noted.map(({ kind, by }) => [kind, by])).toEqual([
			['workdays', `member:${greta.memberId}`]
		]);
		await record(
			DAYS.map((occurredAt) => calls(1, { occurredAt })),
			true
		);
		await record([calls(1)]);
		await react();
		expect(await kept()).toBe(0);
	});
});

describe('a deal', () => {
	const deal = (note: string, changes: Partial<Entry> = {}) =>
		calls(1, { metric: 'deals-won', note, source: 'crm', ...changes });

	it('carries its team to a best week, told in the same moment', async () => {
		const weeks = ['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'];
		await record(
			weeks.flatMap((occurredAt) => [deal('Old', { occurredAt, value: 2 })]),
			true
		);
		const lena = { member: 'lena@halden.example' };
		await record([deal('Ostra', { ...lena, value: 4, occurredAt: '2026-11-17' })], true);
		await record([deal('Brightline')]);
		await react();
		expect(await words()).toEqual([
			['won Brightline', 'Best week of Northern Lights in deals won and first deal this week']
		]);
	});

	it('credits the teammate whose work with the account came before it', async () => {
		const demo = { metric: 'demos-held', note: 'brightline', occurredAt: '2026-11-03' };
		await record(
			[
				calls(1, { ...demo, member: 'lena@halden.example' }),
				calls(1, { ...demo, member: 'oskar@halden.example' })
			],
			true
		);
		await record([deal('Brightline')]);
		const [fact] = await waiting();
		for (const _ of [1, 2]) await look(fact!);
		expect((await cards()).map(({ member, headline }) => [member.name, headline]).sort()).toEqual([
			['Aiko Kimura', 'won Brightline'],
			['Lena Tran', 'helped Aiko Kimura win Brightline']
		]);
	});

	it('carries a goal past its milestone once', async () => {
		await setGoal(team.context, team.greta, {
			scope: 'organization',
			title: 'Land 10 new logos',
			target: 10,
			metric: 'deals-won',
			startsOn: '2026-11-01',
			endsOn: '2026-11-30'
		});
		await record([deal('Old', { value: 4, occurredAt: '2026-11-17' })], true);
		await record([deal('Brightline'), deal('Ostra')]);
		await react();
		const past = (await cards()).filter(({ detail }) => detail.includes('halfway'));
		expect(past).toMatchObject([
			{
				detail: 'Everybody’s goal past halfway and fifth deal this week',
				goal: { title: 'Land 10 new logos', before: '4', after: '5' }
			}
		]);
	});

	it('carries a goal as far as it did, whatever came in later that was too small for it', async () => {
		await setGoal(team.context, team.greta, {
			scope: 'organization',
			title: 'Long days on the phone',
			target: 40,
			atLeast: 10,
			metric: 'calls-connected',
			startsOn: '2026-11-01',
			endsOn: '2026-11-30'
		});
		await record([calls(20)]);
		await record([calls(6), calls(6), calls(6), calls(12)]);
		const [first] = await waiting();
		await look(first!);
		expect(await cards()).toMatchObject([{ goal: { before: '0', after: '20', target: '40' } }]);
	});
});
