import { count, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import { awards, awardsOf, listBadges, seedBadges } from '#lib/badges/server/index.ts';
import type { Badge } from '#lib/badges/badge.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Value } from '../recognition.ts';
import {
	listValues,
	openForm,
	recognise,
	recognitions,
	saidAbout,
	seedValues,
	speak,
	type RecogniseCommand
} from './index.ts';

let database: Database;
let team: SmallTeam;
let values: Value[];
let badges: Badge[];
let sent = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	values = await listValues(database.db, team.orgId);
	badges = await listBadges(database.db, team.orgId);
	await takeJobs(database);
});

function thanks(changes: Partial<RecogniseCommand> = {}): RecogniseCommand {
	return {
		to: [team.lena.memberId],
		valueId: values[0]!.id,
		sentence: 'You called the Halden account cold after three no’s and got the meeting.',
		inFeed: true,
		onTv: true,
		when: 'told',
		requestId: `request-${++sent}`,
		...changes
	};
}

async function sideEffects() {
	const given = await database.db
		.select({ n: count() })
		.from(recognitions)
		.where(eq(recognitions.orgId, team.orgId));
	const held = await database.db
		.select({ n: count() })
		.from(awards)
		.where(eq(awards.orgId, team.orgId));
	const jobs = await takeJobs(database);
	return { recognitions: given[0]!.n, awards: held[0]!.n, jobs };
}

const NONE = { recognitions: 0, awards: 0, jobs: [] };

async function give(actor: MemberActor, command: RecogniseCommand) {
	const result = await recognise(team.context, actor, command);
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value.id;
}

/** As the outbox does, in a transaction of its own. */
function say(id: RecognitionId) {
	const { db, clock } = team.context;
	return db.transaction((tx) => speak(tx, team.orgId, id, clock.now()));
}

describe('what a new organization starts with', () => {
	it('has the four values and at least twelve badges, once', async () => {
		await seedValues(database.db, team.orgId);
		await seedBadges(database.db, team.orgId);
		expect((await listValues(database.db, team.orgId)).map((value) => value.name)).toEqual([
			'Courage',
			'Craft',
			'Customer first',
			'Lifting others'
		]);
		const names = (await listBadges(database.db, team.orgId)).map((badge) => badge.name);
		expect(names.slice(0, 4)).toEqual(['Door Opener', 'Steady Hand', 'Closer', 'Lifter']);
		expect(names.length).toBeGreaterThanOrEqual(12);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('recognising', () => {
	it('gives Lena her badge, once, and leaves one job', async () => {
		const id = await give(team.ines, thanks({ badgeId: badges[0]!.id }));
		await say(id);
		await say(id);
		const [held] = await awardsOf(database.db, team.orgId, team.lena.memberId);
		expect(held).toMatchObject({ badge: { name: 'Door Opener' }, times: 1 });
		expect(await sideEffects()).toEqual({
			recognitions: 1,
			awards: 1,
			jobs: [{ orgId: team.orgId, kind: 'recognition', id }]
		});
	});

	it('thanks several people at once, each with the badge', async () => {
		const to = [team.lena.memberId, team.aiko.memberId];
		const id = await give(team.ines, thanks({ to, badgeId: badges[3]!.id }));
		await say(id);
		expect(await sideEffects()).toEqual({
			recognitions: 1,
			awards: 2,
			jobs: [{ orgId: team.orgId, kind: 'recognition', id }]
		});
	});

	it('lets a rep thank a colleague of another team, without a badge', async () => {
		await give(team.oskar, thanks());
		expect(await sideEffects()).toMatchObject({ recognitions: 1, awards: 0 });
	});

	it('does it once however often the form is sent, also side by side', async () => {
		const command = thanks({ badgeId: badges[0]!.id });
		const ids = await Promise.all([1, 2, 3, 4].map(() => give(team.ines, command)));
		ids.push(await give(team.ines, { ...command, sentence: ` ${command.sentence} ` }));
		expect(new Set(ids).size).toBe(1);
		await Promise.all(ids.map(say));
		expect(await sideEffects()).toMatchObject({ recognitions: 1, awards: 1, jobs: [{}] });
	});

	it.each<[string, Partial<RecogniseCommand>]>([
		['another sentence', { sentence: 'You held the price.' }],
		['another person', { to: [] }],
		['a wider circle', { inFeed: false, onTv: false }]
	])('refuses the same request with %s', async (_, change) => {
		const command = thanks();
		await give(team.ines, command);
		if (change.to) change = { to: [team.aiko.memberId] };
		const again = await recognise(team.context, team.ines, { ...command, ...change });
		expect(again).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		expect(await sideEffects()).toMatchObject({ recognitions: 1, jobs: [{}] });
	});

	it('refuses somebody else’s request id', async () => {
		const command = thanks();
		await give(team.ines, command);
		expect(await recognise(team.context, team.oskar, command)).toMatchObject({
			problem: { kind: 'conflict' }
		});
	});
});

describe('what cannot be given', () => {
	it.each<[string, (command: RecogniseCommand) => Partial<RecogniseCommand>, string]>([
		['nobody', () => ({ to: [] }), 'to'],
		['oneself', () => ({ to: [team.lena.memberId, team.ines.memberId] }), 'to'],
		['a stranger', () => ({ to: [team.orgId as never] }), 'to'],
		['no sentence', () => ({ sentence: '  ' }), 'sentence'],
		['a NUL', () => ({ sentence: 'You held\0 the price.' }), 'sentence'],
		['a control character', () => ({ sentence: 'You held\u001b the price.' }), 'sentence'],
		['a novel', () => ({ sentence: 'a'.repeat(401) }), 'sentence'],
		['the TV without the feed', () => ({ inFeed: false }), 'shown'],
		['an unknown value', () => ({ valueId: team.orgId as never }), 'value'],
		['an unknown badge', () => ({ badgeId: team.orgId as never }), 'badge'],
		['an unknown goal', () => ({ goalId: team.orgId as never }), 'goal']
	])('refuses %s and does nothing', async (_, change, field) => {
		const command = thanks();
		const refused = await recognise(team.context, team.ines, { ...command, ...change(command) });
		expect(refused).toMatchObject({ ok: false, problem: { kind: 'invalid' } });
		expect(refused.ok || refused.problem.fields).toHaveProperty(field);
		expect(await sideEffects()).toEqual(NONE);
	});

	it('knows nobody of another organization', async () => {
		const other = await smallTeam(database, 'Fjord');
		await takeJobs(database);
		const refused = await recognise(team.context, team.ines, thanks({ to: [other.lena.memberId] }));
		expect(refused).toMatchObject({ problem: { kind: 'invalid' } });
		const [foreign] = await listValues(database.db, other.orgId);
		expect(
			await recognise(team.context, team.ines, thanks({ valueId: foreign!.id }))
		).toMatchObject({ problem: { kind: 'invalid' } });
		expect(await sideEffects()).toEqual(NONE);
	});

	it.each<[string, keyof SmallTeam, keyof SmallTeam, boolean]>([
		['a rep', 'aiko', 'lena', false],
		['her manager', 'ines', 'lena', true],
		['another team’s manager', 'ines', 'oskar', false],
		['an admin', 'greta', 'oskar', true]
	])('a badge from %s', async (_, from, to, given) => {
		const command = thanks({
			to: [(team[to] as MemberActor).memberId],
			badgeId: badges[2]!.id
		});
		const result = await recognise(team.context, team[from] as MemberActor, command);
		expect(result.ok).toBe(given);
		if (result.ok) await say(result.value.id);
		else expect(result.problem).toMatchObject({ kind: 'forbidden' });
		expect((await sideEffects()).awards).toBe(given ? 1 : 0);
	});
});

describe('what people said', () => {
	it('shows words for one person to that person alone, not even to an admin or the giver', async () => {
		await give(team.ines, thanks({ sentence: 'Only for you.', inFeed: false, onTv: false }));
		team.at('2026-11-18T10:00:00Z');
		await give(team.aiko, thanks({ sentence: 'For everybody.', valueId: values[3]!.id }));
		const about = async (reader: MemberActor) =>
			(await saidAbout(database.db, reader, team.lena.memberId, team.context.clock.now())).map(
				(said) => said.sentence
			);
		expect(await about(team.lena)).toEqual(['For everybody.', 'Only for you.']);
		for (const reader of [team.greta, team.ines, team.aiko])
			expect(await about(reader)).toEqual(['For everybody.']);
		expect(
			(await saidAbout(database.db, team.greta, team.lena.memberId, team.context.clock.now()))[0]
		).toMatchObject({
			from: { name: 'Aiko Kimura' },
			value: 'lifting others',
			isPrivate: false,
			at: '2026-11-18T10:00:00.000Z'
		});
	});
});

describe('the form', () => {
	it('offers everybody else, and badges to those who may give them', async () => {
		const forms = await Promise.all(
			[team.aiko, team.ines, team.greta].map((actor) => openForm(team.context, actor))
		);
		expect(forms.map((form) => form.badges.length > 0)).toEqual([false, true, true]);
		expect(forms[1]!.people.map(({ name, mayHaveBadge }) => [name, mayHaveBadge])).toEqual([
			['Aiko Kimura', true],
			['Greta Lindqvist', false],
			['Lena Tran', true],
			['Oskar Berg', false]
		]);
		expect(new Set(forms.map((form) => form.requestId)).size).toBe(3);
	});
});
