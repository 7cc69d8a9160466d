import { beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import {
	closeGoal,
	editGoal,
	goalProjection,
	rebuildProgress,
	setGoal,
	type SetGoal
} from './index.ts';
import { foundHalden, openHalden, type Halden } from './goals.fixture.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

async function progress(orgId: OrgId): Promise<[string, string][]> {
	const found = await halden.context.db.execute(
		sql`select goal_id, value from goal_progress where org_id = ${orgId} order by goal_id`
	);
	return found.rows.map((row) => [row.goal_id as string, row.value as string]);
}

/** What the goal should have, by the slowest and plainest way there is. */
async function counted(orgId: OrgId, goalId: GoalId): Promise<bigint> {
	const { rows } = await halden.context.db.execute(sql`
		select coalesce(sum(a.value), 0) as value from activities a, goals g
		where g.org_id = ${orgId} and g.id = ${goalId} and a.org_id = g.org_id
			and a.metric_id = g.metric_id and a.day >= g.starts_on and a.day <= g.ends_on
			and coalesce(g.team_id, a.team_id) = a.team_id
			and coalesce(g.member_id, a.member_id) = a.member_id`);
	return BigInt(rows[0]!.value as string);
}

const PEOPLE = ['Mara', 'Aiko', 'Oskar', 'Sana'];
const METRICS = ['demos-held', 'deals-won', 'calls-connected'];
const DAYS = ['2026-10-30', '2026-11-02', '2026-11-15', '2026-11-16', '2026-11-18'];

type Step =
	| { do: 'record'; work: [string, string, number, string][] }
	| { do: 'reverse'; nth: number }
	| { do: 'set'; scope: SetGoal['scope']; who: string; metric: string; from: string; to: string }
	| { do: 'move-end'; nth: number; to: string }
	| { do: 'close'; nth: number };

const work = fc.tuple(
	fc.constantFrom(...PEOPLE),
	fc.constantFrom(...METRICS),
	fc.integer({ min: 0, max: 9 }),
	fc.constantFrom(...DAYS)
);
const nth = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('record' as const),
			work: fc.array(work, { minLength: 1, maxLength: 6 })
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), nth }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('set' as const),
			scope: fc.constantFrom('organization', 'team', 'member'),
			who: fc.constantFrom(...PEOPLE),
			metric: fc.constantFrom(...METRICS),
			from: fc.constantFrom(...DAYS.slice(0, 3)),
			to: fc.constantFrom(...DAYS.slice(2))
		})
	},
	fc.record({ do: fc.constant('move-end' as const), nth, to: fc.constantFrom(...DAYS.slice(2)) }),
	fc.record({ do: fc.constant('close' as const), nth })
);

/** Runs steps in an organization of its own. */
async function play(org: Halden, steps: Step[]) {
	const goals: { id: GoalId; who: string; open: boolean }[] = [];
	const recorded: string[] = [];
	for (const step of steps) {
		if (step.do === 'record') recorded.push(...(await org.record(...step.work)));
		if (step.do === 'set') goals.push({ id: await set(org, step), who: setter(step), open: true });
		if (step.do === 'reverse' && recorded.length)
			await reverse(org, recorded[step.nth % recorded.length]!);
		const goal = 'nth' in step && goals.length ? goals[step.nth % goals.length]! : undefined;
		if (step.do === 'move-end' && goal?.open) await moveEnd(org, goal, step.to);
		if (step.do === 'close' && goal?.open)
			goal.open = !(await closeGoal(org.context, org.actor(goal.who), goal.id, 'Sooner.')).ok;
	}
	return goals;
}

function setter(step: Extract<Step, { do: 'set' }>): string {
	if (step.scope === 'organization') return 'Greta';
	if (step.scope === 'member') return step.who;
	return ['Mara', 'Aiko'].includes(step.who) ? 'Ines' : 'Ruben';
}

async function set(org: Halden, step: Extract<Step, { do: 'set' }>): Promise<GoalId> {
	const actor = org.actor(setter(step));
	const done = await setGoal(org.context, actor, {
		scope: step.scope,
		...(step.scope === 'team' ? { team: actor.manages[0]! } : {}),
		title: 'A goal',
		metric: step.metric,
		target: 10,
		startsOn: step.from,
		endsOn: step.to
	});
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function moveEnd(org: Halden, goal: { id: GoalId; who: string }, endsOn: string) {
	const edit = { goalId: goal.id, title: 'A goal', why: '', target: 10, supports: null, endsOn };
	// While that day was not over yet.
	const then = { ...org.context, clock: { now: () => new Date(`${endsOn}T12:00:00Z`) } };
	await editGoal(then, org.actor(goal.who), edit);
}

async function reverse(org: Halden, external: string) {
	const found = await org.context.db.execute(
		sql`select id from activities where org_id = ${org.orgId} and external_id = ${external}`
	);
	const by = org.actor('Greta').memberId;
	await org.ledger.reverse(org.orgId, found.rows[0]!.id as ActivityId, { by, note: 'Wrong' });
}

test('in any order of records, reversals, goals, edits and closings, progress equals a recount', async () => {
	let n = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
			const org = await foundHalden(halden.context, [], `Halden ${n++}`);
			const goals = await play(org, steps);
			for (const goal of goals.filter((goal) => goal.open)) {
				const value = new Map(await progress(org.orgId)).get(goal.id);
				expect(BigInt(value!)).toBe(await counted(org.orgId, goal.id));
			}
			const before = await progress(org.orgId);
			const open = goals.filter((goal) => goal.open).length;
			expect(await rebuildProgress(org.context, org.orgId)).toEqual({
				goals: open,
				corrected: 0
			});
			expect(await progress(org.orgId)).toEqual(before);
		}),
		{ numRuns: 25 }
	);
});

test('goals that are set, moved and closed while people record miss nothing and count nothing twice', async () => {
	const org = await foundHalden(halden.context, [], 'Halden in a hurry');
	const ledgers = [1, 2, 3].map(() => createLedger(org.context, [goalProjection]));
	let serial = 0;
	const write = async (ledger: (typeof ledgers)[number]) => {
		for (let i = 0; i < 25; i++) {
			const entries = PEOPLE.map((person, at) => ({
				metric: METRICS[(i + at) % 2]!,
				member: `${person.toLowerCase()}@halden.example`,
				value: 1 + (i % 3),
				occurredAt: DAYS[(i + at) % DAYS.length]!,
				source: 'rush',
				externalId: `r-${++serial}`
			}));
			await ledger.record({ orgId: org.orgId, recordedBy: 'import', entries, quiet: true });
		}
	};
	const closed = new Map<GoalId, string>();
	const open: GoalId[] = [];
	const aim = async () => {
		for (let i = 0; i < 12; i++) {
			const id = await set(org, {
				...{ do: 'set', who: PEOPLE[i % 4]!, metric: METRICS[i % 2]! },
				...{ scope: (['organization', 'team', 'member'] as const)[i % 3]! },
				...{ from: '2026-11-01', to: '2026-11-15' }
			});
			const who = setter({
				scope: (['organization', 'team', 'member'] as const)[i % 3]!,
				who: PEOPLE[i % 4]!
			} as never);
			await moveEnd(org, { id, who }, '2026-11-20');
			if (i % 4 === 3) {
				await closeGoal(org.context, org.actor(who), id, 'Sooner.');
				closed.set(id, new Map(await progress(org.orgId)).get(id)!);
			} else open.push(id);
		}
	};
	await Promise.all([...ledgers.map(write), aim(), aim()]);
	const after = new Map(await progress(org.orgId));
	for (const id of open) expect(BigInt(after.get(id)!)).toBe(await counted(org.orgId, id));
	for (const [id, value] of closed) expect(after.get(id)).toBe(value);
	expect((await rebuildProgress(org.context, org.orgId)).corrected).toBe(0);
});

test.each(['before its rows are there', 'after what they move'])(
	'a goal waits for work that is being recorded, held up %s, and work for a goal that is being set',
	async (held) => {
		const org = await foundHalden(halden.context, [], `Halden held up ${held}`);
		const { db } = org.context;
		let letGo = () => {};
		const gate = new Promise<void>((resolve) => (letGo = resolve));
		let reached = () => {};
		const recording = new Promise<void>((resolve) => (reached = resolve));
		const hold = async () => {
			reached();
			await gate;
		};
		const isEarly = held.startsWith('before');
		const slow = createLedger(org.context, [
			async (tx, rows) => {
				const move = await goalProjection(tx, rows);
				if (isEarly) await hold();
				return async () => {
					const facts = await move();
					if (!isEarly) await hold();
					return facts;
				};
			}
		]);
		const entry = { metric: 'deals-won', member: 'mara@halden.example', value: 1 };
		const written = slow.record({
			...{ orgId: org.orgId, recordedBy: 'import' },
			entries: [{ ...entry, occurredAt: '2026-11-18', source: 'slow', externalId: 's-1' }]
		});
		await recording;
		const setting = set(org, {
			...{ do: 'set', scope: 'organization', who: 'Mara', metric: 'deals-won' },
			...{ from: '2026-11-01', to: '2026-11-30' }
		});
		await waitingForLock(db);
		letGo();
		await written;
		const id = await setting;
		expect(new Map(await progress(org.orgId)).get(id)).toBe('1');
	}
);

async function waitingForLock(db: Halden['context']['db']): Promise<void> {
	for (;;) {
		const { rows } = await db.execute(
			sql`select 1 from pg_locks where locktype = 'advisory' and not granted`
		);
		if (rows.length) return;
	}
}

test('batches of several organizations move each one’s goals only', async () => {
	const orgs = await Promise.all(
		['East', 'West'].map((name) => foundHalden(halden.context, [], name))
	);
	const ids = [];
	for (const org of orgs)
		ids.push(
			await set(org, {
				...{ do: 'set', scope: 'organization', who: 'Mara', metric: 'deals-won' },
				...{ from: '2026-11-01', to: '2026-11-30' }
			})
		);
	const ledger = createLedger(halden.context, [goalProjection]);
	await Promise.all(
		orgs.flatMap((org, i) =>
			Array.from({ length: 6 }, (_, n) =>
				ledger.record({
					...{ orgId: org.orgId, recordedBy: 'import', quiet: true },
					entries: [
						{
							...{ metric: 'deals-won', member: 'mara@halden.example', occurredAt: '2026-11-18' },
							...{ value: i + 1, source: 'crm', externalId: `many-${n}` }
						}
					]
				})
			)
		)
	);
	for (const [i, org] of orgs.entries())
		expect(new Map(await progress(org.orgId)).get(ids[i]!)).toBe(String(6 * (i + 1)));
});

test('a recount puts right what was wrong, and says so', async () => {
	const org = await foundHalden(halden.context, [], 'Halden recounted');
	await org.record(['Aiko', 'demos-held', 3]);
	const id = await set(org, {
		...{ do: 'set', scope: 'member', who: 'Aiko', metric: 'demos-held' },
		...{ from: '2026-11-16', to: '2026-11-22' }
	} as never);
	await org.context.db.execute(
		sql`update goal_progress set value = 99 where org_id = ${org.orgId} and goal_id = ${id}`
	);
	expect(await rebuildProgress(org.context)).toMatchObject({ corrected: 1 });
	expect(new Map(await progress(org.orgId)).get(id)).toBe('3');
});
