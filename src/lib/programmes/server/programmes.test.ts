import { and, eq, isNotNull } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { awards, badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { addMember, leave, organizations } from '#lib/identity/server/index.ts';
import { goalChanges, goals, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, Id } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Answer } from '../programme.ts';
import {
	answerRound,
	keepProgramme,
	openProgrammes,
	openUseful,
	programmeAnswers,
	programmeRounds,
	readProgrammeAsks,
	runProgrammes
} from './index.ts';

const ASKING = '2026-12-10T09:00:00Z';
const OVER = '2027-01-01T09:00:00Z';
const NOTICE_OVER = '2027-01-15T09:00:00Z';

let database: Database;
let team: SmallTeam;
let goal: GoalId;
let people: MemberActor[];

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	people = [team.aiko, team.lena, team.oskar, team.ines, team.greta];
	for (const name of ['Tomás Silva', 'Mara Okafor']) people.push(await join(name));
	await database.db
		.update(badges)
		.set({ archivedAt: new Date(ASKING) })
		.where(ofThem(badges));
	team.at('2026-09-01T09:00:00Z');
	goal = must(
		await setGoal(team.context, team.greta, {
			...{ scope: 'organization', title: 'A hundred demos by spring', metric: 'demos-held' },
			...{ target: 100, startsOn: '2026-09-01', endsOn: '2027-03-31' }
		})
	).id;
	team.announced();
});

async function join(name: string): Promise<MemberActor> {
	const email = `${name.split(' ')[0]!.toLowerCase()}@halden.example`;
	const added = must(
		await addMember(database.db, team.orgId, { name, email, role: 'rep' }, new Date(ASKING))
	);
	return { ...team.aiko, memberId: added.id, teamId: null };
}

function ofThem(table: typeof badges | typeof programmeRounds) {
	return eq(table.orgId, team.orgId);
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

/** The nightly job, twice: it may be late, and it may run again. */
async function night(time: string): Promise<void> {
	team.at(time);
	await runProgrammes(team.context);
	await runProgrammes(team.context);
}

async function fiscalFrom(month: number): Promise<void> {
	await database.db
		.update(organizations)
		.set({ fiscalStart: month })
		.where(eq(organizations.id, team.orgId));
}

async function rounds() {
	return database.db.select().from(programmeRounds).where(ofThem(programmeRounds));
}

async function asks(actor: MemberActor): Promise<string[]> {
	return (await readProgrammeAsks(team.context, actor)).map(({ sentence }) => sentence);
}

async function say(round: Id<'programme-round'>, answers: Answer[]): Promise<void> {
	for (const [i, answer] of answers.entries())
		must(await answerRound(team.context, people[i]!, { round, answer, sentence: `Because ${i}` }));
}

async function stored() {
	return (await database.db.select().from(goals).where(eq(goals.id, goal)))[0]!;
}

describe('a programme', () => {
	it('is asked about once a quarter, and one tap is all it takes', async () => {
		await night('2026-12-03T09:00:00Z');
		expect(await rounds()).toEqual([]);
		await night(ASKING);
		const [round, ...others] = await rounds();
		expect(others).toEqual([]);
		expect(await asks(team.lena)).toEqual(['Is “A hundred demos by spring” still useful to you?']);
		must(await answerRound(team.context, team.lena, { round: round!.id, answer: 'none' }));
		expect(await asks(team.lena)).toEqual([]);
		expect(await asks(team.aiko)).toHaveLength(1);
		const stranger = { ...team.aiko, memberId: goal as unknown as MemberActor['memberId'] };
		const answer = { round: round!.id, answer: 'useful' } as const;
		expect(await answerRound(team.context, stranger, answer)).toMatchObject({
			problem: { kind: 'missing' }
		});
	});

	it('shows on which side of the half they were when it is over, never who said it or how many', async () => {
		await night(ASKING);
		const [round] = await rounds();
		await say(round!.id, ['useful', 'not-for-me', 'not-for-me', 'useful']);
		const shown = async () => (await openProgrammes(team.context, team.greta)).rounds[0]!;
		expect(await shown()).toMatchObject({
			tally: { asked: 7, answered: null, found: null },
			sentences: []
		});
		await say(round!.id, ['useful', 'not-for-me', 'not-for-me', 'useful', 'not-for-me']);
		expect(await shown()).toMatchObject({ tally: { answered: 5, found: null }, sentences: [] });
		expect((await openProgrammes(team.context, team.aiko)).rounds).toEqual([]);
		const { asked } = await openUseful(team.context, team.lena);
		expect(asked).toMatchObject([{ answer: 'not-for-me', sentence: 'Because 1' }]);
		// Whoever leaves was in it this quarter: what they said stays counted and cannot be told by it.
		must(await leave(team.context, team.greta, people[2]!.memberId));
		await night(OVER);
		const over = { verdict: 'most', tally: { asked: 7, answered: 5, found: 'fewer' } };
		expect(await shown()).toMatchObject(over);
		expect((await shown()).sentences).toHaveLength(5);
		must(await leave(team.context, team.greta, people[0]!.memberId));
		expect(await shown()).toMatchObject(over);
	});

	it('answered on two phones at once is answered once, and the same again tells nobody', async () => {
		await night(ASKING);
		const [round] = await rounds();
		team.announced();
		const tap = (answer: Answer) =>
			answerRound(team.context, team.lena, { round: round!.id, answer });
		const both = await Promise.all([tap('useful'), tap('useful')]);
		expect(both.every(({ ok }) => ok)).toBe(true);
		expect(team.announced()).toEqual([`asks:${team.lena.memberId}`]);
		await Promise.all([tap('not-for-me'), tap('useful')]);
		const { db } = database;
		const said = await db
			.select()
			.from(programmeAnswers)
			.where(and(eq(programmeAnswers.orgId, team.orgId), isNotNull(programmeAnswers.answer)));
		expect(said).toHaveLength(1);
	});

	it('retires two weeks after most said no: a goal closes with its result and the reason', async () => {
		await night(ASKING);
		const [round] = await rounds();
		await say(round!.id, ['useful', 'not-for-me', 'not-for-me', 'not-for-me']);
		await night(OVER);
		expect(await asks(team.greta)).toEqual(['“A hundred demos by spring” retires on 15 Jan']);
		expect(await asks(team.aiko)).toEqual([]);
		const late = { round: round!.id, answer: 'useful' } as const;
		expect(await answerRound(team.context, team.oskar, late)).toMatchObject({
			problem: { kind: 'conflict' }
		});
		expect((await stored()).closedAt).toBeNull();
		await night(NOTICE_OVER);
		const learned = 'Too few said that it is still useful.';
		expect(await stored()).toMatchObject({
			closedAt: new Date(NOTICE_OVER),
			closedBy: null,
			learned
		});
		const closings = await database.db
			.select({ says: goalChanges.says })
			.from(goalChanges)
			.where(and(eq(goalChanges.goalId, goal), eq(goalChanges.kind, 'closed')));
		expect(closings).toEqual([{ says: { itself: 'yes', value: '0', target: '100', learned } }]);
		expect(await asks(team.greta)).toEqual([]);
	});

	it('stays where its owner keeps it, with a sentence for everybody who was asked', async () => {
		await night(ASKING);
		const [round] = await rounds();
		await say(round!.id, ['not-for-me', 'not-for-me', 'not-for-me']);
		const keep = { round: round!.id, why: 'Spring is when hospitals buy.' };
		expect(await keepProgramme(team.context, team.greta, keep)).toMatchObject({ ok: false });
		await night(OVER);
		expect(await keepProgramme(team.context, team.ines, keep)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		team.at(NOTICE_OVER);
		expect(await keepProgramme(team.context, team.greta, keep)).toMatchObject({
			problem: { kind: 'conflict' }
		});
		team.at('2027-01-14T22:59:00Z');
		team.announced();
		const second = { ...team.greta, memberId: team.ines.memberId };
		const both = await Promise.all([
			keepProgramme(team.context, team.greta, keep),
			keepProgramme(team.context, second, keep)
		]);
		expect(both.map((kept) => (kept.ok ? 'kept' : kept.problem.kind)).sort()).toEqual([
			'conflict',
			'kept'
		]);
		expect(team.announced()).toEqual([`asks:${team.greta.memberId}`, 'asks:admins']);
		await night(NOTICE_OVER);
		expect((await stored()).closedAt).toBeNull();
		const { past } = await openUseful(team.context, team.aiko);
		expect(past).toMatchObject([{ kept: { why: keep.why } }]);
	});

	it('retires after two quarters of silence, and not after one', async () => {
		await night('2026-09-29T09:00:00Z');
		expect(await rounds()).toEqual([]);
		await night(ASKING);
		await night(OVER);
		expect((await rounds()).map(({ verdict }) => verdict)).toEqual(['stays']);
		await database.db.update(goals).set({ endsOn: '2027-06-30' }).where(eq(goals.id, goal));
		await night('2027-03-10T09:00:00Z');
		await night('2027-04-01T09:00:00Z');
		expect((await rounds()).map(({ verdict }) => verdict).sort()).toEqual(['silence', 'stays']);
		await night('2027-04-15T09:00:00Z');
		expect((await stored()).closedAt).not.toBeNull();
	});

	it('that everybody has left is silent, and an admin hears of it', async () => {
		const pod = must(
			await setGoal(team.context, team.oskar, {
				...{ scope: 'pod', title: 'Sit in with each other', target: 6, people: [] },
				...{ startsOn: '2026-09-01', endsOn: '2027-06-30' }
			})
		).id;
		await database.db.update(goals).set({ endsOn: '2026-12-31' }).where(eq(goals.id, goal));
		must(await leave(team.context, team.greta, team.oskar.memberId));
		await night(ASKING);
		expect((await rounds()).map(({ goalId }) => goalId)).toEqual([pod]);
		for (const time of [OVER, '2027-03-10T09:00:00Z', '2027-04-01T09:00:00Z']) await night(time);
		expect(await asks(team.greta)).toEqual(['“Sit in with each other” retires on 15 Apr']);
		const { rounds: shown } = await openProgrammes(team.context, team.greta);
		expect(shown[0]).toMatchObject({ verdict: 'silence', tally: { asked: 0 }, mayKeep: true });
	});

	it('is not asked about twice where the fiscal year moves, and two silent quarters stay two', async () => {
		await database.db.update(goals).set({ endsOn: '2027-12-31' }).where(eq(goals.id, goal));
		await night(ASKING);
		await fiscalFrom(2);
		// The round under way keeps its last day; November to January was asked about in it.
		await night(OVER);
		await night('2027-01-10T09:00:00Z');
		expect((await rounds()).map(({ endsOn, verdict }) => [endsOn, verdict])).toEqual([
			['2026-12-31', 'stays']
		]);
		await night('2027-04-10T09:00:00Z');
		await night('2027-05-01T09:00:00Z');
		expect((await rounds()).map(({ endsOn, verdict }) => [endsOn, verdict]).sort()).toEqual([
			['2026-12-31', 'stays'],
			['2027-04-30', 'silence']
		]);
	});

	it('that is a badge is put away, and who holds it keeps it', async () => {
		const [badge] = await database.db
			.update(badges)
			.set({ archivedAt: null, changedAt: new Date('2026-08-01T09:00:00Z') })
			.where(and(ofThem(badges), eq(badges.key, 'door-opener')))
			.returning();
		const rule = { kind: 'count', metricId: null, tiers: [{ name: 'Bronze', at: '1' }] } as const;
		await database.db
			.update(badges)
			.set({ rule: { ...rule, tiers: [...rule.tiers] } })
			.where(eq(badges.id, badge!.id));
		for (const { memberId } of people.slice(0, 3))
			await database.db.insert(awards).values({
				...{ orgId: team.orgId, badgeId: badge!.id, memberId, tier: 1, reason: 'rule:1' },
				id: crypto.randomUUID() as Id<'award'>
			});
		await night(ASKING);
		const round = (await rounds()).find(({ kind }) => kind === 'badge')!;
		expect(await asks(team.aiko)).toEqual(['Which of these 2 are still useful to you?']);
		await say(round.id, ['not-for-me', 'not-for-me', 'not-for-me']);
		await night(OVER);
		team.announced();
		await night(NOTICE_OVER);
		expect(team.announced().filter((fact) => fact === 'badges')).toHaveLength(1);
		const [after] = await database.db.select().from(badges).where(eq(badges.id, badge!.id));
		expect(after!.archivedAt).toEqual(new Date(NOTICE_OVER));
		const held = await database.db.select().from(awards).where(eq(awards.badgeId, badge!.id));
		expect(held.every(({ withdrawnAt }) => withdrawnAt === null)).toBe(true);
	});
});
