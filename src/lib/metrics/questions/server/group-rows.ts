import type { ReactedRow } from '#lib/metrics/activity/server/index.ts';

/** A new activity with the day it was recorded on, in the organization's zone. */
export interface NewRow extends ReactedRow {
	recordedOn: string;
}

/** Rows that go together: of one member, in one metric, on one day, as `key` says. */
export function groupRows(rows: NewRow[], key: (row: NewRow) => string): NewRow[][] {
	const groups = new Map<string, NewRow[]>();
	for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
	return [...groups.values()];
}
