import { eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { members } from '#lib/identity/server/index.ts';
import { goalPeople, goals } from '../schema.ts';
import { checkIns, goalProgress } from './schema.ts';
import { scopeOf } from '../stored-goals.ts';
import type { Aim, Deed } from './tree.fixture.ts';
import type { Played } from './aims.fixture.ts';

/** The same organization as its rows tell it: for when many were at it at once. */
export async function reread({ org, metricIds }: Played): Promise<Played> {
	const { db } = org.context;
	const names = new Map(
		(await db.select().from(members).where(eq(members.orgId, org.orgId))).map((one) => [
			one.id,
			one.name
		])
	);
	const keys = new Map([...metricIds].map(([key, id]) => [id, key]));
	const rows = await db.select().from(activities).where(eq(activities.orgId, org.orgId));
	const deeds = rows.map((row): Deed => ({
		...{ id: row.id, day: row.day, segment: row.segment, stands: true },
		...{ who: names.get(row.memberId)!, metric: keys.get(row.metricId)! },
		value: Number(row.value)
	}));
	return { org, metricIds, deeds, aims: await readAims(org, names, keys) };
}

async function readAims(
	org: Played['org'],
	names: Map<string, string>,
	keys: Map<string, string>
): Promise<Aim[]> {
	const { db } = org.context;
	const teams = new Map(Object.entries(org.teams).map(([name, id]) => [id, name]));
	const stored = await db.select().from(goals).where(eq(goals.orgId, org.orgId));
	const people = await db.select().from(goalPeople).where(eq(goalPeople.orgId, org.orgId));
	const taps = await db.select().from(checkIns).where(eq(checkIns.orgId, org.orgId));
	const results = await db.select().from(goalProgress).where(eq(goalProgress.orgId, org.orgId));
	const aims = stored.map((goal): Aim => ({
		...{ id: goal.id, measure: goal.measure, scope: scopeOf(goal), segment: goal.segment },
		...{ from: goal.startsOn, to: goal.endsOn, agreed: goal.agreedAt !== null, parent: null },
		owner: names.get(goal.ownerId!) ?? '',
		metric: goal.metricId && keys.get(goal.metricId)!,
		atLeast: goal.atLeast === null ? null : Number(goal.atLeast),
		start: Number(goal.startValue),
		target: Number(goal.target),
		whose: teams.get(goal.teamId!) ?? names.get(goal.memberId!) ?? null,
		people: people
			.filter(({ goalId }) => goalId === goal.id)
			.map((one) => ({ who: names.get(one.memberId)!, from: one.startsOn, to: one.endsOn })),
		taps: taps
			.filter(({ goalId }) => goalId === goal.id)
			.reduce((sum, { amount }) => sum + Number(amount), 0),
		closed: goal.closedAt ? Number(results.find(({ goalId }) => goalId === goal.id)!.value) : null
	}));
	for (const [i, { parentId }] of stored.entries())
		aims[i]!.parent = aims.find(({ id }) => id === parentId) ?? null;
	return aims;
}
