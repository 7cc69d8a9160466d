import { rebuildProgress } from '#lib/metrics/goals/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Field } from './ground.ts';

export interface TreeSize {
	goals: number;
	/** How many goals that count goals stand above each other. */
	levels: number;
}

/** What one activity of the bench counts. */
const ONE: Record<Unit, number> = { count: 1, money: 12_550, minutes: 1 };

interface Goal {
	id: string;
	kind: 'organizational' | 'social';
	measure: 'metric' | 'goals';
	metric: string | null;
	target: number;
	team: string | null;
	member: string | null;
	parent: string | null;
	people: string[];
}

/**
 * The goals of a company: a chain of goals that count goals, a few of the organization and its teams
 * in every metric, pods of four, and everybody's own; each supports one of those above. All counted.
 */
export async function growTree(field: Field, { goals: many, levels }: TreeSize): Promise<void> {
	const goals = chain(levels);
	const above = () => goals[Math.floor(Math.random() * levels)]!.id;
	const teams = [...new Set(field.reps.map(({ teamId }) => teamId))];
	for (const { id: metric, unit } of field.metrics)
		for (const team of [null, null, ...teams, ...teams])
			goals.push({ ...made(), metric, team, target: 100_000 * ONE[unit], parent: above() });
	for (let i = 0; goals.length < many; i++) {
		const rep = (at: number) => field.reps[at % field.reps.length]!.id;
		const { id: metric, unit } = field.metrics[i % field.metrics.length]!;
		const social = { ...made(), kind: 'social', metric, parent: above() } as const;
		// So far apart that some are reached all along, each once, however much is recorded.
		const target = (5 + (i % 80) * 5) * ONE[unit];
		if (i % 20) goals.push({ ...social, target, member: rep(Math.floor(i / 9)) });
		else goals.push({ ...social, target, people: [0, 7, 14, 21].map((step) => rep(i + step)) });
	}
	await store(field, goals);
	const counted = await rebuildProgress(field.context, field.orgId);
	if (counted.goals !== goals.length) throw new Error(`only ${counted.goals} goals were counted`);
}

/**
 * The organization's goal in demos held with people's own below it, so many together. Nobody reaches
 * theirs. Answers the organization's.
 */
export async function growShared(field: Field, many: number): Promise<string> {
	const { id: metric } = field.metrics.find(({ key }) => key === 'demos-held')!;
	const company = { ...made(), metric, target: 100_000 };
	const own = Array.from({ length: many - 1 }, (_, i): Goal => {
		const member = field.reps[i % field.reps.length]!.id;
		return { ...made(), kind: 'social', metric, target: 90_000, member, parent: company.id };
	});
	await store(field, [company, ...own]);
	await rebuildProgress(field.context, field.orgId);
	return company.id;
}

function made(): Goal {
	const id = newId<'goal'>(new Date());
	const nobody = { team: null, member: null, parent: null, people: [] };
	return { id, kind: 'organizational', measure: 'metric', metric: null, target: 1, ...nobody };
}

function chain(levels: number): Goal[] {
	const goals: Goal[] = [];
	for (let level = 0; level < levels; level++)
		goals.push({
			...{ ...made(), measure: 'goals', parent: goals.at(-1)?.id ?? null },
			target: 1 + ((level * 7) % 12)
		});
	return goals;
}

/** By SQL: through the form, ten thousand goals would take longer than what is measured on them. */
async function store({ database, orgId, adminId }: Field, goals: Goal[]): Promise<void> {
	const today = new Date().toISOString().slice(0, 10);
	const column = (of: (goal: Goal) => unknown) => goals.map(of);
	await database.pool.query(
		`insert into goals (org_id, id, kind, title, measure, metric_id, target, starts_on, ends_on,
			team_id, member_id, parent_id, owner_id, agreed_at, agreed_by)
		select $1, id, kind, 'A goal', measure, metric, target, $2, $3, team, member, parent,
			coalesce(member, $4), now(), $4
		from unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::bigint[], $10::uuid[],
			$11::uuid[], $12::uuid[]) as g(id, kind, measure, metric, target, team, member, parent)`,
		[
			...[orgId, addDays(today, -60), addDays(today, 30), adminId],
			...[column(({ id }) => id), column(({ kind }) => kind), column(({ measure }) => measure)],
			...[column(({ metric }) => metric), column(({ target }) => target)],
			...[column(({ team }) => team), column(({ member }) => member)],
			column(({ parent }) => parent)
		]
	);
	const people = goals.flatMap(({ id, people }) => people.map((member) => ({ id, member })));
	await database.pool.query(
		`insert into goal_people (org_id, goal_id, member_id, starts_on)
		select $1, id, member, $2 from unnest($3::uuid[], $4::uuid[]) as p(id, member)
		on conflict do nothing`,
		[
			...[orgId, addDays(today, -60)],
			...[people.map(({ id }) => id), people.map(({ member }) => member)]
		]
	);
}
