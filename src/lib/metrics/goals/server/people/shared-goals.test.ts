import { beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../../../../tests/database.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { diffGoals } from '../../diff-goals.ts';
import { FIGURES, GOALS } from '../../facts.ts';
import type { BranchState, GoalsState } from '../../goal.ts';
import { foundHalden, NOW, type Halden } from '../goals.fixture.ts';
import { BELOW_AT_ONCE } from '../live/branch-topic.ts';
import {
	agreeGoal,
	branchTopic,
	chainTopic,
	createHeldGoals,
	setGoal,
	type HeldGoals,
	type SetGoal
} from '../index.ts';
import { SHARED_AT_MOST } from './shared-goals.ts';

/** What went to the database since the last look: statements, and rows that came back. */
interface Traffic {
	queries: number;
	rows: number;
}

const OTHERS = 10_000;

let halden: Halden;
let traffic: Traffic;
let held: HeldGoals;
let logos: GoalId;
let demos: GoalId;
let five: GoalId;

beforeAll(async () => {
	const database = await freshDatabase();
	traffic = watch(database.pool as unknown as Pool);
	const context: Context = { db: database.db, clock: { now: () => NOW }, announce: () => {} };
	halden = await foundHalden(context, [], 'Halden & Co');
	held = createHeldGoals(context);
	logos = await set('Greta', {
		scope: 'organization',
		title: '40 logos',
		metric: 'deals-won',
		target: 40
	});
	demos = await set('Ines', {
		...{ scope: 'team', team: halden.teams['Northern Lights']!, title: '60 demos' },
		...{ metric: 'demos-held', target: 60, supports: logos }
	});
	const agreed = await agreeGoal(halden.context, halden.actor('Greta'), demos);
	expect(agreed.ok).toBe(true);
	five = await set('Aiko', {
		...{ scope: 'member', title: '5 demos', metric: 'demos-held', target: 5, supports: demos }
	});
});

interface Pool {
	query(...args: unknown[]): Promise<{ rows: unknown[] }>;
}

function watch(pool: Pool): Traffic {
	const seen = { queries: 0, rows: 0 };
	const query = pool.query.bind(pool);
	pool.query = async (...args) => {
		const result = await query(...args);
		seen.queries += 1;
		seen.rows += result.rows.length;
		return result;
	};
	return seen;
}

async function during<T>(work: () => Promise<T>): Promise<Traffic & { result: T }> {
	const before = { ...traffic };
	const result = await work();
	return {
		queries: traffic.queries - before.queries,
		rows: traffic.rows - before.rows,
		result
	};
}

async function set(who: string, command: SetGoal): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor(who), command);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function read(...heard: string[]): Promise<GoalsState> {
	held.heard(halden.orgId, heard);
	return held.read(halden.orgId);
}

async function chainOfAiko(earlier?: GoalsState, ...moved: string[]): Promise<GoalsState> {
	const told = earlier && { state: earlier, moved: new Set(moved) };
	const { memberId } = halden.actor('Aiko');
	return (await chainTopic(halden.context).read(halden.orgId, memberId, told))!.state;
}

const ids = ({ goals }: GoalsState) => goals.map(({ id }) => id).sort();

test('a small organization shares all of its goals', async () => {
	const state = await read();
	expect(ids(state)).toEqual([logos, demos, five].sort());
	expect(state.apart).toBeUndefined();
});

test('a figure is read alone and travels alone; a changed name is read with everything', async () => {
	const before = await read();
	await halden.record(['Aiko', 'demos-held', 1]);
	const tick = await during(() => read(FIGURES));
	expect([tick.queries, tick.rows]).toEqual([1, 2]);
	expect(diffGoals(before, tick.result)).toEqual({
		...{ goals: [], gone: [] },
		figures: { [demos]: '1', [five]: '1' }
	});
	await halden.context.db.execute(
		sql`update teams set name = 'Nordlicht' where name like 'North%'`
	);
	expect(diffGoals(tick.result, await read(FIGURES))).toBeUndefined();
	const named = await read(FIGURES, 'people');
	expect(named.goals.find(({ id }) => id === demos)?.team?.name).toBe('Nordlicht');
});

test('of ten thousand a screen holds the widest, and its own chain by a narrow read', async () => {
	const { context, orgId } = halden;
	await context.db.execute(sql`
		insert into goals (org_id, id, kind, title, measure, target, starts_on, ends_on, member_id,
			owner_id, parent_id, agreed_at)
		select ${orgId}, gen_random_uuid(), 'social', 'Their own ' || n, 'check-in', 5, '2026-11-16',
			'2026-11-22', ${halden.actor('Mara').memberId}, ${halden.actor('Mara').memberId},
			${demos}, ${NOW.toISOString()}
		from generate_series(1, ${OTHERS}) n`);
	await context.db.execute(sql`
		insert into goal_progress (org_id, goal_id, value) select org_id, id, 0 from goals
		on conflict do nothing`);
	const whole = await during(() => read(GOALS));
	expect(ids(whole.result)).toEqual([logos, demos].sort());
	expect(whole.result.apart).toEqual({ [demos]: OTHERS + 1 });
	expect(whole.rows).toBeLessThan(SHARED_AT_MOST * 4);
	expect(JSON.stringify(whole.result).length).toBeLessThan(4000);

	const chain = await during(() => chainOfAiko());
	expect(ids(chain.result)).toEqual([logos, demos, five].sort());
	expect(chain.rows).toBeLessThan(60);

	await halden.record(['Aiko', 'demos-held', 1]);
	const tick = await during(() => read(FIGURES));
	const own = await during(() => chainOfAiko(chain.result, FIGURES));
	expect([tick.queries, tick.rows, own.queries, own.rows]).toEqual([1, 1, 1, 2]);
	expect(JSON.stringify(diffGoals(whole.result, tick.result)).length).toBeLessThan(120);
	await context.db.execute(sql`analyze goals`);
	const plan = await context.db.execute(sql`explain select id from goals where org_id = ${orgId}
		and member_id = ${halden.actor('Aiko').memberId}`);
	expect(JSON.stringify(plan.rows)).toContain('goals_member');
});

async function branch(after: GoalId | null, of = halden, earlier?: BranchState) {
	const told = earlier && { state: earlier, moved: new Set([FIGURES]) };
	return (await branchTopic(halden.context).read(of.orgId, { goal: demos, after }, told))!.state;
}

test('a branch opens in parts that leave nothing out and repeat nothing, each as live as the rest', async () => {
	const { context } = halden;
	const seen = new Set<string>();
	let parts = 0;
	let part = await branch(null);
	let mine: { after: GoalId | null; part: BranchState } | undefined;
	for (let after: GoalId | null = null; ; part = await branch(after)) {
		expect(part.goals.length).toBeLessThanOrEqual(BELOW_AT_ONCE);
		part.goals.forEach(({ id }) => seen.add(id));
		if (part.goals.some(({ id }) => id === five)) mine = { after, part };
		after = part.next;
		parts += 1;
		if (!after || (parts >= 4 && mine)) break;
	}
	expect(seen.size).toBe(parts * BELOW_AT_ONCE);
	const had = mine!.part.goals.find(({ id }) => id === five)!.value;

	await halden.record(['Aiko', 'demos-held', 1]);
	const tick = await during(() => branch(mine!.after, halden, mine!.part));
	expect([tick.queries, tick.rows]).toEqual([1, 1]);
	expect(diffGoals(mine!.part, tick.result)).toEqual({
		...{ goals: [], gone: [] },
		figures: { [five]: String(Number(had) + 1) }
	});
	expect(tick.result.next).toBe(mine!.part.next);
	const other = await foundHalden(context, [], 'Fjord');
	expect(await branch(null, other)).toMatchObject({ goals: [], next: null });
});

test('goals of a structure that changed are read anew', async () => {
	const before = await chainOfAiko();
	const calls = await set('Aiko', {
		scope: 'member',
		title: 'Two calls',
		target: 2,
		supports: demos
	});
	const after = await chainOfAiko(before, FIGURES, GOALS);
	expect(diffGoals(before, after)?.goals.map(({ id }) => id)).toEqual([calls]);
});
