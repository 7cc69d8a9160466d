import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asc, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import {
	comeBack,
	leave,
	moveMember,
	organizations,
	setManagers
} from '#lib/identity/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { setGoal } from '#lib/metrics/goals/server/index.ts';
import type { Id, MemberId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { Card } from '../expectation.ts';
import {
	acknowledge,
	askToTalk,
	cardForm,
	expectationCards,
	expectations,
	expectationsTopic,
	expectationWords,
	listCards,
	openCard,
	openCardForm,
	readExpectationAsks,
	settleWords,
	writeCard,
	type TypedLine,
	type WriteCard
} from './index.ts';

let database: Database;
let team: SmallTeam;
let elsewhere: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	elsewhere = await smallTeam(database, 'Fjord');
});

const MEETINGS: TypedLine = {
	at: 0,
	title: 'First meetings that count',
	means: 'With somebody who can say yes, in their calendar before you meet.',
	metric: 'first-meetings',
	target: '4',
	every: 'week',
	startsOn: '2026-11-02',
	endsOn: '',
	ifMet: 'You choose your own list for the next quarter.',
	ifMissed: 'We look at your first ten calls together.',
	goal: ''
};
const NOTES: TypedLine = {
	...MEETINGS,
	at: 1,
	title: 'Notes the same day',
	metric: '',
	target: 'Every call has its notes before you go home.'
};
const DEALS: TypedLine = {
	...MEETINGS,
	at: 2,
	title: 'Two new logos',
	metric: 'deals-won',
	target: '2',
	every: 'once',
	endsOn: '2026-12-31'
};

function write(by: MemberActor, to: MemberActor, command: Partial<WriteCard> = {}) {
	return writeCard(team.context, by, {
		memberId: to.memberId,
		basedOn: 0,
		lines: [MEETINGS, NOTES, DEALS],
		requestId: newId<'card'>(),
		...command
	});
}

async function cardOf(reader: MemberActor, of: MemberActor): Promise<Card> {
	const card = await openCard(team.context, reader, of.memberId);
	if (!card.ok) throw new Error(card.problem.detail);
	return card.value;
}

async function rows() {
	const { db } = database;
	return {
		cards: await db.$count(expectationCards),
		lines: await db.$count(expectations),
		words: await db.$count(expectationWords)
	};
}

const asksOf = (actor: MemberActor) => readExpectationAsks(team.context, actor);
const tap = (actor: MemberActor, version: number) =>
	acknowledge(team.context, actor, { memberId: actor.memberId, version });
const FACTS = (of: MemberActor) =>
	['expectations', 'asks'].flatMap((name) => [
		`${name}:${of.memberId}`,
		`${name}:team:${of.teamId}`,
		`${name}:admins`
	]);

describe('a card', () => {
	it('is written by who leads the rep, announced once, and asks the rep for a tap', async () => {
		team.announced();
		expect(await write(team.ines, team.aiko)).toEqual({
			ok: true,
			value: { version: 1, lines: 3, changed: true }
		});
		expect(team.announced()).toEqual(FACTS(team.aiko));
		expect(await rows()).toEqual({ cards: 1, lines: 3, words: 0 });
		expect(await asksOf(team.aiko)).toMatchObject([
			{
				sentence: 'Ines Falk wrote down what is expected of you',
				href: `/members/${team.aiko.memberId}/expectations`
			}
		]);
		expect([await asksOf(team.lena), await asksOf(team.ines)]).toEqual([[], []]);
	});

	it('shows what the ledger counts against its targets', async () => {
		const held = { member: 'aiko@halden.example', source: 'calendar' };
		await team.ledger.record({
			orgId: team.orgId,
			recordedBy: 'import',
			entries: [
				{ ...held, metric: 'first-meetings', value: 2, occurredAt: '2026-11-17', externalId: 'a' },
				{ ...held, metric: 'first-meetings', value: 1, occurredAt: '2026-11-11', externalId: 'b' },
				{ ...held, metric: 'deals-won', value: 1, occurredAt: '2026-11-03', externalId: 'c' },
				{ ...held, metric: 'deals-won', value: 1, occurredAt: '2026-10-30', externalId: 'd' }
			]
		});
		const { now } = await cardOf(team.aiko, team.aiko);
		expect(now.map(({ reached }) => reached)).toEqual([
			{ value: '2', from: '2026-11-16', to: '2026-11-22' },
			null,
			{ value: '1', from: '2026-11-02', to: '2026-11-18' }
		]);
		expect(await cardOf(team.ines, team.aiko)).toMatchObject({ now, mayWrite: true });
	});

	it.each([
		['a rep, for themselves', 'aiko', 'aiko', 'forbidden'],
		['a rep, for another', 'lena', 'aiko', 'forbidden'],
		['a manager, for another team', 'ines', 'oskar', 'forbidden'],
		['anybody, for who leads', 'greta', 'ines', 'invalid']
	] as const)('is not written by %s', async (_, by, to, kind) => {
		const before = await rows();
		expect(await write(team[by], team[to])).toMatchObject({ ok: false, problem: { kind } });
		expect(await rows()).toEqual(before);
		expect(team.announced()).not.toContain(`asks:${team[to].memberId}`);
	});

	it('is not there for another organization, and not for who leads others', async () => {
		expect(await write(elsewhere.greta, team.aiko)).toMatchObject({ problem: { kind: 'missing' } });
		const read = (reader: MemberActor) => openCard(team.context, reader, team.aiko.memberId);
		expect(await read(elsewhere.greta)).toMatchObject({ problem: { kind: 'missing' } });
		const ruben = { ...team.ines, memberId: newId<'member'>(), manages: [team.harbourCrew] };
		expect(await read(ruben)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await read(team.lena)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await openCardForm(team.context, team.aiko, team.aiko.memberId)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
	});

	it.each([
		['a target that is no figure', { ...MEETINGS, target: 'many' }, 'target.0', /plain number/],
		['no word of what it means', { ...MEETINGS, means: '' }, 'means.0', /what it means/],
		['no word of what follows', { ...MEETINGS, ifMissed: '' }, 'ifMissed.0', /missed/],
		['an unknown metric', { ...MEETINGS, metric: 'handstands' }, 'metric.0', /Choose another/],
		['a date by which, left open', { ...DEALS, endsOn: '' }, 'endsOn.2', /Choose the day/],
		['an end before its start', { ...DEALS, endsOn: '2026-11-01' }, 'endsOn.2', /before the first/],
		['a goal of nobody', { ...MEETINGS, goal: newId<'goal'>() }, 'goal.0', /Choose another/]
	])('is refused whole with %s', async (_, line, field, sentence) => {
		const done = await write(team.ines, team.lena, { lines: [line, NOTES] });
		expect(done).toMatchObject({
			ok: false,
			problem: { kind: 'invalid', fields: { [field]: expect.stringMatching(sentence) } }
		});
		expect(await database.db.$count(expectationCards)).toBe(1);
	});

	it('holds five things at most, and at least one', async () => {
		const six = Array.from({ length: 6 }, () => NOTES);
		for (const lines of [six, []])
			expect(await write(team.ines, team.lena, { lines })).toMatchObject({
				problem: { kind: 'invalid' }
			});
	});
});

describe('a tap', () => {
	it('is the rep’s own, kept once with its time, and seen by who leads them', async () => {
		for (const by of [team.ines, team.lena])
			expect(
				await acknowledge(team.context, by, { memberId: team.aiko.memberId, version: 1 })
			).toMatchObject({ problem: { kind: 'forbidden' } });
		team.announced();
		team.at('2026-11-18T10:00:00Z');
		const first = await tap(team.aiko, 1);
		team.at('2026-11-18T11:00:00Z');
		expect(await tap(team.aiko, 1)).toEqual(first);
		expect(first).toEqual({ ok: true, value: { at: '2026-11-18T10:00:00.000Z' } });
		expect(team.announced()).toEqual(FACTS(team.aiko));
		expect(await asksOf(team.aiko)).toEqual([]);
		const [newest] = (await cardOf(team.ines, team.aiko)).versions;
		expect(newest).toMatchObject({ version: 1, acknowledgedAt: '2026-11-18T10:00:00.000Z' });
	});

	it('is asked for again by a change, which is told old and new', async () => {
		const { now } = await cardOf(team.ines, team.aiko);
		const lines = [MEETINGS, NOTES, DEALS].map((line, at) => ({ ...line, line: now[at]!.line }));
		const more = [{ ...lines[0]!, target: '5' }, lines[1]!];
		expect(await write(team.ines, team.aiko, { basedOn: 1, lines })).toEqual({
			ok: true,
			value: { version: 1, lines: 3, changed: false }
		});
		const requestId = newId<'card'>();
		const twice = await Promise.all(
			[1, 2].map(() => write(team.ines, team.aiko, { basedOn: 1, lines: more, requestId }))
		);
		expect(twice.map((done) => done.ok && done.value.version)).toEqual([2, 2]);
		expect(await database.db.$count(expectationCards)).toBe(2);
		expect(await asksOf(team.aiko)).toMatchObject([
			{
				sentence: 'Ines Falk changed what is expected of you',
				detail:
					'First meetings that count: 4 first meetings a week is now 5 first meetings a week. Gone: Two new logos.'
			}
		]);
		const { versions } = await cardOf(team.aiko, team.aiko);
		expect(
			versions.map(({ version, lines, acknowledgedAt }) => [
				version,
				lines.length,
				!!acknowledgedAt
			])
		).toEqual([
			[2, 2, false],
			[1, 3, true]
		]);
		expect(versions[0]!.lines[0]!.line).toBe(versions[1]!.lines[0]!.line);
	});

	it('names the version it saw: one that was changed meanwhile is refused by a sentence', async () => {
		expect(await tap(team.aiko, 1)).toMatchObject({
			problem: { kind: 'conflict', detail: expect.stringMatching(/changed while you were reading/) }
		});
		expect(await tap(team.aiko, 9)).toMatchObject({ problem: { kind: 'missing' } });
		expect(await asksOf(team.aiko)).toHaveLength(1);
	});

	it('and a change that cross leave no change tapped unseen', async () => {
		const { now } = await cardOf(team.ines, team.aiko);
		const lines = [{ ...MEETINGS, line: now[0]!.line, target: '6' }];
		const [tapped, written] = await Promise.all([
			tap(team.aiko, 2),
			write(team.ines, team.aiko, { basedOn: 2, lines })
		]);
		expect(written).toMatchObject({ ok: true, value: { version: 3 } });
		const [third, second] = (await cardOf(team.aiko, team.aiko)).versions;
		expect(third!.acknowledgedAt).toBeNull();
		expect(Boolean(second!.acknowledgedAt)).toBe(tapped.ok);
	});

	it('of two who write at once one is told to look first', async () => {
		const done = await Promise.all([
			write(team.ines, team.aiko, { basedOn: 3, lines: [NOTES] }),
			write(team.greta, team.aiko, { basedOn: 3, lines: [DEALS] })
		]);
		expect(done.filter(({ ok }) => ok)).toHaveLength(1);
		expect(done.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'conflict' } });
		expect(await database.db.$count(expectationCards)).toBe(4);
	});
});

describe('a sentence instead of a tap', () => {
	const say = (
		actor: MemberActor,
		words: { version: number; line?: Id<'expectation'>; requestId?: string }
	) =>
		askToTalk(team.context, actor, {
			memberId: actor.memberId,
			sentence: 'Let us talk about this one.',
			requestId: newId<'talk'>(),
			...words
		});
	const words = () => database.db.select().from(expectationWords).orderBy(asc(expectationWords.at));

	it('goes to who leads the rep, once, and no tap is asked for meanwhile', async () => {
		await write(team.ines, team.lena, { lines: [MEETINGS, NOTES] });
		const { now } = await cardOf(team.lena, team.lena);
		const line = now[0]!.line;
		team.announced();
		const requestId = newId<'talk'>();
		for (let times = 0; times < 2; times++)
			expect(await say(team.lena, { version: 1, line, requestId })).toMatchObject({ ok: true });
		expect(await words()).toHaveLength(1);
		expect(team.announced()).toEqual(FACTS(team.lena));
		expect(await asksOf(team.lena)).toEqual([]);
		expect(await asksOf(team.ines)).toMatchObject([
			{
				sentence: 'Lena Tran wants to talk about “First meetings that count”',
				detail: '“Let us talk about this one.”',
				href: `/members/${team.lena.memberId}/expectations`
			}
		]);
		const ruben = { ...team.ines, manages: [team.harbourCrew] };
		expect([await asksOf(ruben), await asksOf(team.greta)]).toEqual([[], []]);
	});

	it('is one at a time, about what is on the card', async () => {
		expect(await say(team.lena, { version: 1 })).toMatchObject({ problem: { kind: 'conflict' } });
		const line = newId<'expectation'>();
		expect(await say(team.lena, { version: 1, line })).toMatchObject({
			problem: { kind: 'invalid' }
		});
		expect(await words()).toHaveLength(1);
	});

	it('is settled by who leads them, once; then the tap is asked for again', async () => {
		const [{ id } = { id: newId<'expectation-word'>() }] = await words();
		for (const by of [team.lena, { ...team.ines, manages: [team.harbourCrew] }])
			expect(await settleWords(team.context, by, id)).toMatchObject({
				problem: { kind: 'forbidden' }
			});
		expect(await settleWords(team.context, elsewhere.greta, id)).toMatchObject({
			problem: { kind: 'missing' }
		});
		team.announced();
		expect(await settleWords(team.context, team.ines, id)).toEqual({
			ok: true,
			value: { settled: true }
		});
		expect(await settleWords(team.context, team.ines, id)).toEqual({
			ok: true,
			value: { settled: false }
		});
		expect(team.announced()).toEqual(FACTS(team.lena));
		expect(await asksOf(team.ines)).toEqual([]);
		expect(await asksOf(team.lena)).toHaveLength(1);
	});

	it('is answered by a change as well', async () => {
		expect(await say(team.lena, { version: 1 })).toMatchObject({ ok: true });
		expect(await write(team.ines, team.lena, { basedOn: 1, lines: [NOTES] })).toMatchObject({
			ok: true
		});
		expect(await asksOf(team.ines)).toEqual([]);
		expect(await asksOf(team.lena)).toMatchObject([{ id: 'card-2' }]);
		expect((await words()).every(({ settledBy }) => settledBy === team.ines.memberId)).toBe(true);
	});

	it('reaches an admin where nobody leads the team, or who wrote the card', async () => {
		await write(team.greta, team.oskar);
		await say(team.oskar, { version: 1 });
		expect(await asksOf(team.greta)).toMatchObject([
			{ sentence: 'Oskar Berg wants to talk about their card' }
		]);
	});
});

describe('the list of cards', () => {
	it('shows who leads their own people by name, with how each card stands', async () => {
		const shown = await listCards(team.context, team.ines);
		expect(shown.map(({ name }) => name)).toEqual(['Northern Lights']);
		expect(shown[0]!.cards.map(({ person, state, lines }) => [person.name, state, lines])).toEqual([
			['Aiko Kimura', 'waits', 1],
			['Lena Tran', 'waits', 1]
		]);
		const all = await listCards(team.context, team.greta);
		expect(all.flatMap(({ cards }) => cards.map(({ state }) => state)).sort()).toEqual([
			'talk',
			'waits',
			'waits'
		]);
		expect(await listCards(team.context, team.aiko)).toEqual([]);
	});

	it('moves for whom it concerns, and for nobody else', async () => {
		const topic = expectationsTopic(team.context);
		const stamp = async (of: MemberActor) =>
			(await topic.read(team.orgId, of.memberId as MemberId))!.state.stamp;
		const before = [await stamp(team.aiko), await stamp(team.ines), await stamp(team.lena)];
		await tap(team.aiko, 4);
		const after = [await stamp(team.aiko), await stamp(team.ines), await stamp(team.lena)];
		expect(after.map((now, at) => now !== before[at])).toEqual([true, true, false]);
		expect(topic.mayWatch(team.ines, team.aiko.memberId)).toBe(false);
		expect(await topic.read(elsewhere.orgId, team.aiko.memberId)).toBeUndefined();
	});
});

describe('the form of a card', () => {
	it('reads what stands on it and leaves out what is empty or ticked to go', () => {
		const requestId = newId<'card'>();
		const read = cardForm.parse({
			requestId,
			basedOn: '2',
			'title.0': ' First meetings ',
			'every.0': 'week',
			'every.1': 'month',
			'title.2': 'Old',
			'off.2': 'on',
			'title.3': 'Later'
		});
		expect(read).toMatchObject({ requestId, basedOn: 2 });
		expect(read.lines.map(({ at, title, every }) => [at, title, every])).toEqual([
			[0, 'First meetings', 'week'],
			[3, 'Later', 'week']
		]);
	});

	it('has the goals to choose from, with the one that a line serves', async () => {
		const goal = await setGoal(team.context, team.greta, {
			scope: 'organization',
			title: 'Land 40 new logos',
			metric: 'deals-won',
			target: 40
		} as Parameters<typeof setGoal>[2]);
		if (!goal.ok) throw new Error(goal.problem.detail);
		const lines = [{ ...NOTES, goal: goal.value.id }];
		await write(team.ines, team.lena, { basedOn: 2, lines });
		const form = await openCardForm(team.context, team.ines, team.lena.memberId);
		expect(form).toMatchObject({
			ok: true,
			value: { card: { now: [{ goal: { id: goal.value.id } }] } }
		});
		const serving = await database.db
			.select()
			.from(expectations)
			.where(eq(expectations.goalId, goal.value.id));
		expect(serving).toHaveLength(1);
	});
});

describe('what happens to people meanwhile', () => {
	const DAY = { ...MEETINGS, metric: 'deals-won', every: 'once' as const };
	let halden: SmallTeam;
	let nora: MemberActor;

	beforeEach(async () => {
		halden = await smallTeam(database, 'Halden Two');
		nora = halden.aiko;
		const { orgId } = halden;
		await database.db
			.update(organizations)
			.set({ fiscalStart: 2 })
			.where(eq(organizations.id, orgId));
	});

	const give = (lines: TypedLine[], basedOn = 0, by = halden.ines) =>
		writeCard(halden.context, by, {
			...{ memberId: nora.memberId, basedOn, lines, requestId: newId<'card'>() }
		});
	const waiting = async (actor: MemberActor) =>
		(await readExpectationAsks(halden.context, actor)).map(({ sentence }) => sentence);
	const seen = async (reader: MemberActor) => openCard(halden.context, reader, nora.memberId);

	it('a card that is taken back is gone at once, and told to who had read it', async () => {
		const topic = expectationsTopic(halden.context);
		const stamp = async () => (await topic.read(halden.orgId, nora.memberId))!.state.stamp;
		expect(await give([])).toMatchObject({ problem: { kind: 'invalid' } });
		await give([MEETINGS]);
		expect(await give([], 1)).toMatchObject({ ok: true, value: { version: 2, lines: 0 } });
		// They had read none of it.
		expect(await waiting(nora)).toEqual([]);
		await give([MEETINGS], 2);
		await acknowledge(halden.context, nora, { memberId: nora.memberId, version: 3 });
		const before = await stamp();
		halden.announced();
		await give([], 3);
		expect(halden.announced()).toContain(`expectations:${nora.memberId}`);
		expect(await stamp()).not.toBe(before);
		expect(await seen(nora)).toMatchObject({ ok: true, value: { now: [] } });
		expect(await readExpectationAsks(halden.context, nora)).toMatchObject([
			{
				sentence: 'Ines Falk took back what was expected of you',
				detail: 'Gone: First meetings that count.'
			}
		]);
		const [cards] = await listCards(halden.context, halden.ines);
		expect(cards!.cards.map(({ state }) => state)).toEqual(['none', 'none']);
		await acknowledge(halden.context, nora, { memberId: nora.memberId, version: 4 });
		expect(await waiting(nora)).toEqual([]);
	});

	it('whoever was away finds the change at the next visit, told from what they last read', async () => {
		await give([MEETINGS, NOTES]);
		await acknowledge(halden.context, nora, { memberId: nora.memberId, version: 1 });
		const { value } = (await seen(nora)) as { value: Card };
		const [first] = value.now;
		await give([{ ...MEETINGS, line: first!.line, target: '5' }, NOTES], 1);
		await give([{ ...MEETINGS, line: first!.line, target: '6' }, NOTES], 2);
		halden.at('2026-12-02T09:00:00Z');
		const [ask] = await readExpectationAsks(halden.context, nora);
		expect(ask?.detail).toMatch('4 first meetings a week is now 6 first meetings a week');
	});

	it('the card goes along to another team, and what waits goes to who leads there', async () => {
		const { context, orgId, harbourCrew, ines, greta, oskar } = halden;
		await give([MEETINGS]);
		const words = { memberId: nora.memberId, version: 1, requestId: newId<'talk'>() };
		await askToTalk(context, nora, { ...words, sentence: 'Four is a lot.' });
		const said = ['Aiko Kimura wants to talk about their card'];
		expect(await waiting(ines)).toEqual(said);
		await moveMember(context.db, orgId, nora.memberId, harbourCrew, '2026-11-18');
		const ruben: MemberActor = { ...oskar, role: 'manager', manages: [harbourCrew] };
		await setManagers(context.db, orgId, harbourCrew, [oskar.memberId]);
		expect([await waiting(ines), await waiting(ruben)]).toEqual([[], said]);
		expect(await give([NOTES], 1)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await seen(ines)).toMatchObject({ problem: { kind: 'forbidden' } });
		expect(await give([NOTES], 1, ruben)).toMatchObject({ ok: true });
		expect(await waiting({ ...nora, teamId: harbourCrew })).toEqual([
			'Oskar Berg wrote down what is expected of you'
		]);
		expect(await waiting(greta)).toEqual([]);
	});

	it('who leaves takes it from every list, and back they find it as it stood', async () => {
		const { context, greta, ines } = halden;
		await give([MEETINGS]);
		const words = { memberId: nora.memberId, version: 1, requestId: newId<'talk'>() };
		await askToTalk(context, nora, { ...words, sentence: 'Four is a lot.' });
		await leave(context, greta, nora.memberId);
		expect(await waiting(ines)).toEqual([]);
		const names = async () =>
			(await listCards(context, ines)).flatMap(({ cards }) =>
				cards.map(({ person }) => person.name)
			);
		expect(await names()).toEqual(['Lena Tran']);
		expect(await seen(ines)).toMatchObject({ problem: { kind: 'missing' } });
		expect(await give([NOTES], 1)).toMatchObject({ problem: { kind: 'missing' } });
		await comeBack(context, greta, nora.memberId);
		expect(await seen(nora)).toMatchObject({ ok: true, value: { versions: [{ version: 1 }] } });
	});

	it('a day on which the clocks change counts from midnight to midnight, a quarter as the fiscal year has it', async () => {
		const deal = (occurredAt: string) => ({
			...{ member: 'aiko@halden.example', source: 'crm', metric: 'deals-won', value: 1 },
			...{ occurredAt, externalId: occurredAt }
		});
		// Clocks go back on 25 October: in Berlin that day has twenty-five hours.
		const entries = [
			...['2026-10-24T21:59:00Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z'],
			...['2026-10-25T23:00:00Z', '2026-11-02T10:00:00Z']
		].map(deal);
		await halden.ledger.record({ orgId: halden.orgId, recordedBy: 'import', entries });
		const quarter = { ...MEETINGS, metric: 'deals-won', every: 'quarter' as const };
		await give([
			{ ...DAY, startsOn: '2026-10-25', endsOn: '2026-10-25' },
			{ ...quarter, startsOn: '2026-08-01' }
		]);
		const reached = async () => {
			const card = await seen(nora);
			return card.ok ? card.value.now.map(({ reached }) => reached) : [];
		};
		expect(await reached()).toEqual([
			{ value: '2', from: '2026-10-25', to: '2026-10-25' },
			{ value: '1', from: '2026-11-01', to: '2027-01-31' }
		]);
		halden.at('2027-02-01T00:30:00+01:00');
		expect((await reached())[1]).toEqual({ value: '0', from: '2027-02-01', to: '2027-04-30' });
	});

	it('what was expected of a month that has closed keeps its final figure, whatever comes later', async () => {
		const meeting = (occurredAt: string) => ({
			...{ member: 'aiko@halden.example', source: 'crm', metric: 'first-meetings', value: 1 },
			...{ occurredAt, externalId: `meeting of ${occurredAt}` }
		});
		const record = (...days: string[]) =>
			halden.ledger.record({
				orgId: halden.orgId,
				recordedBy: 'import',
				entries: days.map(meeting)
			});
		await record('2026-11-05', '2026-11-17');
		await give([{ ...MEETINGS, every: 'once', startsOn: '2026-11-01', endsOn: '2026-11-30' }]);
		const reached = async () => {
			const card = await seen(nora);
			return card.ok && card.value.now[0]?.reached?.value;
		};
		expect(await reached()).toBe('2');
		halden.at('2026-12-01T12:00:00Z');
		await record('2026-11-18');
		expect(await reached()).toBe('3');
		await closePeriods(halden.context);
		await record('2026-11-19');
		expect(await reached()).toBe('3');
	});
});
