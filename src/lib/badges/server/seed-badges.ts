import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { STARTING_BADGES } from '../starting-set.ts';
import { badges } from './schema.ts';

/** The badges of a new organization. Those it has already stay as they are. */
export async function seedBadges(tx: Queryable, orgId: OrgId): Promise<void> {
	const rows = STARTING_BADGES.map((badge, position) => ({
		...badge,
		orgId,
		id: newId<'badge'>(),
		position
	}));
	await tx
		.insert(badges)
		.values(rows)
		.onConflictDoNothing({ target: [badges.orgId, badges.key] });
}
