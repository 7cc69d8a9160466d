import { and, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { handOver, takeOver } from '../index.ts';
import { isIn } from '../people/join-goal.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import type { Played } from './aims.fixture.ts';
import { standsAt, type Aim, type Handing } from './tree.fixture.ts';

/** In Berlin the day before Lena changes teams: days that count for whoever carries on are still to come. */
const HANDED = new Date('2026-11-15T11:00:00Z');
const TODAY = '2026-11-15';
const TOMORROW = '2026-11-16';

/**
 * Who answers for a goal is away for a moment, and somebody else takes it on: with a goal of that
 * person's own they carry on. Throws where that is allowed or refused otherwise than the rule says.
 */
export async function handOn(played: Played, { nth, who }: Handing): Promise<void> {
	const { org, aims } = played;
	// Those that somebody carries on with move most: two of three times it is one of them.
	const open = aims.filter(({ closed }) => closed === null);
	const own = open.filter(({ scope, to }) => scope === 'member' && to > TODAY);
	const among = own.length && nth % 3 ? own : open;
	const aim = among[nth % Math.max(1, among.length)];
	const goal = aim && (await findGoal(org.context.db, org.orgId, aim.id));
	const to = org.actor(who).memberId;
	if (!aim || !goal || goal.ownerId === to) return;
	const expected =
		aim.scope === 'member' ? goesOn(played, aim) : await mayAnswer(played, goal, who);
	const taken = await whileAway(played, goal, (context) => askAndAnswer(context, org, aim.id, who));
	if ((taken !== undefined) !== expected) throw new Error(`${who} was expected to: ${expected}`);
	if (taken && aim.scope === 'member') carryOn(played, aim, taken, who);
	else if (taken) aim.owner = who;
}

async function whileAway<T>(
	{ org }: Played,
	{ ownerId }: StoredGoal,
	run: (context: Context) => Promise<T>
): Promise<T> {
	const owner = and(eq(members.orgId, org.orgId), eq(members.id, ownerId!));
	const leave = (leftAt: Date | null) =>
		org.context.db.update(members).set({ leftAt }).where(owner);
	await leave(HANDED);
	const done = await run({ ...org.context, clock: { now: () => HANDED } });
	await leave(null);
	return done;
}

async function askAndAnswer(context: Context, org: Played['org'], goalId: GoalId, who: string) {
	const to = org.actor(who);
	const asked = await handOver(context, org.actor('Greta'), { goalId, to: to.memberId });
	if (!asked.ok) return undefined;
	const taken = await takeOver(context, to, { goalId, answer: 'yes' });
	return taken.ok ? taken.value.id : undefined;
}

async function mayAnswer({ org }: Played, goal: StoredGoal, who: string): Promise<boolean> {
	const isPod = goal.kind === 'social';
	return !isPod || isIn(org.context.db, goal, org.actor(who).memberId);
}

function goesOn({ deeds, aims }: Played, aim: Aim): boolean {
	return aim.to >= beginsOn(aim) && standsAt(aim, deeds, aims) < aim.target;
}

function beginsOn({ measure, from }: Aim): string {
	const first = measure === 'metric' ? TOMORROW : TODAY;
	return from > first ? from : first;
}

/** The rule as it is told: the old one ends where it stands, and the other goes on from there. */
function carryOn({ deeds, aims }: Played, aim: Aim, id: GoalId, who: string): void {
	const start = standsAt(aim, deeds, aims);
	const parent = aim.parent?.closed === null ? aim.parent : null;
	const agreed = aim.agreed || !parent;
	const from = beginsOn(aim);
	const next: Aim = { ...aim, id, start, from, whose: who, parent, agreed, taps: 0, owner: who };
	delete next.wanted;
	const isCounted = (each: Aim) => each.agreed && standsAt(each, deeds, aims) >= each.target;
	const along = aims.filter(
		(each) =>
			each.parent === aim && each.closed === null && !(aim.measure === 'goals' && isCounted(each))
	);
	for (const each of along) each.parent = next;
	aim.closed = start;
	aims.push(next);
}
