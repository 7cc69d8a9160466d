import { and, eq, inArray } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { members } from '#lib/identity/server/index.ts';
import type { BoardState } from '../board.ts';

/** Member id → what other systems call that person. Boards for screens do not carry it. */
export async function referencesOf(
	db: Queryable,
	orgId: OrgId,
	board: BoardState
): Promise<Map<string, string>> {
	if (board.by === 'team' || !board.rows.length) return new Map();
	const rows = await db
		.select({ id: members.id, reference: members.reference })
		.from(members)
		.where(
			and(
				eq(members.orgId, orgId),
				inArray(
					members.id,
					board.rows.map((row) => row.id as MemberId)
				)
			)
		);
	return new Map(rows.map((row) => [row.id, row.reference]));
}
