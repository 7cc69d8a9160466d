import { randomUUID } from 'node:crypto';
import { count, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { moveMember } from '#lib/identity/server/index.ts';
import { savePreferences } from '#lib/identity/preferences/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { LONGEST_WORDS } from '../../talk/spoken.ts';
import { applyTalk, diffTalk, type CommentId, type TalkState } from '../../talk.ts';
import {
	coach,
	coachingFor,
	coachingLines,
	coachingTopic,
	comments,
	commentOn,
	commentsTopic,
	cheer,
	cheers,
	earlierMoments,
	feedTopic,
	makeMoment,
	momentActivities,
	openMoment,
	takeBackComment,
	whomICoach
} from '../index.ts';
import { moments } from '../schema.ts';

let database: Database;
let team: SmallTeam;
let ruben: MemberActor;
let moment: MomentId;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	ruben = { ...team.oskar, role: 'manager', manages: [team.harbourCrew], teamId: null };
	moment = await win(team.aiko.memberId);
	team.announced();
});

let serial = 0;

async function win(memberId: MemberId, inFeed = true): Promise<MomentId> {
	const made = await makeMoment(database.db, team.orgId, {
		kind: 'badge',
		cause: `award:${++serial}`,
		memberId,
		teamId: team.northernLights,
		headline: 'won Brightline',
		figure: '€18,400',
		inFeed,
		onTv: true,
		at: team.context.clock.now()
	});
	return made!;
}

const said = (words: string, requestId: string = randomUUID(), momentId = moment) => ({
	momentId,
	words,
	requestId
});
const line = (words: string, more = {}) => ({ ...said(words), cheer: null, ...more });

async function rows(table: typeof comments | typeof coachingLines | typeof cheers) {
	const [row] = await database.db
		.select({ n: count() })
		.from(table)
		.where(eq(table.orgId, team.orgId));
	return row!.n;
}

async function talk(me?: MemberId): Promise<TalkState | undefined> {
	return (await commentsTopic(database.db).read(team.orgId, { moment, me }))?.state;
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

const refused = (kind: string) => ({ ok: false, problem: { kind } });

describe('a comment', () => {
	it('stands under its moment once, however often it is sent, and moves the feed once', async () => {
		const words = said('How did you get past  the front desk? \r\n');
		const first = must(await commentOn(team.context, team.lena, words));
		expect(await commentOn(team.context, team.lena, words)).toEqual({ ok: true, value: first });
		expect(await rows(comments)).toBe(1);
		expect(team.announced()).toEqual(['moments']);
		expect(await talk()).toMatchObject({
			card: { id: moment, comments: 1 },
			comments: [
				{
					id: first.id,
					member: { id: team.lena.memberId, name: 'Lena Tran', picture: null },
					words: 'How did you get past  the front desk?',
					at: '2026-11-18T09:00:00.000Z'
				}
			]
		});
	});

	it('stands once also where both copies arrive together', async () => {
		const words = said('Wow!');
		const both = await Promise.all([
			commentOn(team.context, team.lena, words),
			commentOn(team.context, team.lena, words)
		]);
		expect(both[0]).toEqual(both[1]);
		expect(await rows(comments)).toBe(1);
	});

	it('keeps its request id for itself', async () => {
		const words = said('Wow!');
		must(await commentOn(team.context, team.lena, words));
		for (const [who, changed] of [
			[team.lena, { ...words, words: 'Something else' }],
			[team.ines, words]
		] as const)
			expect(await commentOn(team.context, who, changed)).toMatchObject(refused('conflict'));
		expect(await rows(comments)).toBe(1);
	});

	it.each([
		['no words', '  \n '],
		['more than fit', 'a'.repeat(LONGEST_WORDS + 1)],
		['a control character', 'Ring\u0007']
	])('is refused with %s, and leaves nothing', async (_, words) => {
		const answer = await commentOn(team.context, team.lena, said(words));
		expect(answer).toMatchObject(refused('invalid'));
		expect(answer).toMatchObject({ problem: { fields: { words: expect.any(String) } } });
		expect([await rows(comments), team.announced()]).toEqual([0, []]);
	});

	it('is refused under what is not in the feed, or in another organization’s', async () => {
		const hidden = await win(team.aiko.memberId, false);
		const fjord = await smallTeam(database, 'Fjord');
		for (const [who, momentId] of [
			[team.lena, hidden],
			[team.lena, randomUUID() as MomentId],
			[fjord.lena, moment]
		] as const)
			expect(
				await commentOn(team.context, who, said('Wow!', randomUUID(), momentId))
			).toMatchObject(refused('missing'));
		expect(await rows(comments)).toBe(0);
	});

	it('comes at most twenty times in a burst from one person, and again a little later', async () => {
		for (let n = 0; n < 20; n++) must(await commentOn(team.context, team.lena, said(`Wow ${n}`)));
		expect(await commentOn(team.context, team.lena, said('And more'))).toMatchObject(
			refused('too-many')
		);
		must(await commentOn(team.context, team.ines, said('Somebody else may')));
		team.at('2026-11-18T09:01:00Z');
		must(await commentOn(team.context, team.lena, said('A breath later')));
		expect(await rows(comments)).toBe(22);
	});

	it('is taken back by who wrote it, by the person’s manager and by an admin, and by nobody else', async () => {
		const write = async () => must(await commentOn(team.context, team.lena, said('Wow!'))).id;
		const before = (await talk())!;
		const id = await write();
		const fjord = await smallTeam(database, 'Fjord');
		for (const [who, kind] of [
			[team.aiko, 'forbidden'],
			[ruben, 'forbidden'],
			[fjord.greta, 'missing']
		] as const)
			expect(await takeBackComment(team.context, who, id)).toMatchObject(refused(kind));
		expect((await talk())!.comments).toHaveLength(1);
		for (const who of [team.lena, team.ines, team.greta]) {
			const comment = await write();
			team.announced();
			expect(must(await takeBackComment(team.context, who, comment))).toEqual({ changed: true });
			expect(must(await takeBackComment(team.context, who, comment))).toEqual({ changed: false });
			expect(team.announced()).toEqual(['moments']);
		}
		must(await takeBackComment(team.context, team.lena, id));
		expect(await talk()).toEqual(before);
		expect(await takeBackComment(team.context, team.lena, randomUUID() as CommentId)).toMatchObject(
			refused('missing')
		);
	});

	it('reaches an open page as what has changed', async () => {
		const before = (await talk())!;
		const { id } = must(await commentOn(team.context, team.lena, said('Wow!')));
		must(await cheer(team.context, team.lena, { momentId: moment, kind: 'nice', on: true }));
		const between = (await talk())!;
		const change = diffTalk(before, between)!;
		expect(change.comments).toHaveLength(1);
		expect(change.cheered).toEqual([{ id: team.lena.memberId, name: 'Lena Tran' }]);
		expect(applyTalk(before, change)).toEqual(between);
		must(await takeBackComment(team.context, team.lena, id));
		const after = (await talk())!;
		expect(diffTalk(between, after)).toMatchObject({ comments: [], gone: [id], cheered: null });
		expect(applyTalk(between, diffTalk(between, after)!)).toEqual(after);
		expect(diffTalk(after, after)).toBeUndefined();
	});
});

describe('cheering', () => {
	it('ends at 120 taps in a burst, and begins again a little later', async () => {
		const tap = (on: boolean) =>
			cheer(team.context, team.lena, { momentId: moment, kind: 'bell', on });
		for (let n = 0; n < 60; n++) for (const on of [true, false]) must(await tap(on));
		expect(await tap(true)).toMatchObject(refused('too-many'));
		expect(await rows(cheers)).toBe(0);
		team.at('2026-11-18T09:01:00Z');
		must(await tap(true));
	});
});

describe('a coaching line', () => {
	const opened = async (who: MemberActor) =>
		must(await openMoment(team.context, who, moment)).coaching?.map(({ words }) => words);

	it('comes with its cheer in one tap, once, and moves what it must', async () => {
		const words = line('Ask for the next meeting before you hang up.', { cheer: 'bell' });
		const first = must(await coach(team.context, team.ines, words));
		expect(team.announced()).toEqual([`coaching:${team.aiko.memberId}`, 'moments']);
		expect(must(await coach(team.context, team.ines, words))).toEqual(first);
		expect([await rows(coachingLines), await rows(cheers)]).toEqual([1, 1]);
		expect(await coachingFor(database.db, team.orgId, team.aiko.memberId)).toEqual([
			{
				id: first.id,
				momentId: moment,
				moment: 'won Brightline',
				from: { id: team.ines.memberId, name: 'Ines Falk' },
				words: 'Ask for the next meeting before you hang up.',
				at: '2026-11-18T09:00:00.000Z'
			}
		]);
	});

	it('is read by the person, the managers of their team and the admins alone', async () => {
		must(await coach(team.context, team.ines, line('Slow down.')));
		for (const who of [team.aiko, team.ines, team.greta])
			expect(await opened(who)).toEqual(['Slow down.']);
		for (const who of [team.lena, ruben, team.oskar]) expect(await opened(who)).toBeUndefined();
		expect(JSON.stringify(await talk())).not.toContain('Slow down.');
		const feed = await feedTopic(database.db).read(team.orgId, {});
		expect(JSON.stringify(feed)).not.toContain('Slow down.');
	});

	it('goes with the person to another team', async () => {
		must(await coach(team.context, team.ines, line('Slow down.')));
		const { db } = database;
		await moveMember(db, team.orgId, team.aiko.memberId, team.harbourCrew, '2026-11-18');
		expect(await opened(team.ines)).toBeUndefined();
		expect(await opened(ruben)).toEqual(['Slow down.']);
	});

	it('is live to the person, and to nobody else', async () => {
		const topic = coachingTopic(database.db);
		const params = topic.parse(new URLSearchParams({ member: team.aiko.memberId }))!;
		const may = (viewer: Actor) => topic.mayWatch(viewer, params);
		expect(may(team.aiko)).toBe(true);
		for (const who of [team.lena, team.ines, team.greta, ruben]) expect(may(who)).toBe(false);
		const before = (await topic.read(team.orgId, params))!;
		must(await coach(team.context, team.ines, line('Slow down.')));
		const after = (await topic.read(team.orgId, params))!;
		expect(after.facts).toContain(`coaching:${team.aiko.memberId}`);
		expect(topic.diff(before.state, after.state)).toMatchObject([{ words: 'Slow down.' }]);
		expect(topic.diff(after.state, after.state)).toBeUndefined();
		expect(topic.parse(new URLSearchParams({ member: 'aiko' }))).toBeUndefined();
	});

	it.each<[string, () => MemberActor, string]>([
		['a colleague', () => team.lena, 'forbidden'],
		['another team’s manager', () => ruben, 'forbidden'],
		['the person', () => team.aiko, 'forbidden']
	])('is refused from %s, with no trace, not even the cheer', async (_, who, kind) => {
		const answer = await coach(team.context, who(), line('Slow down.', { cheer: 'nice' }));
		expect(answer).toMatchObject(refused(kind));
		expect([await rows(coachingLines), await rows(cheers)]).toEqual([0, 0]);
		expect(team.announced()).toEqual([]);
	});

	it('is refused where the words are, the moment is gone, or the tap was another one', async () => {
		const { context, ines } = team;
		expect(await coach(context, ines, line('\u0000'))).toMatchObject(refused('invalid'));
		const gone = line('Hm.', { momentId: randomUUID() as MomentId });
		expect(await coach(context, ines, gone)).toMatchObject(refused('missing'));
		const words = line('Slow down.');
		must(await coach(context, ines, words));
		expect(await coach(context, ines, { ...words, words: 'Hurry.' })).toMatchObject(
			refused('conflict')
		);
		expect(await rows(coachingLines)).toBe(1);
	});

	it('may be written to one’s own teams', async () => {
		const { context, ines, greta, lena, aiko } = team;
		const mine = await whomICoach(context, ines);
		expect(mine.everybody).toBe(false);
		expect(mine.members.toSorted()).toEqual([aiko.memberId, lena.memberId].toSorted());
		expect(await whomICoach(context, greta)).toEqual({ everybody: true, members: [] });
		expect(await whomICoach(context, lena)).toEqual({ everybody: false, members: [] });
	});
});

describe('a moment that is deleted in the same instant', () => {
	it.each<[string, () => Promise<Result<unknown>>]>([
		['a comment', () => commentOn(team.context, team.lena, said('Wow!'))],
		['a cheer', () => cheer(team.context, team.lena, { momentId: moment, kind: 'bell', on: true })],
		['a coaching line', () => coach(team.context, team.ines, line('Hm.', { cheer: 'bell' }))]
	])('refuses %s by name, and keeps nothing of it', async (_, write) => {
		const isHeld = sql`select from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		const answer = await database.db.transaction(async (tx) => {
			await tx.delete(moments).where(eq(moments.id, moment));
			const writing = write();
			while (!(await database.db.execute(isHeld)).rows.length);
			return { writing };
		});
		expect(await answer.writing).toMatchObject({
			problem: { kind: 'missing', detail: 'This moment is no longer in the feed.' }
		});
		expect([await rows(comments), await rows(coachingLines), await rows(cheers)]).toEqual([
			0, 0, 0
		]);
		expect(team.announced()).not.toContain('moments');
	});
});

describe('a moment’s page', () => {
	it('opens to the activities behind it', async () => {
		const { orgId, ledger, lena } = team;
		await ledger.record({
			orgId,
			recordedBy: 'test',
			entries: [1, 2].map((n) => ({
				metric: 'demos-held',
				member: 'aiko@halden.example',
				value: n,
				occurredAt: '2026-11-18',
				source: 'crm',
				externalId: `demo-${n}`
			}))
		});
		const found = await database.db.select().from(activities).where(eq(activities.orgId, orgId));
		await database.db
			.insert(momentActivities)
			.values(found.map(({ id }) => ({ orgId, momentId: moment, activityId: id })));
		const { behind, more, coaching, mayCoach, mayRemove } = must(
			await openMoment(team.context, lena, moment)
		);
		expect(behind).toMatchObject([
			{ value: '1', metric: { key: 'demos-held' }, reversed: false },
			{ value: '2', externalId: 'demo-2' }
		]);
		expect({ more, coaching, mayCoach, mayRemove }).toEqual({
			more: 0,
			coaching: null,
			mayCoach: false,
			mayRemove: false
		});
	});

	it('tells each what they may do there', async () => {
		const may = async (who: MemberActor) => {
			const { mayCoach, mayRemove } = must(await openMoment(team.context, who, moment));
			return [mayCoach, mayRemove];
		};
		expect(await may(team.aiko)).toEqual([false, false]);
		expect(await may(ruben)).toEqual([false, false]);
		expect(await may(team.ines)).toEqual([true, true]);
		expect(await may(team.greta)).toEqual([true, true]);
	});

	it('is not there for another organization, nor where the moment is not in the feed', async () => {
		const fjord = await smallTeam(database, 'Fjord');
		const hidden = await win(team.aiko.memberId, false);
		expect(await openMoment(team.context, fjord.greta, moment)).toMatchObject(refused('missing'));
		expect(await openMoment(team.context, team.aiko, hidden)).toMatchObject(refused('missing'));
	});
});

describe('who hides from the feed', () => {
	beforeEach(async () => {
		must(await savePreferences(team.context, team.aiko, { hideFromFeed: true }));
	});

	const ids = async (me?: MemberId) =>
		(await feedTopic(database.db).read(team.orgId, { me }))!.state.moments.map(({ id }) => id);

	it('stands in no feed but their own', async () => {
		expect(await ids()).toEqual([]);
		expect(await ids(team.lena.memberId)).toEqual([]);
		expect(await ids(team.aiko.memberId)).toEqual([moment]);
		const late = { at: new Date('2027-01-01'), id: moment };
		expect((await earlierMoments(team.context, team.lena, late)).moments).toEqual([]);
		expect((await earlierMoments(team.context, team.aiko, late)).moments).toHaveLength(1);
	});

	it('is found, cheered and spoken to by nobody', async () => {
		const { context, lena, ines, aiko } = team;
		expect(await talk()).toBeUndefined();
		expect(await talk(aiko.memberId)).toBeDefined();
		expect(await openMoment(context, ines, moment)).toMatchObject(refused('missing'));
		expect(await commentOn(context, lena, said('Wow!'))).toMatchObject(refused('missing'));
		expect(await cheer(context, lena, { momentId: moment, kind: 'bell', on: true })).toMatchObject(
			refused('missing')
		);
		expect((await openMoment(context, aiko, moment)).ok).toBe(true);
		expect([await rows(comments), await rows(cheers)]).toEqual([0, 0]);
	});

	it('watches a feed of their own, which is nobody else’s', () => {
		const topic = feedTopic(database.db);
		const params = topic.parse(new URLSearchParams({ me: team.aiko.memberId }))!;
		expect(topic.mayWatch(team.aiko, params)).toBe(true);
		expect(topic.mayWatch(team.lena, params)).toBe(false);
		expect(topic.parse(new URLSearchParams({ me: 'aiko' }))).toBeUndefined();
	});
});
