import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { CheerKind } from '../../moment.ts';
import { cheers } from './schema.ts';

type Cheers = Record<CheerKind, MemberId[]>;

/** Who cheered these moments, the first one first; empty lists where nobody did yet. */
export async function readCheers(
	db: Queryable,
	orgId: OrgId,
	ids: MomentId[]
): Promise<(id: MomentId) => Cheers> {
	const byMoment = new Map<MomentId, Cheers>(ids.map((id) => [id, noCheers()]));
	if (ids.length) {
		const rows = await db
			.select()
			.from(cheers)
			.where(and(eq(cheers.orgId, orgId), inArray(cheers.momentId, ids)))
			.orderBy(asc(cheers.at), asc(cheers.memberId));
		for (const row of rows) byMoment.get(row.momentId)?.[row.kind]?.push(row.memberId);
	}
	return (id) => byMoment.get(id) ?? noCheers();
}

function noCheers(): Cheers {
	return { bell: [], nice: [], how: [] };
}
