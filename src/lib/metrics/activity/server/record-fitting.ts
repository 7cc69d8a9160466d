import { isTooLarge } from '#lib/platform/server/database.ts';
import type { Recorded } from '../entry.ts';
import type { RecordCommand } from './record.ts';

type Record = (command: RecordCommand) => Promise<Recorded>;

/** Why an entry is refused that makes a sum too large. */
export const TOO_LARGE =
	'With this the sum would be larger than can be kept exactly. Check the value, and what was sent before it.';

/**
 * Records a command; where a sum with it would not fit, entry by entry, so that only what makes it
 * too large is rejected.
 */
export async function recordFitting(record: Record, command: RecordCommand): Promise<Recorded> {
	try {
		return await record(command);
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		return command.entries.length > 1 ? oneByOne(record, command) : rejected();
	}
}

async function oneByOne(record: Record, command: RecordCommand): Promise<Recorded> {
	const all: Recorded = { recorded: 0, duplicates: 0, unresolved: [], rejected: [], late: [] };
	for (const [index, entry] of command.entries.entries()) {
		const one = await recordFitting(record, { ...command, entries: [entry] });
		all.recorded += one.recorded;
		all.duplicates += one.duplicates;
		all.unresolved.push(...one.unresolved.map((item) => ({ ...item, index })));
		all.rejected.push(...one.rejected.map((item) => ({ ...item, index })));
		all.late.push(...one.late.map((item) => ({ ...item, index })));
	}
	return all;
}

function rejected(): Recorded {
	const rejected: Recorded['rejected'] = [{ index: 0, reason: 'too-large', detail: TOO_LARGE }];
	return { recorded: 0, duplicates: 0, unresolved: [], rejected, late: [] };
}
