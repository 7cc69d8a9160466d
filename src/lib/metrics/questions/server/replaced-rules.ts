import { sql } from 'drizzle-orm';
import { ruleChanges } from '#lib/identity/server/index.ts';
import type { Id, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * Of these changes, those of a metric's rule that a later one for the same day took the place of:
 * nothing has ever been counted by them.
 */
export async function replacedRules(
	db: Queryable,
	orgId: OrgId,
	ids: Id<'rule-change'>[]
): Promise<Set<string>> {
	if (!ids.length) return new Set();
	const found = await db.execute(sql`
		select c.id from ${ruleChanges} c
		where c.org_id = ${orgId} and c.id = any(${sql.param(ids)}::uuid[]) and c.kind = 'metric.rule'
			and exists (select from ${ruleChanges} n where n.org_id = c.org_id and n.kind = c.kind
				and n.subject = c.subject and n.effective_from = c.effective_from
				and (n.at, n.id) > (c.at, c.id))`);
	return new Set((found.rows as { id: string }[]).map(({ id }) => id));
}
