import { sql, type SQL } from 'drizzle-orm';
import { goalChanges } from '../schema.ts';

/**
 * Narrows rows of changes to those in which somebody put a goal elsewhere, or asked to. That somebody
 * carried on with the goal above asks for nothing, nor does a move that was taken back.
 */
export function isWish(changes: SQL = sql`${goalChanges}`): SQL {
	return sql`(${changes}.kind = 'relinked' and not ${changes}.says ?| array['carried', 'undone', 'back'])`;
}
