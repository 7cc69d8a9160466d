import { and, eq, inArray, sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { concernedBy } from '../concerned.ts';
import { noteGoalChanges } from '../note-goal-change.ts';
import { goals } from '../schema.ts';
import { findGoal } from '../stored-goals.ts';

/** Goals that are to stand under one where they no longer can, and why. */
interface Gone {
	ids: GoalId[];
	under: string;
	gone: 'closed' | 'declined' | 'circle' | 'unfit';
}

/**
 * Where goals were to stand under one that is closed now, was declined, or supports them itself by now,
 * nobody is asked any more: they stay where they are, and it is in their history. Call it after what
 * closes or moves goals, in the same transaction; the caller holds the organization's ledger. Answers the
 * facts that reach who had asked, and who was asked.
 */
export async function dropWishes(tx: Queryable, orgId: OrgId, at: Date): Promise<string[]> {
	const facts: string[] = [];
	for (const gone of await readGone(tx, orgId)) facts.push(...(await drop(tx, orgId, gone, at)));
	return facts;
}

/** The same of these, for a reason that is known already. */
export async function drop(
	tx: Queryable,
	orgId: OrgId,
	{ ids, under, gone }: Gone,
	at: Date
): Promise<string[]> {
	if (!ids.length) return [];
	const facts: string[] = [];
	for (const id of ids) facts.push(...(await concernedBy(tx, (await findGoal(tx, orgId, id))!)));
	await tx
		.update(goals)
		.set({ wantedId: null })
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, ids)));
	await noteGoalChanges(tx, orgId, ids, {
		...{ kind: 'declined', by: null, at },
		says: { moves: 'yes', under, gone }
	});
	return facts;
}

// `union` drops what was found before, so that even data in a circle comes to an end.
async function readGone(tx: Queryable, orgId: OrgId): Promise<Gone[]> {
	const found = await tx.execute(sql`
		with recursive wishing as (
			select g.id, g.wanted_id from goals g
			where g.org_id = ${orgId} and g.wanted_id is not null and g.wanted_id <> g.id
		), up as (
			select w.id as wish, a.id, a.parent_id from wishing w
			join goals a on a.org_id = ${orgId} and a.id = w.wanted_id
			union select up.wish, a.id, a.parent_id from up
			join goals a on a.org_id = ${orgId} and a.id = up.parent_id
		), gone as (
			select w.id, a.id as wanted, a.title, case
				when a.closed_at is not null then 'closed'
				when a.agreed_at is null and a.declined_at is not null then 'declined'
				when exists (select from up where up.wish = w.id and up.id = w.id) then 'circle'
			end as why
			from wishing w join goals a on a.org_id = ${orgId} and a.id = w.wanted_id
		)
		select array_agg(id order by id) as ids, title as under, why as gone from gone
		where why is not null group by wanted, title, why order by wanted`);
	return found.rows as unknown as Gone[];
}
