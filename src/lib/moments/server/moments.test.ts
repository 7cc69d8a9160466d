import { count, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Entry } from '#lib/metrics/activity/entry.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { checkIn, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { MomentId, RecognitionId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { listBadges } from '#lib/badges/server/index.ts';
import { listValues, readRecognition, recognise } from '#lib/recognition/server/index.ts';
import { newestFirst, type FeedState } from '../feed.ts';
import type { MomentCard } from '../moment.ts';
import {
	cheer,
	cheers,
	earlierMoments,
	feedTopic,
	findMoments,
	makeMoment,
	moments,
	type Fact,
	type ReadThanks
} from './index.ts';

const AFTERNOON = '2026-11-18T14:00:00Z';

let database: Database;
let team: SmallTeam;
let thanked: Awaited<ReturnType<ReadThanks>>;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.at(AFTERNOON);
	await takeJobs(database);
	team.announced();
});

/** Runs what waits in the outbox, each job `times` times. */
async function react(times = 1): Promise<void> {
	const facts = await takeJobs<Fact>(database);
	for (const fact of facts)
		for (let run = 0; run < times; run++)
			await findMoments(team.context, fact, async () => thanked);
}

let serial = 0;

function entry(changes: Partial<Entry> = {}): Entry {
	const id = ++serial;
	return {
		metric: 'deals-won',
		member: 'aiko@halden.example',
		value: 1,
		occurredAt: '2026-11-18',
		source: 'crm',
		externalId: `won-${id}`,
		...changes
	};
}

async function record(entries: Entry[], quiet = false): Promise<void> {
	const { orgId, ledger } = team;
	const answer = await ledger.record({ orgId, recordedBy: 'test', entries, quiet });
	expect(answer).toMatchObject({ unresolved: [], rejected: [] });
}

async function feed(params = {}): Promise<FeedState> {
	return (await feedTopic(database.db).read(team.orgId, params))!.state;
}

async function cards(): Promise<MomentCard[]> {
	return (await feed()).moments;
}

async function kept(): Promise<number> {
	const [row] = await database.db
		.select({ n: count() })
		.from(moments)
		.where(eq(moments.orgId, team.orgId));
	return row!.n;
}

describe('a deal won today', () => {
	it('rings once, with its name, its money and why it matters', async () => {
		await record([
			entry({ externalId: 'won-1C1I', note: 'Brightline' }),
			entry({ metric: 'revenue', externalId: 'revenue-1C1I', value: '18400.00' })
		]);
		await react(3);
		expect(team.announced().filter((fact) => fact === 'moments')).toHaveLength(1);
		expect(await kept()).toBe(1);
		expect(await cards()).toMatchObject([
			{
				kind: 'deal',
				at: '2026-11-18T14:00:00.000Z',
				member: { id: team.aiko.memberId, name: 'Aiko Kimura', team: 'Northern Lights' },
				headline: 'won Brightline',
				figure: '€18,400',
				detail: 'First deal on the board',
				quote: null,
				from: null,
				badge: null,
				goal: null,
				cheers: { bell: [], nice: [], how: [] },
				onTv: true
			}
		]);
	});

	it('counts today and this week', async () => {
		await record([entry({ occurredAt: '2026-11-16' }), entry({ occurredAt: '2026-11-09' })]);
		await record([entry(), entry()]);
		await react();
		expect((await cards()).map((card) => card.detail).sort()).toEqual([
			'Second deal this week',
			'Second deal today'
		]);
	});

	it('gets its money when that comes in later, without ringing again', async () => {
		await record([entry({ externalId: 'won-77', note: 'Velmar Clinics' })]);
		await react();
		expect(await cards()).toMatchObject([{ figure: null }]);
		await record([entry({ metric: 'revenue', externalId: 'revenue-77', value: '14200' })]);
		await react(2);
		expect(await cards()).toMatchObject([{ headline: 'won Velmar Clinics', figure: '€14,200' }]);
		expect(await kept()).toBe(1);
	});

	it('never borrows the money of another deal', async () => {
		await record([
			entry({ externalId: 'won-1' }),
			entry({ metric: 'revenue', externalId: 'revenue-2', value: '9000' }),
			entry({ metric: 'revenue', externalId: 'revenue-1', value: '7000', source: 'manual' })
		]);
		await react();
		expect(await cards()).toMatchObject([{ headline: 'won a deal', figure: null }]);
	});

	it('shows the goal it fed, exactly, also inside one batch', async () => {
		await goal(team.greta, { scope: 'organization', title: 'Land 40 new logos', target: 40 });
		await goal(team.ines, {
			scope: 'team',
			team: team.northernLights,
			title: '12 logos for the Lights',
			target: 12
		});
		await record([entry(), entry({ member: 'oskar@halden.example' }), entry()]);
		await react();
		const steps = (await cards()).map((card) => [
			card.goal?.title,
			card.goal?.before,
			card.goal?.after
		]);
		expect(steps).toHaveLength(3);
		expect(steps).toEqual(
			expect.arrayContaining([
				['12 logos for the Lights', '0', '1'],
				['12 logos for the Lights', '1', '2'],
				['Land 40 new logos', '1', '2']
			])
		);
	});

	it('leaves the feed when it is taken back, before anything else runs', async () => {
		await record([entry()]);
		await react();
		const [row] = await database.db
			.select()
			.from(activities)
			.where(eq(activities.orgId, team.orgId));
		team.announced();
		await team.ledger.reverse(team.orgId, row!.id, { by: 'test', note: 'Entered twice.' });
		expect(team.announced()).toContain('moments');
		expect(await cards()).toEqual([]);
	});

	it('does not ring when it was taken back before the bell could', async () => {
		await record([entry()]);
		const [row] = await database.db
			.select()
			.from(activities)
			.where(eq(activities.orgId, team.orgId));
		await team.ledger.reverse(team.orgId, row!.id, { by: 'test', note: 'Entered twice.' });
		await react();
		expect(await kept()).toBe(0);
	});
});

describe('what rings nothing', () => {
	it.each<[string, Partial<Entry>, boolean]>([
		['a deal of yesterday', { occurredAt: '2026-11-17' }, false],
		['a demo', { metric: 'demos-held' }, false],
		['money without a deal', { metric: 'revenue', value: '900' }, false],
		['an import of the past', {}, true]
	])('%s', async (_, changes, quiet) => {
		await record([entry(changes)], quiet);
		await react();
		expect(await kept()).toBe(0);
		expect(team.announced()).not.toContain('moments');
	});

	it('a quiet deal, when its money comes in loudly', async () => {
		await record([entry({ externalId: 'won-9' })], true);
		await record([entry({ metric: 'revenue', externalId: 'revenue-9', value: '900' })]);
		await react();
		expect(await kept()).toBe(0);
	});

	it('the day is the organization’s: half past midnight in Berlin is tomorrow in London', async () => {
		team.at('2026-11-18T23:30:00Z');
		await record([entry({ occurredAt: '2026-11-18' })]);
		await react();
		expect(await kept()).toBe(0);
		await record([entry({ occurredAt: '2026-11-19' })]);
		// The worker was away for a night: what rang that day still rings.
		team.at('2026-11-20T08:00:00Z');
		await react();
		expect(await cards()).toMatchObject([{ at: '2026-11-18T23:30:00.000Z' }]);
	});
});

describe('a goal reached', () => {
	it('rings once, for everybody who fed it', async () => {
		await goal(team.ines, {
			scope: 'team',
			team: team.northernLights,
			title: '3 demos',
			target: 3,
			metric: 'demos-held'
		});
		await record([demo(), demo('lena@halden.example'), demo('lena@halden.example'), demo()]);
		await react(2);
		expect(await cards()).toMatchObject([
			{
				kind: 'goal',
				member: { name: 'Lena Tran' },
				headline: 'reached “3 demos”',
				group: {
					name: 'Northern Lights',
					people: [
						{ name: 'Aiko Kimura', share: '2' },
						{ name: 'Lena Tran', share: '2' }
					],
					count: 2
				},
				goal: { title: '3 demos', before: '2', after: '3', target: '3' },
				onTv: true
			}
		]);
	});

	const demos = (target: number, title = `${target} demos`) => {
		const scope = { scope: 'team', team: team.northernLights } as const;
		return goal(team.ines, { ...scope, title, target, metric: 'demos-held' });
	};

	it('rings when the ledger holds two in another order than they were seen in', async () => {
		await demos(2);
		await record([demo('lena@halden.example')]);
		await react();
		expect(await kept()).toBe(0);
		await record([demo()]);
		// Aiko's was in the ledger first, and seen last.
		await database.pool.query(
			'update activities set position = -position where org_id = $1 and member_id = $2',
			[team.orgId, team.aiko.memberId]
		);
		await react(2);
		expect(await cards()).toMatchObject([
			{ kind: 'goal', member: { name: 'Lena Tran' }, goal: { before: '1', after: '2' } }
		]);
	});

	it('rings for the row at hand where the one that crossed is of an earlier day', async () => {
		await demos(2);
		await record([demo('lena@halden.example')]);
		await record([{ ...demo('lena@halden.example'), occurredAt: '2026-11-17' }]);
		await record([demo()]);
		const [, , last] = await takeJobs<Fact>(database);
		await findMoments(team.context, last!, async () => thanked);
		expect(await cards()).toMatchObject([
			{ kind: 'goal', member: { name: 'Aiko Kimura' }, goal: { before: '2', after: '3' } }
		]);
	});

	it('does not ring that was reached before today, or before it was set', async () => {
		const yesterday = { occurredAt: '2026-11-17' };
		await demos(2);
		await record([
			{ ...demo(), ...yesterday },
			{ ...demo(), ...yesterday }
		]);
		await record([demo()]);
		await react();
		expect(await kept()).toBe(0);
		team.at('2026-11-18T15:00:00Z');
		await demos(3, 'Three, which there are');
		await record([demo()]);
		await react();
		expect(await kept()).toBe(0);
	});

	it('leaves the feed while a reversal takes it below its target again', async () => {
		await goal(team.aiko, { scope: 'member', title: '1 demo', target: 1, metric: 'demos-held' });
		await record([demo()]);
		await react();
		expect(await cards()).toMatchObject([{ headline: 'reached “1 demo”', onTv: false }]);
		const [row] = await database.db
			.select()
			.from(activities)
			.where(eq(activities.orgId, team.orgId));
		await team.ledger.reverse(team.orgId, row!.id, { by: 'test', note: 'It was a call.' });
		expect(await cards()).toEqual([]);
		await record([demo()]);
		await react();
		expect(await cards()).toHaveLength(1);
	});

	it('rings for the tap that reaches a social goal', async () => {
		const id = await goal(team.aiko, {
			scope: 'member',
			title: 'Coach Lena through two discovery calls',
			target: 2,
			metric: undefined
		});
		const tap = (requestId: string, amount: 1 | -1 = 1) =>
			checkIn(team.context, team.aiko, { goalId: id, amount, requestId });
		expect(await tap('first')).toMatchObject({ ok: true });
		await react(2);
		expect(await kept()).toBe(0);
		await tap('second');
		await react(2);
		expect(await cards()).toMatchObject([
			{
				kind: 'goal',
				member: { name: 'Aiko Kimura' },
				goal: { before: '1', after: '2', unit: 'count' }
			}
		]);
		for (const [at, amount] of [-1, 1].entries()) {
			team.announced();
			await tap(`again-${at}`, amount as 1 | -1);
			expect(team.announced()).toContain('moments');
			await react(2);
			expect(await cards()).toHaveLength(at);
		}
		expect(await kept()).toBe(1);
	});
});

describe('a recognition', () => {
	beforeEach(() => {
		thanked = {
			id: '0190a000-0000-7000-8000-000000000001' as RecognitionId,
			fromId: team.ines.memberId,
			to: [team.lena.memberId, team.aiko.memberId],
			value: 'courage',
			badgeId: null,
			badgeName: null,
			goalId: null,
			sentence: 'You called the Halden account cold.',
			inFeed: true,
			onTv: false,
			at: new Date(AFTERNOON)
		};
	});

	const tell = (times: number) =>
		Promise.all(
			Array.from({ length: times }, () =>
				findMoments(
					team.context,
					{ orgId: team.orgId, kind: 'recognition', id: thanked!.id },
					async () => thanked
				)
			)
		);

	it('is a moment for each who was thanked, however often the job runs', async () => {
		await tell(4);
		expect(await kept()).toBe(2);
		expect((await cards()).find((card) => card.member.name === 'Lena Tran')).toMatchObject({
			kind: 'recognition',
			headline: 'was thanked for courage',
			detail: '',
			quote: 'You called the Halden account cold.',
			from: { name: 'Ines Falk' },
			onTv: false
		});
	});

	it('with a badge says what was earned, what for, and whose words they are', async () => {
		const [courage] = await listValues(database.db, team.orgId);
		const [doorOpener] = await listBadges(database.db, team.orgId);
		const given = await recognise(team.context, team.ines, {
			to: [team.lena.memberId],
			valueId: courage!.id,
			badgeId: doorOpener!.id,
			sentence: 'You called the Halden account cold.',
			inFeed: true,
			onTv: true,
			when: 'told',
			requestId: 'once'
		});
		expect(given.ok).toBe(true);
		for (const fact of await takeJobs<Fact>(database))
			await findMoments(team.context, fact, readRecognition);
		expect(await cards()).toMatchObject([
			{
				headline: 'earned Door Opener',
				detail: 'for courage',
				badge: { name: 'Door Opener', shape: 'shield', glyph: 'door', colour: 0 },
				from: { id: team.ines.memberId, name: 'Ines Falk' },
				onTv: true
			}
		]);
	});

	it('makes no moment of words for one person', async () => {
		thanked!.inFeed = false;
		await tell(1);
		expect(await kept()).toBe(0);
		expect(team.announced()).toEqual([]);
	});
});

describe('cheering', () => {
	async function moment(): Promise<MomentId> {
		await record([entry()]);
		await react();
		team.announced();
		return (await cards())[0]!.id;
	}

	const say = (actor: MemberActor, momentId: MomentId, on = true, kind = 'bell' as const) =>
		cheer(team.context, actor, { momentId, kind, on });

	it('counts a person once, takes it back once, and tells everybody only of a change', async () => {
		const id = await moment();
		for (const _ of [1, 2, 3]) expect(await say(team.lena, id)).toMatchObject({ ok: true });
		team.at('2026-11-18T14:00:05Z');
		await Promise.all([say(team.oskar, id), say(team.oskar, id)]);
		expect((await cards())[0]!.cheers.bell).toEqual([team.lena.memberId, team.oskar.memberId]);
		expect(team.announced()).toEqual(['moments', 'moments']);
		await say(team.lena, id, false);
		await say(team.lena, id, false);
		expect((await cards())[0]!.cheers.bell).toEqual([team.oskar.memberId]);
		expect(team.announced()).toEqual(['moments']);
	});

	it('is for others, of this organization, for what is in the feed', async () => {
		const id = await moment();
		const other = await smallTeam(database, 'Fjord');
		expect(await say(team.aiko, id)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await say(other.lena, id)).toMatchObject({ problem: { kind: 'missing' } });
		const hidden = await makeMoment(database.db, team.orgId, draft(1, { inFeed: false }));
		expect(await say(team.lena, hidden!)).toMatchObject({ problem: { kind: 'missing' } });
		expect(await database.db.select().from(cheers).where(eq(cheers.orgId, team.orgId))).toEqual([]);
		expect(team.announced()).toEqual([]);
	});
});

describe('the feed', () => {
	it('holds the newest thirty, and the rest page by page without a gap', async () => {
		for (let n = 1; n <= 65; n++) await makeMoment(database.db, team.orgId, draft(n));
		const seen = await feed();
		expect(seen.more).toBe(true);
		let page = seen;
		const all = [...seen.moments];
		while (page.more) {
			const last = page.moments.at(-1)!;
			const before = { at: new Date(last.at), id: last.id };
			page = await earlierMoments(team.context, team.aiko, before);
			all.push(...page.moments);
		}
		expect(new Set(all.map((card) => card.headline)).size).toBe(65);
		expect(all).toHaveLength(65);
		expect([...all].sort(newestFirst)).toEqual(all);
	});

	it('can be cut to a team, and shows nothing of another organization', async () => {
		await makeMoment(database.db, team.orgId, draft(1));
		await makeMoment(
			database.db,
			team.orgId,
			draft(2, { teamId: team.harbourCrew, memberId: team.oskar.memberId })
		);
		const names = async (params: object) =>
			(await feed(params)).moments.map((card) => card.member.name);
		expect(await names({ team: 'northern-lights' })).toEqual(['Aiko Kimura']);
		expect(await names({})).toEqual(['Oskar Berg', 'Aiko Kimura']);
		team = await smallTeam(database, 'Fjord');
		expect(await names({})).toEqual([]);
	});

	it('has no feed of a team that nobody knows', async () => {
		expect(await feedTopic(database.db).read(team.orgId, { team: 'nobody' })).toBeUndefined();
	});

	it.each([
		['', {}],
		['team=northern-lights', { team: 'northern-lights' }],
		['team=Northern', undefined],
		['member=1', undefined],
		['team=northern-lights&member=1', undefined]
	])('reads the parameters "%s"', (query, params) => {
		expect(feedTopic(database.db).parse(new URLSearchParams(query))).toEqual(params);
	});
});

function demo(member = 'aiko@halden.example'): Entry {
	return entry({ metric: 'demos-held', member });
}

function draft(n: number, changes: object = {}) {
	return {
		kind: 'deal' as const,
		// A cause that names an activity nobody reversed.
		cause: `activity:00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
		memberId: team.aiko.memberId,
		teamId: team.northernLights,
		headline: `won deal ${n}`,
		inFeed: true,
		onTv: true,
		// Two share each minute, so that pages break between equals.
		at: new Date(Date.UTC(2026, 10, 18, 8, Math.floor(n / 2))),
		...changes
	};
}

async function goal(actor: MemberActor, command: Omit<Parameters<typeof setGoal>[2], never>) {
	const set = await setGoal(team.context, actor, {
		metric: 'deals-won',
		startsOn: '2026-11-01',
		endsOn: '2026-11-30',
		...command
	});
	if (!set.ok) throw new Error(JSON.stringify(set.problem));
	return set.value.id;
}
