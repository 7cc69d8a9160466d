import { and, asc, eq, isNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Badge } from '../badge.ts';
import { badges } from './schema.ts';

/** The columns of a `Badge`, for reads that join it. */
export const badgeColumns = {
	id: badges.id,
	key: badges.key,
	name: badges.name,
	criteria: badges.criteria,
	shape: badges.shape,
	glyph: badges.glyph,
	colour: badges.colour
};

/** The badges that can be given today, in the organization's order. */
export async function listBadges(db: Queryable, orgId: OrgId): Promise<Badge[]> {
	return db
		.select(badgeColumns)
		.from(badges)
		.where(and(eq(badges.orgId, orgId), isNull(badges.archivedAt)))
		.orderBy(asc(badges.position), asc(badges.name));
}
