import type { OrgId } from '#lib/platform/ids.ts';
import { isTooLarge, type Queryable } from '#lib/platform/server/database.ts';
import type { Entry, Recorded, WaitingCounted } from '../../entry.ts';
import type { RecordCommand } from '../record.ts';
import { TOO_LARGE } from '../record-fitting.ts';
import { forgetCounted, forgetResolved, takeWaiting, waitingEntries } from './unresolved.ts';

const BATCH = 500;

/**
 * Runs `work` in one transaction, in which the commands it hands on are recorded: all of it or
 * nothing. It may run again where others were in its way.
 */
export type Recording = <T>(
	work: (tx: Queryable, record: (commands: RecordCommand[]) => Promise<Recorded[]>) => Promise<T>
) => Promise<T>;

/** What became of some of the waiting entries. */
interface Tried extends WaitingCounted {
	/** All that were tried, as they were then. */
	seen: Entry[];
	/** How many of them wait on. */
	stay: number;
}

/**
 * Tries everything that waits once more, oldest first. Of today it rings like any other win. What is understood now leaves the queue; what
 * cannot count as it is stays and is named, until another counts under its source and id.
 */
export async function recordWaiting(
	db: Queryable,
	recording: Recording,
	orgId: OrgId
): Promise<WaitingCounted> {
	const done: WaitingCounted = { counted: 0, rejected: [], late: [] };
	const seen: Entry[] = [];
	for (let stillWaiting = 0, size = BATCH, alone = 0; ;) {
		const tried = await tryOnce(db, recording, orgId, stillWaiting, size);
		// One of them makes a sum too large: entry by entry, so that only that one stays.
		if (!tried) [size, alone] = [1, BATCH];
		else if (!tried.seen.length) break;
		else {
			seen.push(...tried.seen);
			done.counted += tried.counted;
			done.rejected.push(...tried.rejected);
			done.late.push(...tried.late);
			stillWaiting += tried.stay;
			if (size === 1 && --alone === 0) size = BATCH;
		}
	}
	await forgetCounted(db, orgId, seen);
	return done;
}

/** Undefined where several make a sum too large together; one that does so is refused. */
async function tryOnce(
	db: Queryable,
	recording: Recording,
	orgId: OrgId,
	offset: number,
	size: number
): Promise<Tried | undefined> {
	try {
		return await recording((tx, record) => tryBatch(tx, record, orgId, offset, size));
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		if (size > 1) return undefined;
		const seen = (await waitingEntries(db, orgId, offset, 1)).map(({ entry }) => entry);
		const rejected = seen.map((entry) => ({ name: nameOf(entry), detail: TOO_LARGE }));
		return { seen, stay: seen.length, counted: 0, rejected, late: [] };
	}
}

/** Whoever sends one of them anew, or deletes it, waits until it counts or stays, and then finds it there. */
async function tryBatch(
	tx: Queryable,
	record: (commands: RecordCommand[]) => Promise<Recorded[]>,
	orgId: OrgId,
	offset: number,
	size: number
): Promise<Tried> {
	const groups = [...byBringer(await takeWaiting(tx, orgId, offset, size))];
	const tried: Tried = { seen: [], stay: 0, counted: 0, rejected: [], late: [] };
	if (!groups.length) return tried;
	const answers = await record(
		groups.map(([recordedBy, entries]) => ({ orgId, recordedBy, entries, quiet: 'past' as const }))
	);
	const counted: Entry[] = [];
	for (const [group, [, entries]] of groups.entries()) {
		const answer = answers[group]!;
		const stays = new Set([...answer.unresolved, ...answer.rejected].map(({ index }) => index));
		counted.push(...entries.filter((_, index) => !stays.has(index)));
		tried.seen.push(...entries);
		tried.stay += stays.size;
		tried.counted += answer.recorded;
		tried.late.push(...answer.late.map(({ closed }) => ({ closed })));
		for (const { index, detail } of answer.rejected)
			tried.rejected.push({ name: nameOf(entries[index]!), detail });
	}
	await forgetResolved(tx, orgId, counted);
	return tried;
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
