import { and, gte, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/platform/period.ts';
import { teamMemberships } from './schema.ts';

/** The membership that a member has on a day; nobody has more than one. */
export function lastsOn(day: Day): SQL {
	const { startsOn, endsOn } = teamMemberships;
	return and(lte(startsOn, day), or(isNull(endsOn), gte(endsOn, day)))!;
}
