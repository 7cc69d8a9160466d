import type { OrgId } from '#lib/platform/ids.ts';
import type { Recorded } from '../../entry.ts';
import type { RecordCommand } from '../record.ts';

/** A command that waits to be written. */
export interface Waiting {
	command: RecordCommand;
	since: number;
	resolve(recorded: Recorded): void;
	reject(error: unknown): void;
}

const ENTRIES_A_FLIGHT = 2_000;

export function track(set: Set<Promise<void>>, work: Promise<void>, then: () => void): void {
	const tracked = work.finally(() => {
		set.delete(tracked);
		then();
	});
	set.add(tracked);
}

/** As many as share one statement, the first at least. */
export function takeBatch(queue: Waiting[]): Waiting[] {
	let entries = 0;
	let taken = 0;
	while (taken < queue.length) {
		entries += queue[taken]!.command.entries.length;
		if (taken && entries > ENTRIES_A_FLIGHT) break;
		taken++;
	}
	return queue.splice(0, taken);
}

export function byOrg(batch: Waiting[]): Map<OrgId, Waiting[]> {
	const groups = new Map<OrgId, Waiting[]>();
	for (const one of batch)
		groups.set(one.command.orgId, [...(groups.get(one.command.orgId) ?? []), one]);
	return groups;
}
