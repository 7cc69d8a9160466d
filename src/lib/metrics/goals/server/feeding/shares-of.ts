import { sql } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { partsOf } from '../../parts.ts';
import { brought } from '../progress/brought.ts';

/** What one member brought to a goal, in the unit that it counts. */
export interface Share {
	memberId: MemberId;
	value: bigint;
	/** Its part of all shares, in ten-thousandths that add up to 10,000. */
	part: number;
}

/** Who fed a goal and with how much, most first. */
export async function sharesOf(db: Queryable, orgId: OrgId, goalId: GoalId): Promise<Share[]> {
	return (await sharesOfAll(db, orgId, [goalId])).get(goalId) ?? [];
}

/**
 * The same for several goals at once; those nobody has fed are left out. Of a goal that counts reached
 * goals a share is the number of those, right below it, that somebody fed: several may have helped
 * with one, so that these shares may be more than the goal together. A closed goal's are as they were
 * then. Three queries, however many goals.
 */
export async function sharesOfAll(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Map<GoalId, Share[]>> {
	if (!ids.length) return new Map();
	const below = await reachedBelow(db, orgId, ids);
	const leaves = below.map(({ leaf }) => leaf);
	const direct = await broughtTo(db, orgId, [...new Set([...ids, ...leaves])]);
	const shares = new Map(ids.flatMap((id) => (direct.has(id) ? [[id, direct.get(id)!]] : [])));
	for (const [id, helped] of helpedWith(below, direct)) shares.set(id, helped);
	return new Map([...shares].map(([id, all]) => [id, withParts(all)]));
}

type Brought = Omit<Share, 'part'>;

function withParts(all: Brought[]): Share[] {
	const parts = partsOf(all.map(({ value }) => value));
	return all.map((share, i) => ({ ...share, part: parts[i]! }));
}

interface Below {
	root: GoalId;
	/** The goal right below it through which the leaf counts. */
	supporter: GoalId;
	leaf: GoalId;
}

async function reachedBelow(db: Queryable, orgId: OrgId, ids: readonly GoalId[]): Promise<Below[]> {
	const reached = sql`g.agreed_at is not null and exists (select from goal_progress p
		where p.org_id = g.org_id and p.goal_id = g.id and p.value >= g.target)`;
	const found = await db.execute(sql`
		with recursive below as (
			select root.id as root, g.id as supporter, g.id, g.measure
			from goals root join goals g on g.org_id = root.org_id and g.parent_id = root.id
			where root.org_id = ${orgId} and root.id = any(${sql.param([...ids])}::uuid[])
				and root.measure = 'goals' and ${reached}
			union
			select b.root, b.supporter, g.id, g.measure
			from below b join goals g on g.org_id = ${orgId} and g.parent_id = b.id
			where b.measure = 'goals' and ${reached}
		)
		select root, supporter, id as leaf from below where measure <> 'goals'`);
	return found.rows as unknown as Below[];
}

async function broughtTo(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Map<GoalId, Brought[]>> {
	const these = sql`any(${sql.param([...ids])}::uuid[])`;
	const found = await db.execute(sql`
		select s.goal_id as "goalId", s.member_id as "memberId", s.value::text as value
		from (
			select goal_id, member_id, value from goal_results
			where org_id = ${orgId} and goal_id = ${these}
			union all
			select goal_id, member_id, value
			from (${brought(orgId, sql`f.goal_id = ${these} and f.is_open`)}) b
			union all
			select c.goal_id, c.member_id, sum(c.amount)::bigint
			from check_ins c join goals g on g.org_id = c.org_id and g.id = c.goal_id
			where c.org_id = ${orgId} and c.goal_id = ${these} and g.closed_at is null
			group by c.goal_id, c.member_id
		) s join members m on m.org_id = ${orgId} and m.id = s.member_id
		where s.value > 0 order by s.goal_id, s.value desc, m.name`);
	const shares = new Map<GoalId, Brought[]>();
	for (const row of found.rows as unknown as Row[]) {
		const share = { memberId: row.memberId, value: BigInt(row.value) };
		shares.set(row.goalId, [...(shares.get(row.goalId) ?? []), share]);
	}
	return shares;
}

interface Row {
	goalId: GoalId;
	memberId: MemberId;
	value: string;
}

/** Who helped with how many of the goals right below each, most first. */
function helpedWith(below: Below[], direct: Map<GoalId, Brought[]>): Map<GoalId, Brought[]> {
	const helped = new Map<GoalId, Map<MemberId, Set<GoalId>>>();
	for (const { root, supporter, leaf } of below)
		for (const { memberId } of direct.get(leaf) ?? []) {
			const people = helped.get(root) ?? new Map<MemberId, Set<GoalId>>();
			helped.set(root, people);
			people.set(memberId, (people.get(memberId) ?? new Set()).add(supporter));
		}
	return new Map(
		[...helped].map(([root, people]) => [
			root,
			[...people]
				.map(([memberId, goals]) => ({ memberId, value: BigInt(goals.size) }))
				.sort((a, b) => Number(b.value - a.value))
		])
	);
}
