import type { OrgId } from '../ids.ts';
import type { Clock } from './clock.ts';
import type { Queryable } from './database.ts';

/**
 * Tells every screen that something it shows has moved. Called after the commit, never before.
 * Facts are names that topics listen to, such as `totals:points:week:2026-11-16` or `moments`.
 */
export type Announce = (orgId: OrgId, facts: string[]) => void;

/** What a verb needs of the world around it. */
export interface Context {
	db: Queryable;
	clock: Clock;
	announce: Announce;
}
