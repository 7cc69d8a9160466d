import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Entry, Recorded } from '../entry.ts';
import type { RecordCommand } from './record.ts';
import { forgetResolved, waitingEntries } from './unresolved.ts';

const BATCH = 500;

/** Tries everything that waits once more, oldest first; what is understood now leaves the queue. */
export async function recordWaiting(
	context: Context,
	record: (command: RecordCommand) => Promise<Recorded>,
	orgId: OrgId
): Promise<number> {
	let recorded = 0;
	for (let stillWaiting = 0; ;) {
		const batch = await waitingEntries(context.db, orgId, stillWaiting, BATCH);
		if (!batch.length) return recorded;
		for (const [recordedBy, entries] of byBringer(batch)) {
			const answer = await record({ orgId, recordedBy, entries, quiet: true });
			const unknown = new Set(answer.unresolved.map(({ index }) => index));
			await forgetResolved(
				context.db,
				orgId,
				entries.filter((_, index) => !unknown.has(index))
			);
			recorded += answer.recorded;
			stillWaiting += unknown.size;
		}
	}
}

function byBringer(batch: { entry: Entry; recordedBy: string }[]): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const { entry, recordedBy } of batch)
		groups.set(recordedBy, [...(groups.get(recordedBy) ?? []), entry]);
	return groups;
}
