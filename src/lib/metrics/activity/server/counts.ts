import { sql, type SQL } from 'drizzle-orm';
import { activities } from './schema.ts';

/**
 * Where an entry counts: no reversal, and no row that reverses or withdraws one, though those are
 * rows too. A reversal that was withdrawn takes nothing back, so the length of its chain decides;
 * it is followed only where there is one. That it reverses anything is said once more for the
 * planner, who otherwise hashes the whole ledger to look for it in.
 */
export function counts(): SQL {
	const { orgId, id, reversesId } = activities;
	return sql`(${reversesId} is null and (
		not exists (select from activities r
			where r.org_id = ${orgId} and r.reverses_id = ${id} and r.reverses_id is not null)
		or (with recursive chain as (
			select r.id, 1 as links from activities r where r.org_id = ${orgId} and r.reverses_id = ${id}
			union all
			select r.id, c.links + 1 from chain c
			join activities r on r.org_id = ${orgId} and r.reverses_id = c.id
		) select max(links) % 2 = 0 from chain)))`;
}
