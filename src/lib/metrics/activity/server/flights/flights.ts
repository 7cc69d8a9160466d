import type { Recorded } from '../../entry.ts';
import { byOrg, takeBatch, track, type Waiting } from './boarding.ts';
import { createApart } from './fly-apart.ts';
import type { RecordCommand } from '../record.ts';

/** Brings commands into the ledger by the batch: those that come while others are written share the next. */
export interface Flights {
	/** Resolves once the command is durable. */
	board(command: RecordCommand): Promise<Recorded>;
	/** Resolves when everything accepted so far is written. */
	drain(): Promise<void>;
}

// One at a time makes the largest batches: a second one would mostly wait for the first one's totals.
// Where one is held up, by somebody's lock or its own size, others need not be.
const HELD_UP_MS = 150;
/** Entries of a request that is a batch by itself: it takes off as soon as there is room. */
const LARGE = 100;
const AT_ONCE = 4;
/** What is accepted while the database hangs has to fit into memory. */
const ENTRIES_WAITING = 100_000;

/**
 * @param write all of a batch or nothing of it, with an answer for each command
 * @param heldUpMs how long the last one has to be under way before the next does not wait for it
 */
export function createFlights(
	write: (commands: RecordCommand[]) => Promise<Recorded[]>,
	heldUpMs = HELD_UP_MS
): Flights {
	const queue: Waiting[] = [];
	const under = new Set<Promise<void>>();
	const apart = createApart(land, takeOff);
	let tookOffAt = 0;
	let wake: NodeJS.Timeout | undefined;

	function takeOff(): void {
		clearTimeout(wake);
		while (queue.length && under.size < AT_ONCE) {
			const large = queue[0]!.command.entries.length >= LARGE;
			const early = under.size && !large ? tookOffAt + heldUpMs - performance.now() : 0;
			if (early > 0) return void (wake = setTimeout(takeOff, early));
			tookOffAt = performance.now();
			track(under, fly(takeBatch(queue)), takeOff);
		}
	}

	async function fly(batch: Waiting[]): Promise<void> {
		try {
			await land(batch);
		} catch (error) {
			if (batch.length === 1) batch[0]!.reject(error);
			else
				for (const [orgId, some] of byOrg(batch))
					apart.put(orgId, some, some.length === batch.length);
		}
	}

	async function land(batch: Waiting[]): Promise<void> {
		const answers = await write(batch.map(({ command }) => command));
		for (const [i, { resolve }] of batch.entries()) resolve(answers[i]!);
	}

	return {
		board: bounded(
			(command) =>
				new Promise((resolve, reject) => {
					const one = { command, since: Date.now(), resolve, reject };
					(apart.listOf(command.orgId) ?? queue).push(one);
					// After the current turn: requests parsed in it travel together.
					setImmediate(takeOff);
				})
		),
		async drain() {
			// What was queued in this very turn has not taken off yet.
			takeOff();
			while (under.size || apart.under.size) await Promise.allSettled([...under, ...apart.under]);
		}
	};
}

function bounded(board: Flights['board']): Flights['board'] {
	let waiting = 0;
	return async (command) => {
		const entries = command.entries.length;
		if (waiting + entries > ENTRIES_WAITING) throw new Error('too much waits to be written');
		waiting += entries;
		try {
			return await board(command);
		} finally {
			waiting -= entries;
		}
	};
}
