import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '#lib/app/server/reactions.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { setWorkdays } from '#lib/identity/server/index.ts';
import { activities, createLedger, type Recorded } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import { checkIn, goalProjection, setGoal } from '#lib/metrics/goals/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { moments, type Fact } from '#lib/moments/server/index.ts';
import type { BadgeId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import type { BadgeRule } from '../badge-rule.ts';
import {
	awardMissedIn,
	awardPast,
	awards,
	awardsOf,
	badges,
	correctionProjection,
	progressOf
} from './index.ts';

const database = await freshDatabase();
let team: SmallTeam;
let entry = 0;

beforeEach(async () => {
	team = await smallTeam(database, `Halden ${newId()}`);
	// Only the badges of the test are earned, whatever an organization starts with.
	await database.db.delete(badges).where(eq(badges.orgId, team.orgId));
});

async function metricId(key: string): Promise<string> {
	const [row] = await database.db
		.select({ id: metrics.id })
		.from(metrics)
		.where(and(eq(metrics.orgId, team.orgId), eq(metrics.key, key)));
	return row!.id;
}

async function badge(rule: Omit<BadgeRule, 'tiers'>, ...at: string[]): Promise<BadgeId> {
	const id = newId<'badge'>();
	const tiers = at.map((value, index) => ({
		name: ['Bronze', 'Silver', 'Gold'][index]!,
		at: value
	}));
	const face = { name: 'Door Opener', criteria: 'Opens doors.', glyph: 'door', colour: 0 };
	await database.db.insert(badges).values({
		...face,
		orgId: team.orgId,
		id,
		key: `badge-${id}`,
		shape: 'shield',
		rule: { ...rule, tiers },
		changedAt: team.context.clock.now()
	});
	return id;
}

/** Records, and lets all reactions follow until the outbox is empty. */
async function record(...what: Parameters<typeof recordOnly>): Promise<Recorded> {
	const recorded = await recordOnly(...what);
	await follow();
	return recorded;
}

async function recordOnly(
	who: MemberActor,
	metric: string,
	value: string,
	more: { occurredAt?: string; quiet?: boolean } = {}
): Promise<Recorded> {
	const [name] = (await people()).get(who.memberId)!;
	return team.ledger.record({
		orgId: team.orgId,
		recordedBy: 'import',
		quiet: more.quiet ?? false,
		entries: [
			{
				source: 'test',
				externalId: String(++entry),
				metric,
				member: `${name}@halden.example`,
				value,
				occurredAt: more.occurredAt ?? team.context.clock.now().toISOString()
			}
		]
	});
}

/** Ines takes the last entry back. */
async function takeBackLast(): Promise<void> {
	await reverseLast();
	await follow();
}

async function reverseLast(): Promise<void> {
	const [last] = await database.db
		.select({ id: activities.id })
		.from(activities)
		.where(eq(activities.orgId, team.orgId))
		.orderBy(desc(activities.position))
		.limit(1);
	const word = { by: `member:${team.ines.memberId}`, note: 'Counted twice' };
	const ledger = createLedger(team.context, [goalProjection, correctionProjection], closedKinds);
	expect((await ledger.reverse(team.orgId, last!.id, word)).ok).toBe(true);
}

/** Until so many statements wait for somebody's lock, or it is over. */
async function untilWaiting(most: number, isOver = () => false): Promise<void> {
	const waiting = sql`select 1 from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`;
	while (!isOver() && (await database.db.execute(waiting)).rows.length < most);
}

async function people(): Promise<Map<string, string[]>> {
	const named = { aiko: team.aiko, lena: team.lena, oskar: team.oskar };
	return new Map(Object.entries(named).map(([name, { memberId }]) => [memberId, [name]]));
}

async function follow(now = team.context.clock.now()): Promise<void> {
	const tasks = reactions({ ...team.context, clock: { now: () => now } });
	for (let facts = await jobs(); facts.length; facts = await jobs())
		for (const fact of facts) await tasks['kind' in fact ? 'react' : 'award-corrected']!(fact);
}

function jobs(): Promise<Fact[]> {
	return takeJobs<Fact>(database);
}

async function given(): Promise<string[]> {
	const rows = await database.db.select().from(awards).where(eq(awards.orgId, team.orgId));
	const who = await people();
	return rows
		.map(
			({ memberId, tier, withdrawnAt }) =>
				`${who.get(memberId)![0]} ${tier}${withdrawnAt ? ' withdrawn' : ''}`
		)
		.sort();
}

/** The moments that show a badge: one is one bell, its own or that of the win it came with. */
async function bells(): Promise<string[]> {
	const rows = await database.db
		.select()
		.from(moments)
		.where(and(eq(moments.orgId, team.orgId), isNotNull(moments.badgeId)))
		.orderBy(moments.at, moments.id);
	return rows.map(({ headline, detail }) => `${headline}: ${detail}`);
}

describe('a badge for so much of a metric', () => {
	it('is earned once a tier, with one bell for it', async () => {
		const id = await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '2', '4');
		await record(team.aiko, 'first-meetings', '1');
		expect([await given(), await bells()]).toEqual([[], []]);
		await record(team.aiko, 'first-meetings', '1');
		expect(await given()).toEqual(['aiko 1']);
		expect(await bells()).toHaveLength(1);
		expect((await bells())[0]).toContain('Door Opener, Bronze');
		team.at('2026-11-18T12:00:00Z');
		await record(team.aiko, 'first-meetings', '2');
		await record(team.aiko, 'first-meetings', '9');
		expect(await given()).toEqual(['aiko 1', 'aiko 2']);
		expect(await bells()).toHaveLength(2);
		const [held] = await awardsOf(database.db, team.orgId, team.aiko.memberId);
		expect(held).toMatchObject({ badge: { id }, times: 0, tier: { level: 2, name: 'Silver' } });
	});

	it('rings once for two tiers at once, and not again when the job runs twice', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '2', '4');
		const { recorded } = await recordOnly(team.aiko, 'first-meetings', '5');
		expect(recorded).toBe(1);
		const facts = await jobs();
		const { react } = reactions(team.context);
		for (const fact of [...facts, ...facts]) await react!(fact);
		await follow();
		expect(await given()).toEqual(['aiko 1', 'aiko 2']);
		expect(await bells()).toHaveLength(1);
		expect((await bells())[0]).toContain('Silver');
	});

	it('asks nothing of work it is not about', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '1');
		await record(team.aiko, 'demos-held', '3');
		expect(await given()).toEqual([]);
	});

	it('is taken back with work that was reversed, leaves the feed, and comes back without a bell', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '2');
		await record(team.aiko, 'first-meetings', '1');
		await record(team.aiko, 'first-meetings', '1');
		expect(await bells()).toHaveLength(1);
		await takeBackLast();
		expect(await given()).toEqual(['aiko 1 withdrawn']);
		expect(await bells()).toEqual([]);
		expect(await awardsOf(database.db, team.orgId, team.aiko.memberId)).toEqual([]);
		const [progress] = await progressOf(database.db, team.orgId, team.aiko.memberId);
		expect(progress).toMatchObject({ value: '1', needed: '2', held: null });
		expect(progress?.takenBack).toBe(team.context.clock.now().toISOString());
		await record(team.aiko, 'first-meetings', '1');
		expect(await given()).toEqual(['aiko 1']);
		expect(await bells()).toEqual([]);
	});

	it('does not outlive work that was reversed while it was being given', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '1');
		await recordOnly(team.aiko, 'first-meetings', '1');
		const [earned] = await jobs();
		const tasks = reactions(team.context);
		let under: Promise<unknown> | undefined;
		await database.db.transaction(async (tx) => {
			// The badge is decided on and cannot be written yet.
			await tx.execute(sql`lock table ${awards} in share mode`);
			const giving = tasks['react']!(earned);
			await untilWaiting(1);
			await reverseLast();
			const [corrected] = await jobs();
			let isLookedAt = false;
			const taking = tasks['award-corrected']!(corrected).then(() => void (isLookedAt = true));
			await untilWaiting(2, () => isLookedAt);
			under = Promise.all([giving, taking]);
		});
		await under;
		await follow();
		expect(await given()).toEqual(['aiko 1 withdrawn']);
		expect(await bells()).toEqual([]);
	});

	it('stays with whoever earned it by an easier rule', async () => {
		const metric = await metricId('first-meetings');
		const id = await badge({ kind: 'count', metricId: metric }, '1');
		await record(team.aiko, 'first-meetings', '1');
		team.at('2026-11-18T10:00:00Z');
		const harder: BadgeRule = { kind: 'count', metricId: metric, tiers: [{ name: '', at: '50' }] };
		const changedAt = team.context.clock.now();
		await database.db.update(badges).set({ rule: harder, changedAt }).where(eq(badges.id, id));
		await takeBackLast();
		expect(await given()).toEqual(['aiko 1']);
	});
});

describe('other kinds of badges', () => {
	it('counts working days in a row over a weekend and a day missed', async () => {
		await badge({ kind: 'streak', metricId: null }, '3');
		for (const day of ['13', '16', '18']) {
			team.at(`2026-11-${day}T09:00:00Z`);
			await record(team.aiko, day === '16' ? 'demos-held' : 'calls-connected', '1');
		}
		expect(await given()).toEqual(['aiko 1']);
	});

	it('counts a Saturday where the organization works on it', async () => {
		const days = await setWorkdays(team.context, team.greta, [1, 2, 3, 4, 5, 6]);
		expect(days.ok).toBe(true);
		await badge({ kind: 'streak', metricId: null }, '3');
		for (const day of ['13', '14', '16']) {
			team.at(`2026-11-${day}T09:00:00Z`);
			await record(team.aiko, 'calls-connected', '1');
		}
		expect(await given()).toEqual(['aiko 1']);
	});

	it('looks for a best week, not for the sum of two', async () => {
		await badge({ kind: 'record', metricId: await metricId('demos-held') }, '5');
		await record(team.aiko, 'demos-held', '4', { occurredAt: '2026-11-12' });
		await record(team.aiko, 'demos-held', '4');
		expect(await given()).toEqual([]);
		await record(team.aiko, 'demos-held', '1');
		expect(await given()).toEqual(['aiko 1']);
	});

	it('counts what scored of guarded work, also when its outcome comes later', async () => {
		await badge({ kind: 'guardrail', metricId: await metricId('calls-connected') }, '10');
		await record(team.aiko, 'calls-connected', '20');
		expect(await given()).toEqual([]);
		await record(team.aiko, 'first-meetings', '1');
		expect(await given()).toEqual(['aiko 1']);
	});

	it('thanks everybody who fed a goal that is reached', async () => {
		await badge({ kind: 'goal', metricId: null }, '1');
		const goal = { title: 'Six demos', metric: 'demos-held', target: '6' };
		const set = await setGoal(team.context, team.greta, { ...goal, scope: 'organization' });
		expect(set.ok).toBe(true);
		await record(team.lena, 'demos-held', '3');
		await record(team.oskar, 'demos-held', '2');
		expect(await given()).toEqual([]);
		await record(team.oskar, 'demos-held', '1');
		expect(await given()).toEqual(['lena 1', 'oskar 1']);
		expect(await bells()).toHaveLength(2);
	});

	it('counts a goal of one’s own that is reached by taps', async () => {
		await badge({ kind: 'goal', metricId: null }, '1');
		const made = await setGoal(team.context, team.aiko, {
			scope: 'member',
			title: 'Run before work',
			target: '1'
		});
		if (!made.ok) throw new Error(made.problem.detail);
		const tap = { goalId: made.value.id, amount: 1, requestId: newId<'tap'>() } as const;
		const tappedAt = team.context.clock.now();
		expect((await checkIn(team.context, team.aiko, tap)).ok).toBe(true);
		// It is of the moment of the tap, however long the outbox takes.
		await follow(new Date(tappedAt.getTime() + 3_600_000));
		expect(await given()).toEqual(['aiko 1']);
		const told = await database.db
			.select({ kind: moments.kind, detail: moments.detail, at: moments.at })
			.from(moments)
			.where(eq(moments.orgId, team.orgId));
		expect(told).toEqual([
			{ kind: 'goal', detail: expect.stringContaining('Door Opener'), at: tappedAt }
		]);
	});
});

describe('past work', () => {
	it('counts when a badge is introduced: awards without bells, and one summary, once', async () => {
		for (const who of [team.aiko, team.lena, team.oskar])
			await record(who, 'first-meetings', '30', { occurredAt: '2026-10-01', quiet: true });
		const metric = await metricId('first-meetings');
		const badgeId = await badge({ kind: 'count', metricId: metric }, '25', '100');
		const introduced = { orgId: team.orgId, badgeId, by: team.greta.memberId };
		await awardPast(team.context, introduced);
		await follow();
		await awardPast(team.context, introduced);
		await follow();
		expect(await given()).toEqual(['aiko 1', 'lena 1', 'oskar 1']);
		expect(await bells()).toEqual([
			'brought in Door Opener: Past work counts: 3 people have earned it already'
		]);
	});

	it('that came in quietly is found at night, without a word', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '25');
		await record(team.aiko, 'first-meetings', '30', { occurredAt: '2026-10-01', quiet: true });
		expect(await given()).toEqual([]);
		await awardMissedIn(team.context, team.orgId);
		await follow();
		expect([await given(), await bells()]).toEqual([['aiko 1'], []]);
	});

	it('rings nothing when today only makes it noticed', async () => {
		await badge({ kind: 'count', metricId: await metricId('first-meetings') }, '25');
		await record(team.aiko, 'first-meetings', '30', { occurredAt: '2026-10-01', quiet: true });
		await record(team.aiko, 'first-meetings', '1');
		expect([await given(), await bells()]).toEqual([['aiko 1'], []]);
	});
});

describe('the way to the next tier', () => {
	it('is told nearest first, and ends where all tiers are held', async () => {
		const meetings = await metricId('first-meetings');
		await badge({ kind: 'count', metricId: meetings }, '2', '8');
		await badge({ kind: 'streak', metricId: null }, '10');
		await badge({ kind: 'count', metricId: meetings }, '1');
		await record(team.aiko, 'first-meetings', '4');
		const progress = await progressOf(
			database.db,
			team.orgId,
			team.aiko.memberId,
			team.context.clock.now()
		);
		const lines = progress.map(({ held, next, value, needed, unit }) => [
			held?.name ?? null,
			next.name,
			`${value} of ${needed} ${unit}`
		]);
		expect(lines).toEqual([
			['Bronze', 'Silver', '4 of 8 count'],
			[null, 'Bronze', '1 of 10 days']
		]);
	});
});
