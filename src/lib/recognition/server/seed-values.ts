import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { STARTING_VALUES } from '../starting-values.ts';
import { orgValues } from './schema.ts';

/** The values of a new organization. Those it has already stay as they are. */
export async function seedValues(tx: Queryable, orgId: OrgId): Promise<void> {
	const rows = STARTING_VALUES.map((value, position) => ({
		...value,
		orgId,
		id: newId<'value'>(),
		position
	}));
	await tx
		.insert(orgValues)
		.values(rows)
		.onConflictDoNothing({ target: [orgValues.orgId, orgValues.name] });
}
