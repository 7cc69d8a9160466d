import { sql } from 'drizzle-orm';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { fedWork } from './fed-work.ts';
import { causeOf, type StepAt } from './unrung-steps.ts';

/** What each has brought, in the unit that the goal counts. */
export type Shares = ReadonlyMap<MemberId, bigint>;

/** What each had brought when a goal came to a step, by the step's cause. One query, however many. */
export async function sharesThen(
	tx: Queryable,
	orgId: OrgId,
	steps: readonly (StepAt & { position: string })[]
): Promise<Map<string, Shares>> {
	if (!steps.length) return new Map();
	const column = (of: (step: (typeof steps)[number]) => unknown) => sql.param(steps.map(of));
	const found = await tx.execute(sql`
		with asked as (
			select * from unnest(${column(({ goalId }) => goalId)}::uuid[],
				${column(({ number }) => number)}::int[],
				${column(({ position }) => position)}::bigint[]) as s(goal_id, number, position)
		)
		select s.goal_id as "goalId", s.number, w.member_id as "memberId", sum(w.value)::text as value
		from asked s join (${fedWork(orgId)}) w on w.goal_id = s.goal_id and w.position <= s.position
		group by s.goal_id, s.number, w.member_id having sum(w.value) > 0`);
	return byKey((found.rows as unknown as (StepAt & Part)[]).map((row) => [causeOf(row), row]));
}

/** What these moments say of each. */
export async function sharesTold(
	tx: Queryable,
	orgId: OrgId,
	ids: readonly MomentId[]
): Promise<Map<MomentId, Shares>> {
	if (!ids.length) return new Map();
	const found = await tx.execute(sql`
		select moment_id as "momentId", member_id as "memberId", share::text as value
		from moment_people
		where org_id = ${orgId} and moment_id = any(${sql.param([...ids])}::uuid[])`);
	const rows = found.rows as unknown as (Part & { momentId: MomentId })[];
	return byKey(rows.map((row) => [row.momentId, row]));
}

/** Whether somebody is said to have brought more than they have. */
export function isTooMuch(told: Shares | undefined, now: Shares): boolean {
	return [...(told ?? [])].some(([memberId, value]) => value > (now.get(memberId) ?? 0n));
}

/** Whether both say the same of the same people. */
export function isSame(told: Shares | undefined, now: Shares): boolean {
	return told?.size === now.size && !isTooMuch(told, now) && !isTooMuch(now, told);
}

interface Part {
	memberId: MemberId;
	value: string;
}

function byKey<Key>(parts: [Key, Part][]): Map<Key, Shares> {
	const found = new Map<Key, Map<MemberId, bigint>>();
	for (const [key, { memberId, value }] of parts) {
		const shares = found.get(key) ?? new Map<MemberId, bigint>();
		found.set(key, shares.set(memberId, BigInt(value)));
	}
	return found;
}
