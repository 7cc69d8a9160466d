import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberActor } from '#lib/identity/actor.ts';
import { openFigure, takeBack } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, Id, MemberId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import {
	answer,
	ask,
	checksOf,
	checksTopic,
	figureNotes,
	openChecks,
	readQuestionAsks
} from './index.ts';

const NOVEMBER = { metric: 'points', from: '2026-11-01', to: '2026-11-30' };
const WRONG = 'This was a voicemail, nobody answered.';
const WHY = 'The recording has Mr Lund on it.';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

beforeEach(() => void team.announced());

async function demo(who = 'aiko'): Promise<ActivityId> {
	const externalId = newId();
	await team.ledger.record({
		orgId: team.orgId,
		recordedBy: 'import',
		entries: [
			{
				metric: 'demos-held',
				member: `${who}@halden.example`,
				value: '1',
				occurredAt: '2026-11-18',
				source: 'dialler',
				externalId
			}
		]
	});
	const { rows } = await database.pool.query('select id from activities where external_id = $1', [
		externalId
	]);
	team.announced();
	return rows[0].id;
}

async function asked(entry: ActivityId, by: MemberActor = team.aiko): Promise<Id<'question'>> {
	const result = await ask(team.context, by, { entry, sentence: WRONG });
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value.id;
}

const reply = (by: MemberActor, question: Id<'question'>, kind: 'kept' | 'reversed' = 'kept') =>
	answer(team.context, team.ledger, by, { question, answer: kind, reason: WHY });

async function notes(by: MemberActor, member: MemberActor = team.aiko) {
	const figure = await openFigure(team.context, by, { ...NOVEMBER, member: member.memberId });
	if (!figure.ok) throw new Error(figure.problem.detail);
	return { ...(await figureNotes(team.context, by, figure.value)), figure: figure.value };
}

const points = async () => (await notes(team.lena)).figure.behind.sum;
const waiting = async (by: MemberActor) =>
	(await checksTopic(team.context).read(by.orgId, by.memberId))!.state.waiting;
const refused = (kind: string, words: string) => ({
	ok: false,
	problem: { kind, detail: expect.stringContaining(words) }
});

describe('a question', () => {
	it('stands beside the entry for everybody, and waits for who leads the team', async () => {
		const entry = await demo();
		const before = await waiting(team.ines);
		const id = await asked(entry);
		for (const by of [team.aiko, team.lena, team.oskar, team.ines, team.greta])
			expect((await notes(by)).questions[entry]).toMatchObject([
				{ id, askedBy: 'Aiko Kimura', sentence: WRONG, answered: null }
			]);
		expect((await notes(team.ines)).questions[entry]![0]!.mayAnswer).toBe(true);
		expect((await notes(team.lena)).questions[entry]![0]!.mayAnswer).toBe(false);
		expect(await waiting(team.ines)).toBe(before + 1);
		expect((await openChecks(team.context, team.ines)).questions.at(-1)).toMatchObject({
			id,
			entry: { id: entry, metric: { key: 'demos-held' } }
		});
		expect(await waiting(team.aiko)).toBe(0);
	});

	it('is announced to the member, the team and the admins, once', async () => {
		await asked(await demo());
		expect(team.announced().sort()).toEqual(
			[
				...[`checks:${team.aiko.memberId}`, `checks:team:${team.northernLights}`, 'checks:admins'],
				...[`asks:team:${team.northernLights}`, 'asks:admins']
			].sort()
		);
	});

	it('waits for whoever may answer it until somebody has, with where the entry is', async () => {
		const id = await asked(await demo());
		const asks = async (by: MemberActor) =>
			(await readQuestionAsks(team.context, by)).filter((ask) => ask.id === id);
		for (const by of [team.ines, team.greta])
			expect(await asks(by)).toMatchObject([
				{
					kind: 'question',
					counted: 'me',
					sentence: 'Aiko Kimura asks about a demo held on Wed 18 Nov',
					detail: `“${WRONG}”`,
					href: `/figure?metric=demos-held&from=2026-11-18&to=2026-11-18&member=${team.aiko.memberId}`
				}
			]);
		for (const by of [team.aiko, team.lena, team.oskar]) expect(await asks(by)).toEqual([]);
		team.announced();
		await reply(team.ines, id);
		expect(team.announced()).toContain(`asks:team:${team.northernLights}`);
		expect([...(await asks(team.ines)), ...(await asks(team.greta))]).toEqual([]);
	});

	it.each<[string, () => MemberActor]>([
		['a colleague', () => team.lena],
		['the manager', () => team.ines],
		['the admin', () => team.greta]
	])('is not for %s about an entry of somebody else', async (_, by) => {
		const entry = await demo();
		const result = await ask(team.context, by(), { entry, sentence: WRONG });
		expect(result).toMatchObject(refused('forbidden', 'your own entries'));
		expect((await notes(by())).mayAsk).toEqual([]);
	});

	it('is asked once while it is open, by twelve at once too', async () => {
		const entry = await demo();
		const all = await Promise.all(
			Array.from({ length: 12 }, () => ask(team.context, team.aiko, { entry, sentence: WRONG }))
		);
		expect(all.filter(({ ok }) => ok)).toHaveLength(1);
		expect(all.find(({ ok }) => !ok)).toMatchObject(refused('conflict', 'have asked'));
		expect((await notes(team.aiko)).questions[entry]).toHaveLength(1);
		expect((await notes(team.aiko)).mayAsk).not.toContain(entry);
	});

	it('may follow an answer', async () => {
		const entry = await demo();
		await reply(team.ines, await asked(entry));
		expect((await notes(team.aiko)).mayAsk).toContain(entry);
		await asked(entry);
		expect((await notes(team.aiko)).questions[entry]).toHaveLength(2);
	});

	it('is not asked about what is taken back, but about the line that did it', async () => {
		const entry = await demo();
		await takeBack(team.context, team.ledger, team.ines, { id: entry, reason: WHY });
		expect(await ask(team.context, team.aiko, { entry, sentence: WRONG })).toMatchObject(
			refused('conflict', 'Question the line that did it')
		);
		const { figure } = await notes(team.aiko);
		const line = figure.behind.items.find(({ reverses }) => reverses === entry)!.id as ActivityId;
		const before = await points();
		expect(await reply(team.ines, await asked(line), 'reversed')).toMatchObject({ ok: true });
		expect(BigInt(await points()) - BigInt(before)).toBe(100_000_000_000n);
	});

	it('is about the last line of an entry that was taken back and counts again', async () => {
		const entry = await demo();
		const first = await asked(entry);
		await takeBack(team.context, team.ledger, team.ines, { id: entry, reason: WHY });
		await team.ledger.withdraw(team.orgId, entry, { by: 'import', note: 'It did happen.' });
		const { figure, mayAsk, questions } = await notes(team.aiko);
		const [again] = figure.behind.items.filter(({ note }) => note === 'It did happen.');
		expect(questions[entry]).toMatchObject([{ id: first, answered: { reason: WHY } }]);
		expect(mayAsk).toContain(again!.id);
		expect(mayAsk).not.toContain(entry);
		expect(await ask(team.context, team.aiko, { entry, sentence: WRONG })).toMatchObject(
			refused('conflict', 'counts again. Question the line that brought it back')
		);
		const before = await points();
		const second = await asked(again!.id as ActivityId);
		expect(await reply(team.ines, second, 'reversed')).toMatchObject({ ok: true });
		expect(BigInt(before) - BigInt(await points())).toBe(100_000_000_000n);
	});

	it('on an entry that is corrected meanwhile is answered by the correction, whichever came first', async () => {
		const correcting = { by: `member:${team.ines.memberId}`, note: WHY };
		for (let round = 0; round < 6; round++) {
			const entry = await demo();
			const [question, corrected] = await Promise.all([
				ask(team.context, team.aiko, { entry, sentence: WRONG }),
				team.ledger.correct(team.orgId, entry, { value: '2' }, correcting)
			]);
			expect(corrected).toMatchObject({ ok: true });
			if (!question.ok) expect(question).toMatchObject(refused('conflict', 'taken back already'));
			else {
				expect((await notes(team.aiko)).questions[entry]).toMatchObject([
					{ answered: { answer: 'reversed', by: 'Ines Falk', reason: WHY }, mayAnswer: false }
				]);
				for (const kind of ['kept', 'reversed'] as const)
					expect(await reply(team.ines, question.value.id, kind)).toMatchObject(
						refused('conflict', 'taken back meanwhile')
					);
			}
		}
	});

	it('about nothing finds nothing, nor does another organization', async () => {
		const entry = newId<'activity'>();
		expect(await ask(team.context, team.aiko, { entry, sentence: WRONG })).toMatchObject(
			refused('missing', 'not in the ledger')
		);
		const other = await smallTeam(database, 'Fjord');
		const question = await asked(await demo());
		expect(await reply(other.greta, question)).toMatchObject(
			refused('missing', 'no such question')
		);
		expect(await waiting(other.greta)).toBe(0);
	});
});

describe('an answer', () => {
	it('with a reason leaves the entry and stands beside it', async () => {
		const entry = await demo();
		const question = await asked(entry);
		const before = await points();
		expect(await reply(team.ines, question)).toMatchObject({ ok: true, value: { answer: 'kept' } });
		expect((await notes(team.lena)).questions[entry]).toMatchObject([
			{ answered: { answer: 'kept', by: 'Ines Falk', reason: WHY }, mayAnswer: false }
		]);
		expect(await points()).toBe(before);
	});

	it('with a reversal is the row of the ledger that takes it back', async () => {
		const entry = await demo();
		const question = await asked(entry);
		const before = await points();
		expect(await reply(team.ines, question, 'reversed')).toMatchObject({ ok: true });
		const { questions, figure } = await notes(team.aiko);
		expect(questions[entry]).toMatchObject([
			{ answered: { answer: 'reversed', by: 'Ines Falk', reason: WHY } }
		]);
		expect(figure.behind.items.filter(({ reverses }) => reverses === entry)).toMatchObject([
			{ note: WHY, recordedBy: 'Ines Falk' }
		]);
		expect(BigInt(before) - BigInt(await points())).toBe(100_000_000_000n);
	});

	it('is there as well where the manager takes it back on the list', async () => {
		const entry = await demo();
		const before = await waiting(team.ines);
		const question = await asked(entry);
		await takeBack(team.context, team.ledger, team.ines, { id: entry, reason: WHY });
		expect((await notes(team.aiko)).questions[entry]![0]!.answered).toMatchObject({ reason: WHY });
		expect(await waiting(team.ines)).toBe(before);
		expect(await reply(team.ines, question)).toMatchObject(
			refused('conflict', 'taken back meanwhile')
		);
	});

	it.each<[string, (entry: ActivityId) => Promise<unknown>]>([
		[
			'a manager on the list',
			(id) => takeBack(team.context, team.ledger, team.ines, { id, reason: WHY })
		],
		[
			'a program that corrects it',
			(id) =>
				team.ledger.correct(
					team.orgId,
					id,
					{ value: '2' },
					{ by: `key:${newId()}`, note: 'Was two.' }
				)
		]
	])('is heard by whom it concerns where it comes from %s', async (_, act) => {
		const entry = await demo('lena');
		await asked(entry, team.lena);
		team.announced();
		await act(entry);
		const heard = new Set(team.announced());
		for (const by of [team.lena, team.ines, team.greta]) {
			const { facts } = (await checksTopic(team.context).read(by.orgId, by.memberId))!;
			expect(facts.some((fact) => heard.has(fact))).toBe(true);
		}
		const { facts } = (await checksTopic(team.context).read(team.orgId, team.oskar.memberId))!;
		expect(facts.some((fact) => heard.has(fact))).toBe(false);
	});

	it('is given once, whatever twelve say at once', async () => {
		const entry = await demo();
		const question = await asked(entry);
		const all = await Promise.all(
			Array.from({ length: 12 }, () => reply(team.ines, question, 'reversed'))
		);
		expect(all.filter(({ ok }) => ok)).toHaveLength(1);
		const { rows } = await database.pool.query('select 1 from activities where reverses_id = $1', [
			entry
		]);
		expect(rows).toHaveLength(1);
		expect(await reply(team.greta, question)).toMatchObject({ ok: false });
		const kept = await asked(await demo());
		await reply(team.ines, kept);
		expect(await reply(team.greta, kept)).toMatchObject(
			refused('conflict', 'answered this question')
		);
	});

	it.each<[string, () => MemberActor, string]>([
		['the member', () => team.aiko, 'your own'],
		['a colleague', () => team.lena, 'leads the team'],
		['another team', () => team.oskar, 'leads the team']
	])('is not for %s', async (_, by, words) => {
		expect(await reply(by(), await asked(await demo()))).toMatchObject(refused('forbidden', words));
	});

	it('about a manager’s own entry is for somebody else', async () => {
		const entry = await demo('ines');
		const question = await asked(entry, team.ines);
		expect(await reply(team.ines, question)).toMatchObject(refused('forbidden', 'Somebody else'));
		expect((await openChecks(team.context, team.ines)).questions.map(({ id }) => id)).not.toContain(
			question
		);
		expect(await reply(team.greta, question)).toMatchObject({ ok: true });
	});

	it('moves the member’s own page and nobody else’s', async () => {
		const topic = checksTopic(team.context);
		const stamp = async (of: MemberActor) =>
			(await topic.read(team.orgId, of.memberId))!.state.stamp;
		// After all others: the ten newest are shown.
		team.at('2026-11-18T10:00:00Z');
		const question = await asked(await demo());
		const before = [await stamp(team.aiko), await stamp(team.lena)];
		await reply(team.ines, question, 'reversed');
		expect(await stamp(team.aiko)).not.toBe(before[0]);
		expect(await stamp(team.lena)).toBe(before[1]);
		expect(topic.mayWatch(team.lena, team.aiko.memberId)).toBe(false);
		expect(topic.mayWatch(team.aiko, team.aiko.memberId as MemberId)).toBe(true);
		const own = await checksOf(team.context, team.aiko, team.aiko.memberId);
		expect(own.questions.find(({ id }) => id === question)).toMatchObject({
			id: question,
			answered: { answer: 'reversed' }
		});
		expect((await checksOf(team.context, team.lena, team.aiko.memberId)).questions).toEqual([]);
	});
});
