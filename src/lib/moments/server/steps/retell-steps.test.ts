import pg from 'pg';
import { and, eq, gt } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { agreeGoal, checkIn, linkGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { sharesLine } from '../../group-words.ts';
import { must, stepsOf } from './steps.fixture.ts';

const database = await freshDatabase();
let team: SmallTeam;
let { react, demos, goal, goalCards, kept } = {} as ReturnType<typeof stepsOf>;
let minute = 0;

beforeEach(async () => {
	team = await smallTeam(database);
	({ react, demos, goal, goalCards, kept } = stepsOf(database, team));
	minute = 0;
	later();
	await takeJobs(database);
});

function later(): void {
	minute += 5;
	team.at(`2026-11-18T14:${String(minute).padStart(2, '0')}:00Z`);
}

async function takeBackAllOf({ memberId }: MemberActor): Promise<void> {
	const theirs = and(eq(activities.orgId, team.orgId), eq(activities.memberId, memberId));
	const rows = await database.db
		.select({ id: activities.id })
		.from(activities)
		.where(and(theirs, gt(activities.value, 0n)));
	for (const { id } of rows)
		must(await team.ledger.reverse(team.orgId, id, { by: 'test', note: 'These were calls.' }));
}

async function tap(goalId: GoalId, who: MemberActor, amount: 1 | -1): Promise<void> {
	later();
	must(await checkIn(team.context, who, { goalId, amount, requestId: `${goalId} ${minute}` }));
	await react();
}

/** Who the card of a goal names, with what they brought; undefined where it does not stand. */
async function toldOf(goalId: GoalId): Promise<string | undefined> {
	const card = (await goalCards()).find(({ goal }) => goal!.id === goalId);
	return card && sharesLine(card.group!, card.goal!);
}

describe('a goal that is reached again names who brought it there', () => {
	it('also where the same one carries it over by the same figures', async () => {
		const id = await goal(team.ines, { team: team.northernLights, target: 5, further: [7] });
		await demos(['aiko', '2026-11-18', 3], ['lena', '2026-11-18', 2]);
		await react();
		expect(await toldOf(id)).toBe('Aiko 3, Lena 2 of 5');
		const [rung] = await goalCards();
		for (const who of [team.aiko, team.lena]) await takeBackAllOf(who);
		await react();
		expect(await goalCards()).toEqual([]);
		later();
		await demos(['lena', '2026-11-18', 3], ['lena', '2026-11-18', 2]);
		await react();
		expect(await toldOf(id)).toBe('Lena 5 of 5');
		expect(await goalCards()).toMatchObject([{ id: rung!.id, at: rung!.at, goal: rung!.goal! }]);
		// What comes later, over a further step too, is none of this one's.
		later();
		await demos(['aiko', '2026-11-18', 2]);
		await react();
		const [second, first] = await goalCards();
		expect(sharesLine(first!.group!, first!.goal!)).toBe('Lena 5 of 5');
		expect(sharesLine(second!.group!, second!.goal!)).toBe('Lena 5, Aiko 2 of 7');
		expect(await kept()).toBe(2);
	});

	it('by taps', async () => {
		const people = [team.lena.memberId];
		const coach = { scope: 'pod', measure: 'check-in', title: 'Coach a new one', people } as const;
		const id = await goal(team.aiko, { ...coach, target: 3 });
		for (const who of [team.aiko, team.lena, team.lena]) await tap(id, who, 1);
		expect(await toldOf(id)).toBe('Lena 2, Aiko 1 of 3');
		for (let n = 0; n < 2; n++) await tap(id, team.lena, -1);
		expect(await goalCards()).toEqual([]);
		await tap(id, team.aiko, 1);
		team.announced();
		await tap(id, team.aiko, 1);
		expect(team.announced()).toContain('moments');
		expect(await toldOf(id)).toBe('Aiko 3 of 3');
		const [card] = await goalCards();
		expect(card).toMatchObject({
			member: { id: team.aiko.memberId },
			goal: { before: '2', after: '3' }
		});
		expect(await kept()).toBe(1);
	});

	it('by another goal that it counts, however far below', async () => {
		const whole = { scope: 'organization', measure: 'goals', target: 1 } as const;
		const year = await goal(team.greta, { ...whole, title: 'A team lands', endsOn: '2026-12-31' });
		const month = { ...whole, title: 'One of us lands', supports: year, endsOn: '2026-12-15' };
		const company = await goal(team.greta, month);
		const own = { scope: 'member', target: 2, supports: company } as const;
		const ofAiko = await goal(team.aiko, { ...own, title: 'Aiko’s two' });
		const ofLena = await goal(team.lena, { ...own, title: 'Lena’s two' });
		for (const id of [ofAiko, ofLena]) must(await agreeGoal(team.context, team.greta, id));
		await demos(['aiko', '2026-11-18', 2]);
		await react();
		for (const id of [year, company]) expect(await toldOf(id)).toBe('Aiko 1 of 1');
		await takeBackAllOf(team.aiko);
		await react();
		expect(await toldOf(company)).toBeUndefined();
		later();
		await demos(['lena', '2026-11-18', 2]);
		await react();
		for (const id of [year, company]) expect(await toldOf(id)).toBe('Lena 1 of 1');
		// One more that reaches theirs takes nothing from who brought it there.
		later();
		await demos(['aiko', '2026-11-18', 2]);
		await react();
		expect(await toldOf(company)).toBe('Lena 1 of 1');
		// And where another's goal is moved below it in its place, it names that one.
		must(await linkGoal(team.context, team.lena, ofLena, null));
		await react();
		for (const id of [year, company]) expect(await toldOf(id)).toBe('Aiko 1 of 1');
	});

	it('asks as often for many goals as for one, and nothing of those above that stood all along', async () => {
		const asks = vi.spyOn(pg.Client.prototype, 'query');
		const asked = async (name: string) => {
			later();
			await demos([name]);
			asks.mockClear();
			await react();
			return asks.mock.calls.length;
		};
		const pod = { scope: 'pod', target: 1 } as const;
		await goal(team.aiko, pod);
		await asked('aiko');
		await takeBackAllOf(team.aiko);
		const one = await asked('aiko');
		for (let n = 0; n < 8; n++) await goal(team.lena, pod);
		await asked('lena');
		await takeBackAllOf(team.lena);
		expect(await asked('lena')).toBe(one);

		const above = { scope: 'organization', measure: 'goals', title: 'One lands' } as const;
		const supports = await goal(team.greta, { ...above, target: 1, endsOn: '2026-12-31' });
		const own = { scope: 'member', target: 1 } as const;
		for (const who of [team.ines, team.oskar])
			must(await agreeGoal(team.context, team.greta, await goal(who, { ...own, supports })));
		await goal(team.greta, own);
		await react();
		const first = await asked('ines');
		const beyond = await asked('oskar');
		expect(beyond).toBe(await asked('greta'));
		expect(first).toBeGreaterThan(beyond);
		asks.mockRestore();
	});
});
