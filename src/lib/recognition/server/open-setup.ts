import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Value } from '../recognition.ts';
import type { RecognitionRules } from '../rules.ts';
import { listValues } from './list-values.ts';
import { readRules } from './read-rules.ts';
import { orgValues } from './schema.ts';

export interface RecognitionSetup {
	values: Value[];
	/** By name. */
	archived: Value[];
	rules: RecognitionRules;
}

/** What an admin sees of how the organization thanks. */
export async function openSetup(db: Queryable, orgId: OrgId): Promise<RecognitionSetup> {
	const archived = await db
		.select({ id: orgValues.id, name: orgValues.name, meaning: orgValues.meaning })
		.from(orgValues)
		.where(and(eq(orgValues.orgId, orgId), isNotNull(orgValues.archivedAt)))
		.orderBy(asc(orgValues.name));
	return { values: await listValues(db, orgId), archived, rules: await readRules(db, orgId) };
}
