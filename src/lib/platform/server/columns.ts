import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Id, OrgId } from '../ids.ts';

/** First part of every key, so that no row can point into another organization. */
export function orgColumn() {
	return uuid('org_id').$type<OrgId>().notNull();
}

export function idColumn<Kind extends string>(name = 'id') {
	return uuid(name).$type<Id<Kind>>();
}

/** An exact quantity: minor units of money, whole counts and minutes, billionths of a point. */
export function quantityColumn(name: string) {
	return bigint(name, { mode: 'bigint' });
}

export function instantColumn(name: string) {
	return timestamp(name, { withTimezone: true, mode: 'date' });
}
