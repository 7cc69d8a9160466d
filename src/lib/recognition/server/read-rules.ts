import { eq } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { STARTING_RULES, type RecognitionRules } from '../rules.ts';
import { recognitionRules } from './schema.ts';

/** How an organization thanks; as it starts where it never said. */
export async function readRules(db: Queryable, orgId: OrgId): Promise<RecognitionRules> {
	const [rules] = await db
		.select({
			badgesAWeek: recognitionRules.badgesAWeek,
			huddleDays: recognitionRules.huddleDays,
			huddleAt: recognitionRules.huddleAt
		})
		.from(recognitionRules)
		.where(eq(recognitionRules.orgId, orgId));
	return rules ?? STARTING_RULES;
}
