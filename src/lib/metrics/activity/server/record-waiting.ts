import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Entry, Recorded, WaitingCounted } from '../entry.ts';
import type { RecordCommand } from './record.ts';
import { forgetCounted, forgetResolved, waitingEntries } from './unresolved.ts';

const BATCH = 500;

/**
 * Tries everything that waits once more, oldest first. What is understood now leaves the queue; what
 * cannot count as it is stays and is named, until another counts under its source and id.
 */
export async function recordWaiting(
	context: Context,
	record: (command: RecordCommand) => Promise<Recorded>,
	orgId: OrgId
): Promise<WaitingCounted> {
	const done: WaitingCounted = { counted: 0, rejected: [] };
	for (let stillWaiting = 0; ;) {
		const batch = await waitingEntries(context.db, orgId, stillWaiting, BATCH);
		if (!batch.length) break;
		for (const [recordedBy, entries] of byBringer(batch)) {
			const answer = await record({ orgId, recordedBy, entries, quiet: true });
			const stays = new Set([...answer.unresolved, ...answer.rejected].map(({ index }) => index));
			await forgetResolved(
				context.db,
				orgId,
				entries.filter((_, index) => !stays.has(index))
			);
			done.counted += answer.recorded;
			for (const { index, detail } of answer.rejected)
				done.rejected.push({ name: nameOf(entries[index]!), detail });
			stillWaiting += stays.size;
		}
	}
	await forgetCounted(context.db, orgId);
	return done;
}

function nameOf({ source, externalId }: Entry): string {
	return `${source.slice(0, 40)} ${externalId.slice(0, 60)}`;
}

function byBringer(batch: { entry: Entry; recordedBy: string }[]): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const { entry, recordedBy } of batch)
		groups.set(recordedBy, [...(groups.get(recordedBy) ?? []), entry]);
	return groups;
}
