import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { aSound, aPicture } from '../../../../tests/samples.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import {
	keepPicture,
	preferencesOf,
	savePreferences
} from '#lib/identity/preferences/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { feedTopic, keepOwnSound, makeMoment } from '#lib/moments/server/index.ts';
import { createHeldGoals, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { createBoards } from '#lib/metrics/standings/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { TvBoard } from '../tv-board.ts';
import { wallTopics } from './index.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	for (const member of [team.aiko, team.lena]) await wins(member);
	team.announced();
});

async function wins({ orgId, memberId }: MemberActor) {
	await makeMoment(database.db, orgId, {
		kind: 'work',
		cause: `test:${memberId}`,
		memberId,
		teamId: team.northernLights,
		headline: 'had a best day',
		inFeed: true,
		onTv: true,
		at: team.context.clock.now()
	});
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

async function feed(me?: MemberActor) {
	const read = await feedTopic(database.db).read(team.orgId, { me: me?.memberId });
	return read!.state.moments.map(({ member, onTv }) => [member.name, onTv]);
}

/** Everything a TV gets, by the topic it watches. */
async function wall() {
	const [board, goals, wins] = wallTopics(
		team.context,
		createBoards(team.context),
		createHeldGoals(team.context)
	);
	const week = new URLSearchParams({ metric: 'points', period: 'week' });
	return {
		board: (await board!.read(team.orgId, board!.parse(week)))!,
		goals: (await goals!.read(team.orgId, {}))!,
		wins: (await wins!.read(team.orgId, {}))!
	};
}

async function holdsDemos({ orgId }: MemberActor, member: string, value: number) {
	const demos = { metric: 'demos-held', member, value, occurredAt: '2026-11-18' };
	const entry = { ...demos, source: 'crm', externalId: `demos of ${member}` };
	await team.ledger.record({ orgId, recordedBy: 'test', entries: [entry] });
}

it('sends nothing of who hides to a TV, and leaves everybody else their places', async () => {
	const { context, lena, aiko } = team;
	await holdsDemos(lena, 'lena@halden.example', 3);
	await holdsDemos(aiko, 'aiko@halden.example', 2);
	const demos = { title: 'Five demos', metric: 'demos-held', target: 5 };
	must(await setGoal(context, lena, { ...demos, scope: 'member' }));
	team.announced();
	const before = await wall();
	for (const { state } of Object.values(before)) expect(JSON.stringify(state)).toContain('Lena');

	await savePreferences(context, lena, { hideFromTv: true });
	const [announced] = team.announced();
	const after = await wall();
	for (const { state, facts } of Object.values(after)) {
		expect(JSON.stringify(state)).not.toMatch(/Lena|Tran/);
		expect(facts).toContain(announced);
	}
	expect(JSON.stringify(after.board.state)).not.toContain(lena.memberId);
	expect((after.board.state as TvBoard).rows).toMatchObject([
		{ rank: 1, name: null, value: null },
		{ rank: 2, name: 'Aiko Kimura' }
	]);
	expect((await feed()).sort()).toEqual([
		['Aiko Kimura', true],
		['Lena Tran', false]
	]);
	await savePreferences(context, lena, { hideFromTv: false });
	expect(await wall()).toEqual(before);
});

it('asks who hides again where somebody may have begun to, and not with each figure', async () => {
	const { context, lena, orgId } = team;
	const demos = { title: 'Five demos', metric: 'demos-held', target: 5, scope: 'member' } as const;
	must(await setGoal(context, lena, demos));
	const held = createHeldGoals(context);
	const [, goals] = wallTopics(context, createBoards(context), held);
	const first = (await goals!.read(orgId, {}))!;
	await holdsDemos(lena, 'lena@halden.example', 2);
	const asked = vi.spyOn(database.pool, 'query');
	const moved = new Set(['goal-figures']);
	held.heard(orgId, [...moved]);
	const second = (await goals!.read(orgId, {}, { state: first.state, moved }))!;
	expect(asked).toHaveBeenCalledTimes(1);
	expect((second.state as GoalsState).goals).toMatchObject([{ title: 'Five demos', value: '2' }]);
	asked.mockRestore();

	await savePreferences(context, lena, { hideFromTv: true });
	for (const fact of ['preferences', '*']) {
		const earlier = { state: second.state, moved: new Set([fact]) };
		const { state } = (await goals!.read(orgId, {}, earlier))!;
		expect((state as GoalsState).goals).toEqual([]);
	}
});

it('says on which day people reached what they chose, once it is so', async () => {
	const { context, lena } = team;
	const days = async () => ((await wall()).goals.state as GoalsState).reachedOn;
	const demos = { title: 'Three demos', metric: 'demos-held', target: 3, scope: 'member' } as const;
	const { id } = must(await setGoal(context, lena, demos));
	await holdsDemos(lena, 'lena@halden.example', 2);
	expect(await days()).toEqual({});
	const last = { metric: 'demos-held', member: 'lena@halden.example', value: 1 };
	const entries = [{ ...last, occurredAt: '2026-11-17', source: 'crm', externalId: 'the third' }];
	await team.ledger.record({ orgId: lena.orgId, recordedBy: 'test', entries });
	expect(await days()).toEqual({ [id]: '2026-11-18' });
});

it('says another day where the entry that reached it was of that one, also live', async () => {
	const { context, lena, ines, ledger, orgId } = team;
	const demos = { title: 'Three demos', metric: 'demos-held', target: 3, scope: 'member' } as const;
	const { id } = must(await setGoal(context, lena, demos));
	await holdsDemos(lena, 'lena@halden.example', 3);
	const [entry] = await database.db
		.select({ id: activities.id })
		.from(activities)
		.where(eq(activities.orgId, orgId));
	const held = createHeldGoals(context);
	const [, goals] = wallTopics(context, createBoards(context), held);
	const first = (await goals!.read(orgId, {}))!;
	expect((first.state as GoalsState).reachedOn).toEqual({ [id]: '2026-11-18' });
	team.announced();
	const tuesday = { occurredAt: '2026-11-17' };
	const word = { by: `member:${ines.memberId}`, note: 'It was on Tuesday.' };
	must(await ledger.correct(orgId, entry!.id, tuesday, word));
	const moved = new Set(team.announced().filter((fact) => first.facts.includes(fact)));
	expect([...moved]).toEqual(['corrected']);
	held.heard(orgId, [...moved]);
	const second = (await goals!.read(orgId, {}, { state: first.state, moved }))!;
	expect((second.state as GoalsState).reachedOn).toEqual({ [id]: '2026-11-17' });
	expect((second.state as GoalsState).goals).toEqual((first.state as GoalsState).goals);
});

it('says the earlier day where new work of that day moves it, and asks for no other goal’s', async () => {
	const { context, lena, aiko, ledger, orgId } = team;
	const demos = { title: 'Three demos', metric: 'demos-held', target: 3, scope: 'member' } as const;
	const { id } = must(await setGoal(context, lena, demos));
	const { id: other } = must(await setGoal(context, aiko, demos));
	await holdsDemos(lena, 'lena@halden.example', 3);
	await holdsDemos(aiko, 'aiko@halden.example', 3);
	const held = createHeldGoals(context);
	const [, goals] = wallTopics(context, createBoards(context), held);
	const first = (await goals!.read(orgId, {}))!;
	expect((first.state as GoalsState).reachedOn).toEqual({
		[id]: '2026-11-18',
		[other]: '2026-11-18'
	});
	const late = { metric: 'demos-held', member: 'lena@halden.example', value: 3 };
	const entries = [{ ...late, occurredAt: '2026-11-17', source: 'crm', externalId: 'late' }];
	await ledger.record({ orgId, recordedBy: 'test', entries });
	const moved = new Set(['goal-figures']);
	held.heard(orgId, [...moved]);
	const second = (await goals!.read(orgId, {}, { state: first.state, moved }))!;
	expect((second.state as GoalsState).reachedOn).toEqual({
		[id]: '2026-11-17',
		[other]: '2026-11-18'
	});

	// Work that feeds neither asks for no day.
	const booked = { ...late, metric: 'first-meetings', occurredAt: '2026-11-18' };
	const meeting = [{ ...booked, source: 'crm', externalId: 'a meeting' }];
	await ledger.record({ orgId, recordedBy: 'test', entries: meeting });
	held.heard(orgId, [...moved]);
	const asked = vi.spyOn(database.pool, 'query');
	const third = (await goals!.read(orgId, {}, { state: second.state, moved }))!;
	expect(asked).toHaveBeenCalledTimes(1);
	asked.mockRestore();
	expect(third.state).toEqual(second.state);
});

it('stands in nobody’s feed but their own, and comes back with the same change', async () => {
	const { context, lena, aiko } = team;
	await savePreferences(context, lena, { hideFromFeed: true });
	expect(await feed()).toEqual([['Aiko Kimura', true]]);
	expect(await feed(aiko)).toEqual([['Aiko Kimura', true]]);
	expect(await feed(lena)).toHaveLength(2);
	await savePreferences(context, lena, { hideFromFeed: false });
	expect(await feed()).toHaveLength(2);
});

it('brings their picture and their own sound to every card', async () => {
	const { context, orgId, lena } = team;
	await keepPicture(context, lena, aPicture());
	await keepOwnSound(context, lena, aSound());
	const { moments } = (await feedTopic(database.db).read(orgId, {}))!.state;
	const card = moments.find(({ member }) => member.id === lena.memberId)!;
	const { picture } = (await preferencesOf(database.db, orgId)).get(lena.memberId)!;
	expect(card.member.picture).toBe(picture);
	expect(card.sound).toMatch(new RegExp(`^/members/${lena.memberId}/sound/[0-9a-f]{64}$`));
	expect(moments.find(({ member }) => member.id !== lena.memberId)!.sound).toBe('bell');
});
