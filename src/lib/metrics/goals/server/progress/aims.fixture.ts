import { and, eq } from 'drizzle-orm';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { agreeGoal } from '../support/agree-goal.ts';
import { linkGoal } from '../support/link-goal.ts';
import { checkIn } from '../taps/check-in.ts';
import { NOW, type Halden } from '../goals.fixture.ts';
import { goalPeople, goals } from '../schema.ts';
import { recountAll, recountGoal } from './recount.ts';
import { standsAt, teamOf, type Aim, type Deed, type Setting, type Step } from './tree.fixture.ts';

/** An organization that steps happen to, with the same told beside it. */
export interface Played {
	org: Halden;
	aims: Aim[];
	deeds: Deed[];
	metricIds: Map<string, string>;
}

export async function set(played: Played, step: Setting): Promise<void> {
	const { org } = played;
	const aim = aimOf(played, step);
	await org.context.db.transaction(async (tx) => {
		await holdLedger(tx, org.orgId);
		await store(tx, played, aim, step);
		await recountGoal(tx, org.orgId, aim.id, NOW);
	});
	played.aims.push(aim);
}

/** Many goals, counted once after all of them are there. */
export async function setAll(played: Played, steps: readonly Setting[]): Promise<void> {
	const { org } = played;
	await org.context.db.transaction(async (tx) => {
		await holdLedger(tx, org.orgId);
		for (const step of steps) {
			const aim = aimOf(played, step);
			await store(tx, played, aim, step);
			played.aims.push(aim);
		}
		await recountAll(tx, org.orgId, NOW);
	});
}

function aimOf({ aims }: Played, step: Setting): Aim {
	const parent = step.parent === null || !aims.length ? null : aims[step.parent % aims.length]!;
	const { measure, scope, who, start, target, from, to, agreed } = step;
	const filtered = measure === 'metric' ? step : { metric: null, segment: null, atLeast: null };
	const { metric, segment, atLeast } = filtered;
	const whose = scope === 'team' ? teamOf(who, '2026-10-01') : scope === 'member' ? who : null;
	return {
		...{
			id: newId<'goal'>(NOW),
			measure,
			scope,
			metric,
			segment,
			atLeast,
			start,
			target,
			from,
			to
		},
		...{ whose, people: scope === 'pod' ? [{ who, from, to: null }] : [], taps: 0, closed: null },
		...{ parent: parent?.closed === null ? parent : null, agreed, owner: who }
	};
}

async function store(tx: Queryable, { org, metricIds }: Played, aim: Aim, { who }: Setting) {
	const isSocial = aim.scope === 'pod' || aim.scope === 'member';
	await tx.insert(goals).values({
		...{ orgId: org.orgId, id: aim.id, kind: isSocial ? 'social' : 'organizational' },
		...{ title: 'A goal', measure: aim.measure, segment: aim.segment, createdAt: NOW },
		...{ startValue: BigInt(aim.start), target: BigInt(aim.target) },
		...{ startsOn: aim.from, endsOn: aim.to, agreedAt: aim.agreed ? NOW : null },
		metricId: aim.metric === null ? null : (metricIds.get(aim.metric) as never),
		atLeast: aim.atLeast === null ? null : BigInt(aim.atLeast),
		teamId: aim.scope === 'team' ? org.teams[aim.whose!]! : null,
		memberId: aim.scope === 'member' ? org.actor(aim.whose!).memberId : null,
		ownerId: org.actor(who).memberId,
		parentId: aim.parent?.id ?? null
	});
	for (const one of aim.people) await come(tx, org, aim.id, one);
}

async function come(tx: Queryable, org: Halden, goalId: GoalId, one: Aim['people'][number]) {
	const memberId = org.actor(one.who).memberId;
	const row = { orgId: org.orgId, goalId, memberId, startsOn: one.from, endsOn: one.to };
	await tx
		.insert(goalPeople)
		.values(row)
		.onConflictDoUpdate({
			target: [goalPeople.orgId, goalPeople.goalId, goalPeople.memberId, goalPeople.startsOn],
			set: { endsOn: one.to }
		});
}

export type OnGoal = Exclude<Step, { do: 'set' | 'record' | 'reverse' | 'withdraw' | 'correct' }>;

export async function changeGoal(played: Played, step: OnGoal): Promise<void> {
	const { org, aims } = played;
	const aim = aims[step.nth % Math.max(1, aims.length)];
	if (!aim || aim.closed !== null) return;
	if (step.do === 'tap') return tap(played, aim, step);
	if (step.do === 'ask') return ask(played, aim, step);
	if (step.do === 'answer') return answer(played, aim);
	const stored = and(eq(goals.orgId, org.orgId), eq(goals.id, aim.id));
	await org.context.db.transaction(async (tx) => {
		await holdLedger(tx, org.orgId);
		const write = (to: Partial<typeof goals.$inferInsert>) =>
			tx.update(goals).set(to).where(stored);
		if (step.do === 'edit') {
			Object.assign(aim, { target: step.target, to: step.to > aim.from ? step.to : aim.from });
			await write({ target: BigInt(aim.target), endsOn: aim.to });
		} else if (step.do === 'link') {
			const parent = step.parent === null ? null : aims[step.parent % aims.length]!;
			if (parent && (parent.closed !== null || leadsTo(parent, aim))) return;
			aim.parent = parent;
			await write({ parentId: parent?.id ?? null });
		} else if (step.do === 'join' || step.do === 'leave') await comeAndGo(tx, org, aim, step);
		else if (step.do === 'close') {
			aim.closed = standsAt(aim, played.deeds, aims);
			await write({ closedAt: NOW });
		} else {
			aim.agreed = step.do === 'agree';
			delete aim.wanted;
			await write({ agreedAt: aim.agreed ? NOW : null, wantedId: null });
		}
		await recountGoal(tx, org.orgId, aim.id, NOW);
	});
}

/** What was agreed holds until the answer; what nobody has agreed to is moved at once. */
async function ask(
	{ org, aims }: Played,
	aim: Aim,
	{ parent }: Extract<OnGoal, { do: 'ask' }>
): Promise<void> {
	const to = parent === null ? null : aims[parent % aims.length]!;
	const done = await linkGoal(org.context, org.actor(aim.owner), aim.id, to?.id ?? null);
	if (!done.ok) return;
	const { agreed } = done.value;
	if (aim.agreed && !agreed) return void (aim.wanted = to);
	delete aim.wanted;
	Object.assign(aim, { parent: to, agreed });
}

async function answer({ org }: Played, aim: Aim): Promise<void> {
	const { wanted } = aim;
	if (wanted === undefined) return;
	const done = await agreeGoal(org.context, org.actor(wanted?.owner ?? 'Greta'), aim.id);
	if (!done.ok) return;
	delete aim.wanted;
	aim.parent = wanted;
}

/** Whether `from` is the goal, or stands below it in however many steps. */
function leadsTo(from: Aim | null, goal: Aim): boolean {
	return from !== null && (from === goal || leadsTo(from.parent, goal));
}

async function comeAndGo(
	tx: Queryable,
	org: Halden,
	aim: Aim,
	{ do: what, who, day }: Extract<OnGoal, { do: 'join' | 'leave' }>
): Promise<void> {
	if (aim.scope !== 'pod') return;
	const now = aim.people.find((one) => one.who === who && one.to === null);
	if (what === 'leave' && now && day >= now.from) now.to = day;
	const same = aim.people.find((one) => one.who === who && one.from === day);
	if (what === 'join' && !now && same) same.to = null;
	if (what === 'join' && !now && !same) aim.people.push({ who, from: day, to: null });
	for (const one of aim.people) await come(tx, org, aim.id, one);
}

async function tap(
	{ org }: Played,
	aim: Aim,
	{ who, amount }: Extract<OnGoal, { do: 'tap' }>
): Promise<void> {
	const command = { goalId: aim.id, amount: amount as 1 | -1, requestId: newId<'tap'>(NOW) };
	const done = await checkIn(org.context, org.actor(who), command);
	if (done.ok) aim.taps += amount;
}
