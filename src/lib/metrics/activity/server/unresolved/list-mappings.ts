import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { nameMappings } from '../schema.ts';

/** What a name means, and who has said so. */
export interface MappedName {
	kind: 'member' | 'metric';
	/** In small letters. */
	name: string;
	/** The member's or metric's id, and what it is called. */
	means: string;
	meaning: string;
	/** Null for somebody who is no longer on the list. */
	by: string | null;
}

export async function listMappings(db: Queryable, orgId: OrgId): Promise<MappedName[]> {
	const mappers = alias(members, 'mappers');
	const rows = await db
		.select({ mapping: nameMappings, member: members.name, metric: metrics.name, by: mappers.name })
		.from(nameMappings)
		.leftJoin(members, and(eq(members.orgId, orgId), eq(members.id, nameMappings.memberId)))
		.leftJoin(metrics, and(eq(metrics.orgId, orgId), eq(metrics.id, nameMappings.metricId)))
		.leftJoin(mappers, and(eq(mappers.orgId, orgId), eq(mappers.id, nameMappings.mappedBy)))
		.where(eq(nameMappings.orgId, orgId))
		.orderBy(asc(nameMappings.kind), asc(nameMappings.name));
	return rows.map(({ mapping, member, metric, by }) => ({
		kind: mapping.kind,
		name: mapping.name,
		means: (mapping.memberId ?? mapping.metricId)!,
		meaning: (member ?? metric)!,
		by
	}));
}
