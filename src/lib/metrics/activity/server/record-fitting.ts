import { isTooLarge } from '#lib/platform/server/database.ts';
import type { Entry, Recorded } from '../entry.ts';
import type { RecordCommand } from './record.ts';

type Record = (command: RecordCommand) => Promise<Recorded>;

/** Why an entry is refused that makes a sum too large. */
export const TOO_LARGE =
	'With this the sum would be larger than can be kept exactly. Check the value, and what was sent before it.';

/** Whoever says one id over and over, and never right, has no more transactions for it than these. */
const MOST_TURNS = 4;

/**
 * Records a command; where a sum with it would not fit, entry by entry, so that only what makes it
 * too large is rejected. What says an external id again is recorded after what said it first, as a
 * statement would keep either.
 */
export async function recordFitting(
	record: Record,
	command: RecordCommand,
	turns = MOST_TURNS
): Promise<Recorded> {
	const again = turns > 1 ? saidAgain(command.entries) : new Set<number>();
	if (again.size) return inTurn(record, command, again, turns);
	try {
		return await record(command);
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		return command.entries.length > 1 ? oneByOne(record, command) : rejected();
	}
}

/** Where those stand whose external id an entry before them has. */
function saidAgain(entries: Entry[]): Set<number> {
	const again = new Set<number>();
	if (entries.length < 2) return again;
	const said = new Set<string>();
	for (const [index, { source, externalId }] of entries.entries()) {
		const known = said.size;
		if (said.add(`${source}\n${externalId}`).size === known) again.add(index);
	}
	return again;
}

async function inTurn(
	record: Record,
	command: RecordCommand,
	again: Set<number>,
	turns: number
): Promise<Recorded> {
	const all = nothing();
	const those = (places: number[]) => ({
		...command,
		entries: places.map((index) => command.entries[index]!)
	});
	const first = [...command.entries.keys()].filter((index) => !again.has(index));
	add(all, await recordFitting(record, those(first), 1), first);
	// An id that an entry has by now is settled, in whatever order the others come.
	const isOpen = all.rejected.some(({ reason }) => reason !== 'other-content');
	add(all, await recordFitting(record, those([...again]), isOpen ? turns - 1 : 1), [...again]);
	for (const list of [all.unresolved, all.rejected, all.late])
		list.sort((a, b) => a.index - b.index);
	return all;
}

async function oneByOne(record: Record, command: RecordCommand): Promise<Recorded> {
	const all = nothing();
	for (const [index, entry] of command.entries.entries())
		add(all, await recordFitting(record, { ...command, entries: [entry] }), [index]);
	return all;
}

/** Adds the answer to some of the entries, which stand at these places among all. */
function add(all: Recorded, some: Recorded, places: number[]): void {
	const placed = <T extends { index: number }>(list: T[]): T[] =>
		list.map((item) => ({ ...item, index: places[item.index]! }));
	all.recorded += some.recorded;
	all.duplicates += some.duplicates;
	all.unresolved.push(...placed(some.unresolved));
	all.rejected.push(...placed(some.rejected));
	all.late.push(...placed(some.late));
}

function nothing(): Recorded {
	return { recorded: 0, duplicates: 0, unresolved: [], rejected: [], late: [] };
}

function rejected(): Recorded {
	return { ...nothing(), rejected: [{ index: 0, reason: 'too-large', detail: TOO_LARGE }] };
}
