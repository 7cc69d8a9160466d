import type { Queryable } from '#lib/platform/server/database.ts';
import type { Organization } from '#lib/identity/server/index.ts';
import type { HeldLine } from '../../behind.ts';
import type { BehindQuery } from './behind-query.ts';
import { capLines } from './cap-lines.ts';
import { guardLines } from './guard-lines.ts';

/** What rules change about a figure of points: with these, its entries add up to it exactly. */
export async function heldLines(
	db: Queryable,
	organization: Organization,
	query: BehindQuery
): Promise<HeldLine[]> {
	return [
		...(await guardLines(db, organization, query)),
		...(await capLines(db, organization, query))
	];
}
