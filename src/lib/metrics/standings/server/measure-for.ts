import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardQuery } from '../board-query.ts';
import type { MeasureData } from '../measure.ts';
import { defineBoard } from './define-board.ts';
import { measureOf, readBases } from './read-bases.ts';

/**
 * What a percent board measures a member by, whether they stand on it yet or not; null for nothing,
 * and on boards by value. Only for their own eyes, and those of who leads them.
 */
export async function measureFor(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	now: Date,
	memberId: MemberId
): Promise<MeasureData | null> {
	if (query.by === 'team' || (query.rank ?? 'value') === 'value') return null;
	const defined = await defineBoard(db, orgId, query, now);
	if (!defined.ok) return null;
	const bases = await readBases(db, defined.value, [memberId]);
	const measure = measureOf(defined.value, bases.get(memberId));
	return measure && { ...measure, basis: measure.basis.toString() };
}
