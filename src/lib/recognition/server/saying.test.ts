import { count, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { awardsOf, listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Sent, Value } from '../recognition.ts';
import {
	editRecognition,
	listSent,
	listValues,
	recognise,
	recognitions,
	ringNow,
	saidAbout,
	setRules,
	speak,
	takeBack,
	type RecogniseCommand
} from './index.ts';

let database: Database;
let team: SmallTeam;
let values: Value[];
let requests = 0;
/** What the moments were told, in order. */
let echoed: string[];

const SENTENCE = 'You called the Halden account cold after three no’s and got the meeting.';
// The team's clock starts here; ten seconds later words are said.
const SAID = '2026-11-18T09:00:10Z';

const echo = {
	silence: async (_tx: unknown, _org: unknown, id: RecognitionId) => void echoed.push(`gone ${id}`),
	reword: async (_tx: unknown, _org: unknown, thanks: { sentence: string; value: string }) =>
		void echoed.push(`${thanks.value}: ${thanks.sentence}`)
};

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	values = await listValues(database.db, team.orgId);
	echoed = [];
});

function thanks(changes: Partial<RecogniseCommand> = {}): RecogniseCommand {
	return {
		to: [team.lena.memberId],
		valueId: values[0]!.id,
		sentence: SENTENCE,
		inFeed: true,
		onTv: true,
		requestId: `said-${++requests}`,
		...changes
	};
}

async function send(actor: MemberActor, changes: Partial<RecogniseCommand> = {}) {
	const sent = await recognise(team.context, actor, thanks(changes));
	if (!sent.ok) throw new Error(sent.problem.detail);
	return sent.value;
}

function say(id: RecognitionId) {
	const { db, clock } = team.context;
	return db.transaction((tx) => speak(tx, team.orgId, id, clock.now()));
}

/** Everything that others could see of what was said to Lena. */
async function visible() {
	const { db, clock } = team.context;
	const said = await saidAbout(db, team.lena, team.lena.memberId, clock.now());
	const held = await awardsOf(db, team.orgId, team.lena.memberId);
	return { said: said.map(({ sentence }) => sentence), badges: held.map(({ times }) => times) };
}

const NOTHING = { said: [], badges: [] };

async function kept() {
	const [rows] = await database.db
		.select({ n: count() })
		.from(recognitions)
		.where(eq(recognitions.orgId, team.orgId));
	return rows!.n;
}

/** The jobs that wait to say something, and when. */
async function waitingJobs() {
	const { rows } = await database.db.execute<{ run_at: string; id: string }>(
		`select run_at::text, payload->>'id' as id from graphile_worker._private_jobs
			where payload->>'orgId' = '${team.orgId}' and payload->>'kind' = 'recognition' order by id`
	);
	return rows.map((row) => [row.id, new Date(row.run_at).toISOString()]);
}

const mine = (actor: MemberActor): Promise<Sent[]> =>
	listSent(team.context.db, actor, team.context.clock.now());

async function aBadge() {
	return (await listBadges(database.db, team.orgId))[0]!.id;
}

describe('ten seconds', () => {
	it('pass before anybody else knows, and then it is said once however often its job runs', async () => {
		const { id, saidAt } = await send(team.ines, { badgeId: await aBadge() });
		expect(saidAt.toISOString()).toBe('2026-11-18T09:00:10.000Z');
		expect(await waitingJobs()).toEqual([[id, '2026-11-18T09:00:10.000Z']]);
		expect(await say(id)).toBeUndefined();
		expect(await visible()).toEqual(NOTHING);
		expect(await mine(team.lena)).toEqual([]);
		team.at(SAID);
		const told = await Promise.all([say(id), say(id)]);
		expect(told.map((one) => one?.sentence)).toEqual([SENTENCE, SENTENCE]);
		expect(await visible()).toEqual({ said: [SENTENCE], badges: [1] });
	});

	it('asks for its job again where the database’s clock ran ahead', async () => {
		const { id } = await send(team.ines);
		await database.db.execute(`delete from graphile_worker._private_jobs`);
		expect(await say(id)).toBeUndefined();
		expect(await waitingJobs()).toEqual([[id, '2026-11-18T09:00:10.000Z']]);
	});

	it('are enough to undo it: nothing was ever there, and the same words are no repeat', async () => {
		const { id } = await send(team.ines, { badgeId: await aBadge() });
		team.announced();
		expect(await takeBack(team.context, team.ines, id, echo)).toMatchObject({
			value: { wasSaid: false }
		});
		team.at(SAID);
		expect(await say(id)).toBeUndefined();
		expect(await visible()).toEqual(NOTHING);
		expect(team.announced()).toEqual([]);
		expect(await mine(team.ines)).toEqual([]);
		expect(await send(team.ines, { badgeId: await aBadge() })).toMatchObject({ damped: null });
	});

	it('need not be waited for', async () => {
		const { id } = await send(team.ines);
		team.at('2026-11-18T09:00:03Z');
		expect(await ringNow(team.context, team.ines, id)).toMatchObject({ ok: true });
		expect(await waitingJobs()).toEqual([[id, '2026-11-18T09:00:03.000Z']]);
		expect((await visible()).said).toEqual([SENTENCE]);
		expect(await ringNow(team.context, team.ines, id)).toMatchObject({ ok: true });
		expect(await mine(team.ines)).toMatchObject([{ isWaiting: false, to: 'Lena' }]);
	});

	it.each(['lena', 'aiko', 'greta'] as const)(
		'are the sender’s: %s can do nothing',
		async (who) => {
			const { id } = await send(team.ines);
			const other = team[who];
			const words = { id, sentence: 'Other words.', valueId: values[0]!.id };
			for (const tried of [
				await ringNow(team.context, other, id),
				await takeBack(team.context, other, id, echo),
				await editRecognition(team.context, other, words, echo)
			])
				expect(tried).toMatchObject({ ok: false, problem: { kind: 'missing' } });
			expect(await mine(team.ines)).toMatchObject([{ sentence: SENTENCE, isWaiting: true }]);
			expect(echoed).toEqual([]);
		}
	);
});

describe('the next huddle', () => {
	const huddle = { badgesAWeek: 3, huddleDays: [1, 4], huddleAt: 540 };

	it('is waited for on the organization’s clocks', async () => {
		await setRules(team.context, team.greta, huddle);
		const { id, saidAt } = await send(team.aiko, { when: 'huddle' });
		expect(saidAt.toISOString()).toBe('2026-11-19T08:00:00.000Z');
		expect(await waitingJobs()).toEqual([[id, '2026-11-19T08:00:00.000Z']]);
		expect(await visible()).toEqual(NOTHING);
		expect(await mine(team.aiko)).toMatchObject([{ isWaiting: true }]);
		team.at('2026-11-19T08:00:00Z');
		expect(await say(id)).toMatchObject({ at: saidAt });
	});

	it('needs to be set', async () => {
		expect(await recognise(team.context, team.aiko, thanks({ when: 'huddle' }))).toMatchObject({
			problem: { kind: 'invalid', fields: { when: expect.any(String) } }
		});
		expect(await kept()).toBe(0);
	});

	it('is part of what was sent: the same form for now is another one', async () => {
		await setRules(team.context, team.greta, huddle);
		const command = thanks({ when: 'huddle' });
		await recognise(team.context, team.aiko, command);
		expect(await recognise(team.context, team.aiko, command)).toMatchObject({ ok: true });
		expect(await recognise(team.context, team.aiko, { ...command, when: 'soon' })).toMatchObject({
			problem: { kind: 'conflict' }
		});
		expect(await kept()).toBe(1);
	});

	it('is set by admins alone', async () => {
		for (const actor of [team.aiko, team.ines])
			expect(await setRules(team.context, actor, huddle)).toMatchObject({
				problem: { kind: 'forbidden' }
			});
	});
});

describe('what is said', () => {
	it('is edited for all to see, in its moments too', async () => {
		const { id } = await send(team.ines);
		team.at(SAID);
		await say(id);
		team.announced();
		const edit = { id, sentence: ' You called Halden  cold. ', valueId: values[1]!.id };
		expect(await editRecognition(team.context, team.ines, edit, echo)).toMatchObject({ ok: true });
		expect(echoed).toEqual(['craft: You called Halden cold.']);
		expect(team.announced()).toContain('moments');
		const { db, clock } = team.context;
		expect(await saidAbout(db, team.lena, team.lena.memberId, clock.now())).toMatchObject([
			{ sentence: 'You called Halden cold.', value: 'craft', isEdited: true }
		]);
	});

	it('is not edited by the same words, nor while it waits', async () => {
		const { id } = await send(team.ines);
		const command = { id, sentence: 'You called Halden twice.', valueId: values[0]!.id };
		await editRecognition(team.context, team.ines, command, echo);
		expect(await mine(team.ines)).toMatchObject([{ isEdited: false, sentence: command.sentence }]);
		team.at(SAID);
		await editRecognition(team.context, team.ines, command, echo);
		expect(await mine(team.ines)).toMatchObject([{ isEdited: false }]);
		expect(echoed).toEqual([]);
	});

	it.each([
		['no words', '  ', 'sentence'],
		['a NUL', 'You held\0 the price.', 'sentence'],
		['words that read backwards', 'You held \u202Ethe price.', 'sentence'],
		['a novel', 'a'.repeat(401), 'sentence'],
		['an unknown value', 'You held the price.', 'value']
	])('is not edited to %s', async (_, sentence, field) => {
		const { id } = await send(team.ines);
		const valueId = field === 'value' ? (team.orgId as never) : values[0]!.id;
		const refused = await editRecognition(team.context, team.ines, { id, sentence, valueId }, echo);
		expect(refused).toMatchObject({ problem: { kind: 'invalid' } });
		expect(refused.ok || refused.problem.fields).toHaveProperty(field);
		expect(await mine(team.ines)).toMatchObject([{ sentence: SENTENCE }]);
	});

	it('goes everywhere at once when it is taken back, and stays away', async () => {
		const { id } = await send(team.ines, { badgeId: await aBadge() });
		team.at(SAID);
		await say(id);
		expect(await takeBack(team.context, team.ines, id, echo)).toMatchObject({
			value: { wasSaid: true }
		});
		expect(echoed).toEqual([`gone ${id}`]);
		expect(await visible()).toEqual(NOTHING);
		expect(team.announced()).toContain('moments');
		expect(await say(id)).toBeUndefined();
		expect(await visible()).toEqual(NOTHING);
		expect(await takeBack(team.context, team.ines, id, echo)).toMatchObject({
			problem: { kind: 'missing' }
		});
	});
});

describe('words that are being said just then', () => {
	/** Does something while the words are said: it waits for them, and goes on when they are. */
	async function meanwhile<Done>(id: RecognitionId, act: () => Promise<Done>): Promise<Done> {
		let acting: Promise<Done> | undefined;
		await database.db.transaction(async (tx) => {
			await tx.select().from(recognitions).where(eq(recognitions.id, id)).for('update');
			acting = act();
			await isWaiting();
			team.at(SAID);
			await speak(tx, team.orgId, id, team.context.clock.now());
		});
		return acting!;
	}

	async function isWaiting(): Promise<void> {
		const { db } = database;
		const locks = `select 1 from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		while (!(await db.execute(locks)).rows.length);
	}

	it('are edited in their moments too', async () => {
		const { id } = await send(team.ines);
		const words = { id, sentence: 'You called Halden cold.', valueId: values[0]!.id };
		await meanwhile(id, () => editRecognition(team.context, team.ines, words, echo));
		expect(echoed).toEqual(['courage: You called Halden cold.']);
		expect(await mine(team.ines)).toMatchObject([{ isEdited: true }]);
	});

	it('leave every screen when they are taken back', async () => {
		const { id } = await send(team.ines);
		team.announced();
		const taken = await meanwhile(id, () => takeBack(team.context, team.ines, id, echo));
		expect(taken).toMatchObject({ value: { wasSaid: true } });
		expect(team.announced()).toContain('moments');
	});
});

describe('badges stay rare', () => {
	const SENTENCES = ['One meeting.', 'Two meetings.', 'Three meetings.', 'Four meetings.'];

	it('by one question a week’s worth later, which forbids nothing', async () => {
		const badgeId = await aBadge();
		for (const sentence of SENTENCES.slice(0, 3)) await send(team.ines, { badgeId, sentence });
		const fourth = thanks({ badgeId, sentence: SENTENCES[3]! });
		expect(await recognise(team.context, team.ines, fourth)).toMatchObject({
			problem: {
				kind: 'conflict',
				fields: { rare: 'You have given 3 badges this week. Is this one still rare?' }
			}
		});
		expect(await kept()).toBe(3);
		const rare = { ...fourth, stillRare: true };
		expect(await recognise(team.context, team.ines, rare)).toMatchObject({ ok: true });
		expect(await send(team.ines, { sentence: 'Words need no budget.' })).toBeDefined();
	});

	it('counts what was not taken back, in the running week', async () => {
		const badgeId = await aBadge();
		const sent = [];
		for (const sentence of SENTENCES.slice(0, 3))
			sent.push(await send(team.ines, { badgeId, sentence }));
		await takeBack(team.context, team.ines, sent[0]!.id, echo);
		await send(team.ines, { badgeId, sentence: 'In its place.' });
		const more = thanks({ badgeId, sentence: 'One too many.' });
		expect(await recognise(team.context, team.ines, more)).toMatchObject({ ok: false });
		team.at('2026-11-22T22:59:59Z');
		expect(await recognise(team.context, team.ines, more)).toMatchObject({ ok: false });
		team.at('2026-11-22T23:00:00Z');
		expect(await recognise(team.context, team.ines, more)).toMatchObject({ ok: true });
	});
});

describe('what counts less', () => {
	it('one text again goes to the person only, and the same form answers the same', async () => {
		await send(team.ines);
		const again = thanks({ to: [team.aiko.memberId] });
		const first = await recognise(team.context, team.ines, again);
		expect(first).toMatchObject({ value: { isPrivate: true, damped: 'repeat' } });
		expect(await recognise(team.context, team.ines, again)).toEqual(first);
		expect(await send(team.oskar)).toMatchObject({ damped: null });
		team.at('2026-12-17T09:00:00Z');
		expect(await send(team.ines, { to: [team.aiko.memberId] })).toMatchObject({ damped: null });
	});

	it('one text again is not put in place of another, unless it goes to the person only', async () => {
		const { ines, aiko } = team;
		const edit = (id: RecognitionId, sentence: string) =>
			editRecognition(team.context, ines, { id, sentence, valueId: values[0]!.id }, echo);
		const first = await send(ines, { sentence: 'Lena, thank you for Halden.' });
		const other = await send(ines, { to: [aiko.memberId], sentence: 'You held the price.' });
		const quiet = await send(ines, { sentence: 'Well held.', inFeed: false, onTv: false });
		expect(await edit(other.id, 'Aiko, thank you for Halden!')).toMatchObject({
			problem: { kind: 'invalid', fields: { sentence: expect.stringContaining('before') } }
		});
		expect(await edit(first.id, 'Lena, thank you for Halden!')).toMatchObject({ ok: true });
		expect(await edit(quiet.id, 'Thank you for Halden, Lena.')).toMatchObject({ ok: true });
	});

	it('a circle of two stays between the two, until somebody else is thanked', async () => {
		const back = (sentence: string) => send(team.lena, { to: [team.aiko.memberId], sentence });
		for (const sentence of ['One demo.', 'Two demos.']) {
			await send(team.aiko, { sentence });
			await back(sentence);
		}
		expect(await send(team.aiko, { sentence: 'Three demos.' })).toMatchObject({
			damped: 'circle',
			isPrivate: true
		});
		await send(team.lena, { to: [team.oskar.memberId], sentence: 'The Fennick call.' });
		expect(await send(team.aiko, { sentence: 'Four demos.' })).toMatchObject({ damped: null });
	});

	it('a flood ends', async () => {
		const tries = [];
		for (let i = 0; i < 22; i++)
			tries.push(await recognise(team.context, team.oskar, thanks({ sentence: `Demo ${i}.` })));
		expect(tries.filter(({ ok }) => ok)).toHaveLength(20);
		expect(tries.at(-1)).toMatchObject({ problem: { kind: 'too-many' } });
		expect(await kept()).toBe(20);
	});
});
