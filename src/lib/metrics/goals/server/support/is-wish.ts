import { and, eq, sql } from 'drizzle-orm';
import { goalChanges } from '../schema.ts';

/**
 * Narrows changes to those in which somebody put a goal elsewhere, or asked to. That somebody carried on
 * with the goal above asks for nothing, nor does a move that was taken back.
 */
export const isWish = and(
	eq(goalChanges.kind, 'relinked'),
	sql`not ${goalChanges.says} ?| array['carried', 'undone', 'back']`
);
