import { eq } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { settingsOf, type RuleSetting } from '../../rules.ts';
import { momentRules } from './schema.ts';

/** How an organization wants every rule to run: as it comes, or as an admin has set it. */
export async function readRules(db: Queryable, orgId: OrgId): Promise<RuleSetting[]> {
	const kept = await db
		.select({
			rule: momentRules.rule,
			isOn: momentRules.isOn,
			params: momentRules.params,
			perDay: momentRules.perDay
		})
		.from(momentRules)
		.where(eq(momentRules.orgId, orgId));
	return settingsOf(kept);
}
