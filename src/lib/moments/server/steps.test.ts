import pg from 'pg';
import { and, count, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { savePreferences } from '#lib/identity/preferences/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { agreeGoal, editGoal, linkGoal } from '#lib/metrics/goals/server/index.ts';
import { asksOf } from '#lib/platform/ask.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { sharesLine, whoOf } from '../group-words.ts';
import type { MomentCard } from '../moment.ts';
import {
	cheer,
	feedTopic,
	findMoments,
	momentPeople,
	momentsOf,
	openMoment,
	type Fact
} from './index.ts';
import { must, stepsOf } from './steps/steps.fixture.ts';

let database: Database;
let team: SmallTeam;
let { react, demos, goal, goalCards, kept } = {} as ReturnType<typeof stepsOf>;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	({ react, demos, goal, goalCards, kept } = stepsOf(database, team));
	team.at('2026-11-18T14:00:00Z');
	await takeJobs(database);
	team.announced();
});

describe('a step of a goal', () => {
	it('is everybody’s who fed it, with their share, on their pages and under their hands', async () => {
		await goal(team.ines, { team: team.northernLights });
		await demos(['aiko'], ['lena'], ['aiko'], ['oskar']);
		await react();
		const [card, ...others] = await goalCards();
		expect(others).toEqual([]);
		expect(card).toMatchObject({ headline: 'reached “Demos”', onTv: true });
		expect(whoOf(card!)).toBe('Northern Lights');
		expect(sharesLine(card!.group!, card!.goal!)).toBe('Aiko 2, Lena 1 of 3');
		for (const { memberId: member } of [team.aiko, team.lena]) {
			const viewer = team.oskar.memberId;
			const page = await momentsOf(database.db, team.orgId, { member, viewer, limit: 9 });
			const own = page.moments.find(({ id }) => id === card!.id);
			expect(own?.group?.people[0]).toMatchObject({ id: member });
		}
		const opened = must(await openMoment(team.context, team.lena, card!.id));
		expect(opened.people.map(({ name, share }) => [name, share])).toEqual([
			['Lena Tran', '1'],
			['Aiko Kimura', '2']
		]);
		expect(opened).toMatchObject({ mayCoach: false, coaching: null });
		const ring = { momentId: card!.id, kind: 'bell', on: true } as const;
		expect(await cheer(team.context, team.lena, ring)).toMatchObject({ ok: true });
	});

	it('rings once each; of several at once the highest has the TV', async () => {
		await goal(team.ines, { team: team.northernLights, further: [4, 6] });
		await demos(['aiko'], ['aiko'], ['aiko'], ['lena'], ['lena']);
		await react();
		expect((await goalCards()).map(({ headline, onTv }) => [headline, onTv])).toEqual(
			expect.arrayContaining([
				['reached “Demos”', false],
				['reached the second step of “Demos”', true]
			])
		);
		expect(await kept()).toBe(2);
		await demos(['lena'], ['lena']);
		await react();
		expect(await kept()).toBe(3);
		const third = (await goalCards()).find(({ headline }) => headline.includes('third step'));
		expect(third).toMatchObject({ goal: { before: '5', after: '6', target: '6' } });
	});

	it('asks whose goal it is for the next step at once, whoever carried it there', async () => {
		const owner = team.lena.memberId;
		await goal(team.ines, { team: team.northernLights, owner, target: 2 });
		await goal(team.aiko, { scope: 'member', target: 1 });
		team.announced();
		await demos(['aiko']);
		await react();
		const asked = () => [...new Set(team.announced())].filter((fact) => fact.startsWith('asks'));
		expect(asked()).toEqual([asksOf(team.aiko.memberId)]);
		await demos(['aiko']);
		await react();
		expect(asked()).toEqual([asksOf(owner)]);
		await demos(['aiko']);
		await react();
		expect(asked()).toEqual([]);
	});

	it('asks the database as often for many goals at once as for two', async () => {
		const asks = vi.spyOn(pg.Client.prototype, 'query');
		const asked = async (actor: MemberActor, name: string, many: number) => {
			for (let n = 0; n < many; n++)
				await goal(actor, n % 2 ? { scope: 'member', target: 1 } : { scope: 'pod', target: 1 });
			await demos([name]);
			const facts = await takeJobs<Fact>(database);
			asks.mockClear();
			for (const fact of facts) await findMoments(team.context, fact, async () => undefined);
			return asks.mock.calls.length;
		};
		const few = await asked(team.aiko, 'aiko', 2);
		expect(await kept()).toBe(2);
		const many = await asked(team.lena, 'lena', 12);
		asks.mockRestore();
		expect(await kept()).toBe(14);
		expect(many).toBeLessThanOrEqual(few);
	});

	it('leaves the feed when a reversal takes it below, and comes back without ringing', async () => {
		await goal(team.ines, { team: team.northernLights, target: 2 });
		await demos(['aiko'], ['lena']);
		await react();
		const [row] = await database.db
			.select()
			.from(activities)
			.where(and(eq(activities.orgId, team.orgId), eq(activities.memberId, team.lena.memberId)));
		await team.ledger.reverse(team.orgId, row!.id, { by: 'test', note: 'It was a call.' });
		expect(await goalCards()).toEqual([]);
		await demos(['lena']);
		await react();
		expect(await goalCards()).toHaveLength(1);
		expect(await kept()).toBe(1);
	});

	it('comes back at once with the figures of the work that carried the goal over it again', async () => {
		await goal(team.ines, { team: team.northernLights, target: 3 });
		await demos(['aiko'], ['lena', '2026-11-18', 3]);
		const [first] = await takeJobs<Fact>(database);
		const again = () => findMoments(team.context, first!, async () => undefined);
		await again();
		const [rung] = await goalCards();
		expect(rung).toMatchObject({ goal: { before: '1', after: '4' } });
		const [hers] = await database.db
			.select()
			.from(activities)
			.where(and(eq(activities.orgId, team.orgId), eq(activities.memberId, team.lena.memberId)));
		team.at('2026-11-18T14:05:00Z');
		await team.ledger.reverse(team.orgId, hers!.id, { by: 'test', note: 'It was a call.' });
		await react();
		expect(await goalCards()).toEqual([]);
		team.at('2026-11-18T14:10:00Z');
		team.announced();
		await demos(['aiko', '2026-11-17'], ['aiko']);
		await react();
		expect(team.announced()).toContain('moments');
		// The work that rang first is looked at once more, as a job may be: what stands now stays.
		await again();
		const [card, ...others] = await goalCards();
		expect(others).toEqual([]);
		const { id, at } = rung!;
		expect(card).toMatchObject({ id, at, goal: { before: '2', after: '3', target: '3' } });
		expect(sharesLine(card!.group!, card!.goal!)).toBe('Aiko 3 of 3');
		expect(await kept()).toBe(1);
	});

	it('tells a further step anew that was lost and regained while the target stayed reached', async () => {
		await goal(team.ines, { team: team.northernLights, target: 2, further: [4] });
		await demos(['aiko', '2026-11-18', 2], ['lena', '2026-11-18', 2]);
		await react();
		const [hers] = await database.db
			.select()
			.from(activities)
			.where(and(eq(activities.orgId, team.orgId), eq(activities.memberId, team.lena.memberId)));
		team.at('2026-11-18T14:05:00Z');
		await team.ledger.reverse(team.orgId, hers!.id, { by: 'test', note: 'It was a call.' });
		await react();
		const [target, ...gone] = await goalCards();
		expect([target!.goal, gone]).toMatchObject([{ before: '0', after: '2' }, []]);
		team.at('2026-11-18T14:10:00Z');
		await demos(['aiko'], ['aiko', '2026-11-17']);
		await react();
		const cards = await goalCards();
		expect(cards.find(({ headline }) => !headline.includes('step'))).toMatchObject({
			goal: target!.goal!
		});
		const second = cards.find(({ headline }) => headline.includes('second step'));
		expect(second).toMatchObject({ goal: { before: '3', after: '4' } });
		expect(sharesLine(second!.group!, second!.goal!)).toBe('Aiko 4 of 4');
		expect(await kept()).toBe(2);
	});

	it('leaves open feeds at once where its target is raised, and comes back with the new one', async () => {
		const id = await goal(team.ines, { team: team.northernLights, target: 2 });
		await demos(['aiko'], ['lena']);
		await react();
		const read = await feedTopic(database.db).read(team.orgId, {});
		expect(read!.state.moments).toMatchObject([{ headline: 'reached “Demos”' }]);
		team.announced();
		const raised = { title: 'Demos', why: '', target: 4, endsOn: '2026-11-30', supports: null };
		must(await editGoal(team.context, team.ines, { goalId: id, ...raised }));
		expect(team.announced().some((fact) => read!.facts.includes(fact))).toBe(true);
		expect(await goalCards()).toEqual([]);
		// What only moves figures leaves open feeds alone.
		team.at('2026-11-18T14:10:00Z');
		await demos(['aiko']);
		expect(team.announced().filter((fact) => read!.facts.includes(fact))).toEqual([]);
		await demos(['lena']);
		await react();
		expect(await goalCards()).toMatchObject([
			{ headline: 'reached “Demos”', goal: { before: '3', after: '4', target: '4' } }
		]);
		expect(await kept()).toBe(1);
	});

	it('leaves out who hides, and is not shown at all where nobody may be named', async () => {
		await goal(team.ines, { team: team.northernLights });
		await savePreferences(team.context, team.aiko, { hideFromFeed: true });
		await savePreferences(team.context, team.lena, { hideFromTv: true });
		await demos(['aiko'], ['aiko'], ['lena']);
		await react();
		const names = (cards: MomentCard[]) =>
			cards.map(({ group }) => [...group!.people.map(({ name }) => name), group!.count]);
		expect(names(await goalCards())).toEqual([['Lena Tran', 2]]);
		expect(names(await goalCards(team.aiko))).toEqual([['Aiko Kimura', 'Lena Tran', 2]]);
		expect(await goalCards(undefined, true)).toEqual([]);
		const aiko = { member: team.aiko.memberId, viewer: team.lena.memberId, limit: 9 };
		expect((await momentsOf(database.db, team.orgId, aiko)).moments).toEqual([]);
		await savePreferences(team.context, team.lena, { hideFromFeed: true });
		expect(await goalCards()).toEqual([]);
		expect(await goalCards(team.lena)).toHaveLength(1);
	});
});

describe('goals above', () => {
	/** The organization's goal of goals, Ines's goal of goals below it, and the demos below that. */
	async function chain(): Promise<{ demos: GoalId; team: GoalId }> {
		const company = await goal(team.greta, {
			...{ scope: 'organization', measure: 'goals', title: 'Every team lands its month' },
			...{ target: 1, endsOn: '2026-12-31' }
		});
		const north = await goal(team.greta, {
			...{ team: team.northernLights, measure: 'goals', title: 'Two of us at their best' },
			...{ target: 1, endsOn: '2026-12-15', supports: company, owner: team.ines.memberId }
		});
		const people = [team.lena.memberId];
		const demos = await goal(team.aiko, { scope: 'pod', target: 2, supports: north, people });
		return { demos, team: north };
	}

	it('ring in a cascade once what is below them is agreed; proposed goals ring nothing', async () => {
		const { demos: pod } = await chain();
		await demos(['aiko'], ['lena']);
		await react();
		expect(await kept()).toBe(0);
		must(await agreeGoal(team.context, team.ines, pod));
		await react();
		expect((await goalCards()).map((card) => `${whoOf(card)} ${card.headline}`).sort()).toEqual([
			'Aiko and Lena reached “Demos”',
			'Halden & Co reached “Every team lands its month”',
			'Northern Lights reached “Two of us at their best”'
		]);
		const people = await database.db
			.select({ n: count() })
			.from(momentPeople)
			.where(eq(momentPeople.orgId, team.orgId));
		expect(people[0]!.n).toBe(6);
	});

	it('ring also for a day that was added later, and when a reached goal is moved below them', async () => {
		const { demos: pod, team: north } = await chain();
		must(await agreeGoal(team.context, team.ines, pod));
		await demos(['aiko', '2026-11-17'], ['lena', '2026-11-17']);
		// Work goes on before the bell: whose it was that carried the goal no longer shows in its figure.
		team.at('2026-11-18T14:01:00Z');
		await demos(['aiko', '2026-11-17']);
		await react();
		expect((await goalCards()).map((card) => whoOf(card)).sort()).toEqual([
			'Halden & Co',
			'Northern Lights'
		]);
		must(await linkGoal(team.context, team.ines, north, null));
		expect((await goalCards()).map((card) => whoOf(card))).toEqual(['Northern Lights']);
		await react();
		expect(await kept()).toBe(2);
	});
});
