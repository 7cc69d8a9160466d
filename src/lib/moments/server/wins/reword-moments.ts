import { sql } from 'drizzle-orm';
import type { MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { WinWords } from '../../rules/merge.ts';
import type { WinDraft } from './draft-wins.ts';

export interface Reworded {
	id: MomentId;
	words: WinWords;
	draft: WinDraft;
}

/**
 * Gives moments that have rung the words that are true now, and what is behind them by now. True
 * where one says something else than before. Three statements, however many.
 */
export async function rewordMoments(
	tx: Queryable,
	orgId: OrgId,
	changed: Reworded[]
): Promise<boolean> {
	const told = changed.filter(({ id }) => id);
	if (!told.length) return false;
	const column = (of: (each: Reworded) => string | null) => sql.param(told.map(of));
	const updated = await tx.execute(sql`
		update moments m set member_id = n.member_id, team_id = n.team_id, headline = n.headline,
			figure = n.figure, detail = n.detail, rules = string_to_array(n.rules, ',')
		from unnest(${column(({ id }) => id)}::uuid[], ${column(({ draft }) => draft.memberId)}::uuid[],
			${column(({ draft }) => draft.teamId)}::uuid[], ${column(({ words }) => words.headline)}::text[],
			${column(({ words }) => words.figure)}::text[], ${column(({ words }) => words.detail)}::text[],
			${column(({ words }) => words.rules.join())}::text[]
		) as n(id, member_id, team_id, headline, figure, detail, rules)
		where m.org_id = ${orgId} and m.id = n.id
			and (m.member_id, m.team_id, m.headline, m.figure, m.detail, m.rules) is distinct from
				(n.member_id, n.team_id, n.headline, n.figure, n.detail, string_to_array(n.rules, ','))
		returning m.id`);
	const behind = told.flatMap(({ id, draft }) =>
		draft.ids.map((activityId) => ({ id, activityId }))
	);
	// A copy stands behind it in the place of what it corrects.
	const replaced = await tx.execute(sql`
		delete from moment_activities b where b.org_id = ${orgId}
			and b.moment_id = any(${sql.param(told.map(({ id }) => id))}::uuid[])
			and b.activity_id <> all(${sql.param(behind.map(({ activityId }) => activityId))}::uuid[])
			and exists (select from activities c where c.org_id = ${orgId} and c.replaces_id = b.activity_id)`);
	await tx.execute(sql`
		insert into moment_activities (org_id, moment_id, activity_id)
		select ${orgId}, b.moment_id, b.activity_id
		from unnest(${sql.param(behind.map(({ id }) => id))}::uuid[],
			${sql.param(behind.map(({ activityId }) => activityId))}::uuid[]) as b(moment_id, activity_id)
		on conflict do nothing`);
	return updated.rows.length > 0 || (replaced.rowCount ?? 0) > 0;
}
