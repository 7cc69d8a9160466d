import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { agreeGoal, closeGoal, linkGoal, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, Id, TeamId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Alignment } from '../picture.ts';
import {
	askAgain,
	askMeetingAgain,
	findGoals,
	keepMeeting,
	keepWork,
	openAlignment,
	openUnserved,
	readAlignment,
	readAlignmentAsks,
	readMeetings,
	putMeetingBack,
	removeMeeting,
	setMeeting
} from './index.ts';

let database: Database;
let team: SmallTeam;
let logos: GoalId;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	const { context, greta, ines, northernLights } = team;
	logos = must(
		await setGoal(context, greta, {
			...{ scope: 'organization', title: 'Land 40 new logos', metric: 'deals-won', target: 40 },
			period: 'quarter'
		})
	).id;
	const demos = must(
		await setGoal(context, ines, {
			...{ scope: 'team', team: northernLights, title: '60 demos', metric: 'demos-held' },
			...{ target: 60, supports: logos, period: 'month' }
		})
	);
	must(await agreeGoal(context, greta, demos.id));
});

test('what feeds which goal, for a person, a team and everybody; of calls a day’s cap lets 25 score', async () => {
	await record(['aiko', 'demos-held', 3], ['aiko', 'calls-connected', 30]);
	await record(['lena', 'calls-connected', 20], ['oskar', 'demos-held', 5]);
	const own = await weekOf(team.aiko);
	expect(own.points).toEqual({ fed: 54, kept: 0, loose: 46 });
	expect(own.count).toEqual({ fed: 50, kept: 0, loose: 50 });
	expect(own.feeding[0]).toMatchObject({ metric: { key: 'demos-held' }, value: '3' });
	expect(own.feeding[0]?.goals.map(({ title }) => title)).toEqual(['60 demos']);
	expect(own.loose.map(({ metric, value, share }) => [metric.key, value, share])).toEqual([
		['calls-connected', '30', 45]
	]);
	// 300 of 300 + 250 + 200 points.
	expect((await seen(team.ines, { of: team.northernLights })).points?.fed).toBe(40);
	// Oskar's demos are another team's: that goal does not count them.
	expect((await seen(team.greta, { of: 'everyone' })).points?.fed).toBe(24);
	expect((await seen(team.ines, { member: team.aiko.memberId })).points).toEqual(own.points);
});

test('a proposed goal leads nowhere until it is agreed', async () => {
	const { context, aiko, ines } = team;
	const calls = { metric: 'calls-connected', target: 100, period: 'week' as const };
	const own = { scope: 'member' as const, title: 'A hundred calls', ...calls };
	const { id, agreed } = must(await setGoal(context, aiko, { ...own, supports: logos }));
	expect(agreed).toBe(false);
	const before = await weekOf(aiko);
	expect(before.points?.fed).toBe(54);
	expect(before.loose[0]?.counted).toEqual([{ id, title: 'A hundred calls', waits: true }]);
	must(await agreeGoal(context, team.greta, id));
	expect((await weekOf(aiko)).points).toEqual({ fed: 100, kept: 0, loose: 0 });
	expect((await weekOf(ines)).percent).toBe(null);
	must(await closeGoal(context, aiko, id, 'Calls open doors.'));
	// It was fed until that day.
	expect((await weekOf(aiko)).points?.fed).toBe(100);
});

test('loose work is kept by whoever it is, or for a team by who leads it, and asked about again', async () => {
	const { context, lena, aiko, ines, northernLights } = team;
	const calls = { metric: 'calls-connected', until: 'month' as const, why: 'It keeps me warm.' };
	expect((await weekOf(lena)).loose.map(({ metric }) => metric.key)).toEqual(['calls-connected']);
	expect(await keepWork(context, lena, { ...calls, whose: 'mine' })).toEqual({
		ok: true,
		value: { until: '2026-11-30' }
	});
	const kept = await weekOf(lena);
	expect(kept.loose).toEqual([]);
	expect(kept.points).toEqual({ fed: 0, kept: 100, loose: 0 });
	expect(kept.kept[0]?.kept).toEqual({
		...{ by: 'You', whose: 'member', until: '2026-11-30', why: 'It keeps me warm.' }
	});
	expect(denied(await keepWork(context, lena, { ...calls, whose: northernLights }))).toBe(
		'forbidden'
	);
	expect(denied(await keepWork(context, ines, { ...calls, whose: 'everyone' }))).toBe('forbidden');
	must(await keepWork(context, ines, { ...calls, whose: northernLights }));
	must(await askAgain(context, lena, { metric: calls.metric, whose: 'mine' }));
	expect((await weekOf(lena)).kept[0]?.kept).toMatchObject({ by: 'Ines Falk', whose: 'team' });
	// The next month it is asked about again.
	team.at('2026-12-01T09:00:00Z');
	await record(['lena', 'calls-connected', 5]);
	expect((await weekOf(lena)).loose).toHaveLength(1);
	team.at('2026-11-18T09:00:00Z');
	must(await askAgain(context, ines, { metric: calls.metric, whose: northernLights }));
	expect((await weekOf(lena)).loose).toHaveLength(1);
	expect((await weekOf(aiko)).loose).toHaveLength(0);
});

test('a rep’s keep and a manager’s stand beside each other, said at once, and each takes back their own', async () => {
	const { context, lena, ines, northernLights } = team;
	const revenue = { metric: 'revenue', until: 'month' as const };
	await record(['lena', 'revenue', 100]);
	const said = await Promise.all([
		keepWork(context, lena, { ...revenue, whose: 'mine', why: 'Renewals.' }),
		keepWork(context, ines, { ...revenue, until: 'quarter', whose: northernLights, why: '' }),
		keepWork(context, ines, { ...revenue, until: 'quarter', whose: northernLights, why: '' })
	]);
	expect(said.map(({ ok }) => ok)).toEqual([true, true, true]);
	const kept = async () =>
		(await weekOf(lena)).kept.find(({ metric }) => metric.key === 'revenue')?.kept;
	expect(await kept()).toMatchObject({ by: 'You', whose: 'member', until: '2026-11-30' });
	const again = (by: MemberActor, whose: string) =>
		askAgain(context, by, { metric: 'revenue', whose });
	expect(denied(await again(lena, northernLights))).toBe('forbidden');
	expect(must(await again(ines, northernLights))).toEqual({ asked: true });
	expect(await kept()).toMatchObject({ whose: 'member' });
	must(await keepWork(context, ines, { ...revenue, whose: northernLights, why: '' }));
	expect(must(await again(lena, 'mine'))).toEqual({ asked: true });
	expect(must(await again(lena, 'mine'))).toEqual({ asked: false });
	expect(await kept()).toMatchObject({ by: 'Ines Falk', whose: 'team' });
	must(await again(ines, northernLights));
	expect((await weekOf(lena)).loose.map(({ metric }) => metric.key)).toContain('revenue');
	// The team's own page tells the team's keep alone.
	must(await keepWork(context, lena, { ...revenue, whose: 'mine', why: '' }));
	expect((await seen(ines, { of: northernLights })).kept).toEqual([]);
});

test('a goal that counts loose work is linked, and unlinked the work is loose again', async () => {
	const { context, oskar, greta } = team;
	const demos = { metric: 'demos-held', target: 20, period: 'month' as const };
	const { id } = must(
		await setGoal(context, oskar, { scope: 'member', title: 'Twenty demos', ...demos })
	);
	const loose = async () =>
		(await weekOf(oskar)).loose.map(({ metric, counted }) => [metric.key, counted[0]?.title]);
	expect(await loose()).toEqual([['demos-held', 'Twenty demos']]);
	must(await linkGoal(context, oskar, id, logos));
	must(await agreeGoal(context, greta, id));
	expect(await loose()).toEqual([]);
	must(await linkGoal(context, oskar, id, null));
	expect(await loose()).toEqual([['demos-held', 'Twenty demos']]);
});

test('nobody looks at a colleague’s figure, nor at another team’s', async () => {
	const { context, lena, aiko, ines, oskar, harbourCrew } = team;
	const member = (of: MemberActor) => ({ of: '', member: of.memberId, period: 'week' });
	expect(denied(await openAlignment(context, lena, member(aiko)))).toBe('forbidden');
	expect(denied(await openAlignment(context, ines, member(oskar)))).toBe('forbidden');
	const asked = await openAlignment(context, lena, { of: harbourCrew, member: '', period: '' });
	expect(must(asked).whose).toEqual({ kind: 'member', id: lena.memberId });
	const led = must(await openAlignment(context, ines, member(aiko)));
	expect(led.can).toEqual({ keep: false, set: false, raise: true });
});

test('an admin sees the metrics that no goal counts, and keeps one for everybody', async () => {
	const { context, greta, ines } = team;
	const listed = async () =>
		(await openUnserved(context, greta)).metrics.map(({ key, kept }) => [key, kept?.by ?? '']);
	expect(await listed()).toEqual([
		['revenue', ''],
		['first-meetings', ''],
		['calls-connected', '']
	]);
	const revenue = { metric: 'revenue', whose: 'everyone', until: 'quarter' as const, why: '' };
	must(await keepWork(context, greta, revenue));
	expect((await listed())[0]).toEqual(['revenue', 'You']);
	expect((await openUnserved(context, ines)).metrics).toEqual([]);
});

test('a recurring meeting asks for a goal, serves one while it runs, is kept, or is held no more', async () => {
	const { context, greta, ines, aiko, northernLights, harbourCrew } = team;
	const call = {
		...{ id: randomUUID() as Id<'meeting'>, name: 'Pipeline call', minutes: 30, people: 6 },
		...{ rhythm: 'week' as const, weekday: 1, team: northernLights, goal: null }
	};
	must(await setMeeting(context, ines, call));
	must(await setMeeting(context, ines, { ...call, people: 8 }));
	const elsewhere = { ...call, id: randomUUID() as Id<'meeting'>, team: harbourCrew };
	expect(denied(await setMeeting(context, ines, elsewhere))).toBe('forbidden');
	expect(denied(await setMeeting(context, aiko, call))).toBe('forbidden');
	const [ask] = await readAlignmentAsks(context, ines);
	expect(ask?.sentence).toBe('Pipeline call serves no goal yet.');
	expect(await readAlignmentAsks(context, aiko)).toEqual([]);
	expect(await readAlignmentAsks(context, greta)).toEqual([]);
	const one = async () => (await openUnserved(context, ines)).meetings[0];
	expect(await one()).toMatchObject({ hours: 17, goal: null, kept: null });
	must(await keepMeeting(context, ines, { id: call.id, until: 'quarter', why: 'We laugh there.' }));
	expect((await one())?.kept?.until).toBe('2026-12-31');
	expect(await readAlignmentAsks(context, ines)).toEqual([]);
	must(await askMeetingAgain(context, greta, { id: call.id }));
	must(await setMeeting(context, ines, { ...call, goal: logos }));
	expect((await one())?.goal?.title).toBe('Land 40 new logos');
	const served = { goal: { id: logos, title: 'Land 40 new logos' }, weekday: 1 };
	const seen = async (of: { goal: GoalId } | { team: TeamId }) =>
		readMeetings(context, team.orgId, of);
	expect(await seen({ goal: logos })).toMatchObject([{ name: 'Pipeline call', ...served }]);
	expect(await seen({ team: northernLights })).toMatchObject([served]);
	expect(await seen({ team: harbourCrew })).toEqual([]);
	team.at('2027-01-05T09:00:00Z');
	expect((await one())?.goal).toBe(null);
	expect(await seen({ goal: logos })).toEqual([]);
	team.at('2026-11-18T09:00:00Z');
	must(await removeMeeting(context, ines, { id: call.id }));
	expect(await readAlignmentAsks(context, ines)).toEqual([]);
});

test('a meeting that was taken off the list by mistake is put back as it was, then or later', async () => {
	const { context, ines, aiko, oskar, orgId, northernLights } = team;
	const id = randomUUID() as Id<'meeting'>;
	const review = {
		...{ id, name: 'Deal review', minutes: 45, people: 5, rhythm: 'two-weeks' as const },
		...{ weekday: 2, team: northernLights, goal: logos }
	};
	must(await setMeeting(context, ines, review));
	const listed = async () =>
		(await openUnserved(context, ines)).meetings.find((meeting) => meeting.id === id);
	const held = async () =>
		(await readMeetings(context, orgId, { team: northernLights })).map(({ name }) => name);
	const before = await listed();
	must(await removeMeeting(context, ines, { id }));
	expect(await listed()).toEqual({ ...before, off: { by: 'Ines Falk', since: '2026-11-18' } });
	expect(await held()).not.toContain('Deal review');
	const off = await listed();
	team.announced();
	team.at('2026-11-19T09:00:00Z');
	// Two clicks, or two who keep the list: the second one finds it done.
	for (const who of [ines, team.greta])
		expect(await removeMeeting(context, who, { id })).toEqual({ ok: true, value: { id } });
	expect(team.announced()).toEqual([]);
	expect(await listed()).toEqual(off);
	team.at('2026-11-18T09:00:00Z');
	const week = { id, until: 'week', why: '' } as const;
	expect(denied(await keepMeeting(context, ines, week))).toBe('conflict');
	expect(denied(await askMeetingAgain(context, ines, { id }))).toBe('conflict');
	expect(denied(await removeMeeting(context, aiko, { id }))).toBe('forbidden');
	for (const other of [aiko, oskar])
		expect(denied(await putMeetingBack(context, other, { id }))).toBe('forbidden');
	const fjord = await smallTeam(database, 'Fjord');
	expect(denied(await putMeetingBack(fjord.context, fjord.greta, { id }))).toBe('missing');
	team.announced();
	must(await putMeetingBack(context, ines, { id }));
	expect(team.announced()).toHaveLength(1);
	must(await putMeetingBack(context, ines, { id }));
	expect(team.announced()).toEqual([]);
	expect(await listed()).toEqual(before);
	expect(await held()).toContain('Deal review');
	// Off the list a meeting asks for nothing.
	must(await setMeeting(context, ines, { ...review, goal: null }));
	expect((await readAlignmentAsks(context, ines))[0]?.sentence).toMatch(/no goal yet/);
	must(await removeMeeting(context, ines, { id }));
	expect(await readAlignmentAsks(context, ines)).toEqual([]);
});

test('of thousands of goals the nearest fifty are listed, any is found by name, none of another team', async () => {
	const { context, greta, ines, orgId, northernLights, harbourCrew } = team;
	const byTeam = (teamId: TeamId, name: string) => sql`
		insert into goals select (jsonb_populate_record(g, jsonb_build_object(
			'id', gen_random_uuid(), 'team_id', ${teamId}::text, 'title', ${name} || ' ' || n))).*
		from goals g, generate_series(1, 2500) n where g.org_id = ${orgId} and g.id = ${logos}`;
	await context.db.execute(byTeam(northernLights, 'Open the north'));
	await context.db.execute(byTeam(harbourCrew, '100%_quay'));
	const found = (by: MemberActor, words: string) => findGoals(context, by, words);
	const near = await found(ines, '');
	expect([near.goals.length, near.goals[0]?.title]).toEqual([50, 'Land 40 new logos']);
	// Beside the fifty: the rest of the team's own and the logos.
	expect(near.more).toBe(2502 - 50);
	expect((await found(greta, '')).more).toBe(5002 - 50);
	expect((await found(ines, 'north 2499')).goals.map(({ title }) => title)).toEqual([
		'Open the north 2499'
	]);
	expect(await found(ines, 'quay')).toEqual({ goals: [], more: 0 });
	expect((await found(greta, '100%_q')).more).toBe(2450);
	expect((await found(greta, '1%0')).goals).toEqual([]);
	const [theirs] = (await found(greta, 'quay 7')).goals;
	const meeting = { ...{ id: randomUUID() as Id<'meeting'>, name: 'Stand-up', minutes: 15 } };
	const daily = { rhythm: 'day' as const, weekday: null, people: 5, team: northernLights };
	const serving = { ...meeting, ...daily, goal: theirs!.id };
	expect(denied(await setMeeting(context, ines, serving))).toBe('invalid');
	must(await setMeeting(context, greta, serving));
	await context.db.execute(sql`delete from meetings where goal_id = ${theirs!.id}`);
	await context.db.execute(sql`delete from goals where org_id = ${orgId} and team_id is not null
		and title ~ '^(Open the north|100%_quay) '`);
});

async function record(...work: ['aiko' | 'lena' | 'oskar', string, number][]) {
	const entries = work.map(([who, metric, value]) => ({
		...{ metric, value, member: `${who}@halden.example`, source: 'crm' },
		occurredAt: team.context.clock.now().toISOString(),
		externalId: randomUUID()
	}));
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries, quiet: true });
}

function weekOf({ orgId, memberId }: MemberActor): Promise<Alignment> {
	return readAlignment(team.context.db, orgId, memberId, team.context.clock.now());
}

async function seen(actor: MemberActor, query: { of?: string; member?: string }) {
	const asked = { of: '', member: '', period: 'week', ...query };
	return must(await openAlignment(team.context, actor, asked)).alignment;
}

function denied(result: Result<unknown>): string {
	return result.ok ? 'ok' : result.problem.kind;
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
