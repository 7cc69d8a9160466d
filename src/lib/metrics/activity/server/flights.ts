import type { OrgId } from '#lib/platform/ids.ts';
import type { Recorded } from '../entry.ts';
import type { RecordCommand } from './record.ts';

/** Brings commands into the ledger by the batch: those that come while others are written share the next. */
export interface Flights {
	/** Resolves once the command is durable. */
	board(command: RecordCommand): Promise<Recorded>;
	/** Resolves when everything accepted so far is written. */
	drain(): Promise<void>;
}

interface Waiting {
	command: RecordCommand;
	since: number;
	resolve(recorded: Recorded): void;
	reject(error: unknown): void;
}

// Two statements in flight overlap the wait for the disk; more would only queue on the same totals.
const AT_ONCE = 2;
const ENTRIES_A_FLIGHT = 2_000;
/** Whoever has waited this long behind others that hang is told so: their own client has given up. */
const PATIENCE_MS = 30_000;

/** @param write all of a batch or nothing of it, with an answer for each command */
export function createFlights(write: (commands: RecordCommand[]) => Promise<Recorded[]>): Flights {
	const queue: Waiting[] = [];
	/** Organizations whose commands failed with others, each flying by itself until none is left. */
	const apart = new Map<OrgId, Waiting[]>();
	const shared = new Set<Promise<void>>();
	const own = new Set<Promise<void>>();

	function takeOff(): void {
		while (shared.size < AT_ONCE && queue.length) track(shared, fly(takeBatch(queue)), takeOff);
	}

	async function fly(batch: Waiting[]): Promise<void> {
		try {
			await land(batch);
		} catch (error) {
			if (batch.length === 1) batch[0]!.reject(error);
			else
				for (const [orgId, some] of byOrg(batch))
					setApart(orgId, some, some.length === batch.length);
		}
	}

	async function land(batch: Waiting[]): Promise<void> {
		const answers = await write(batch.map(({ command }) => command));
		for (const [i, { resolve }] of batch.entries()) resolve(answers[i]!);
	}

	/** @param guilty whether it is known to be one of these, rather than of another organization's */
	function setApart(orgId: OrgId, some: Waiting[], guilty: boolean): void {
		const known = apart.get(orgId);
		if (known) return void known.push(...some);
		const list = [...some];
		apart.set(orgId, list);
		track(own, flyApart(orgId, list, guilty ? list.length : 0), takeOff);
	}

	/** Whole where that works, else one by one, so that only who is poisonous or hangs fails. */
	async function flyApart(orgId: OrgId, list: Waiting[], suspects: number): Promise<void> {
		while (list.length) {
			const batch = suspects-- > 0 ? list.splice(0, 1) : takeBatch(list);
			try {
				if (Date.now() - batch[0]!.since > PATIENCE_MS) throw new Error(`${orgId} is kept waiting`);
				await land(batch);
			} catch (error) {
				if (batch.length === 1) batch[0]!.reject(error);
				else {
					list.unshift(...batch);
					suspects = batch.length;
				}
			}
		}
		apart.delete(orgId);
	}

	return {
		board: (command) =>
			new Promise((resolve, reject) => {
				const one = { command, since: Date.now(), resolve, reject };
				(apart.get(command.orgId) ?? queue).push(one);
				// After the current turn: requests parsed in it travel together.
				setImmediate(takeOff);
			}),
		async drain() {
			// What was queued in this very turn has not taken off yet.
			takeOff();
			while (shared.size || own.size) await Promise.allSettled([...shared, ...own]);
		}
	};
}

function track(set: Set<Promise<void>>, work: Promise<void>, then: () => void): void {
	const tracked = work.finally(() => {
		set.delete(tracked);
		then();
	});
	set.add(tracked);
}

function takeBatch(queue: Waiting[]): Waiting[] {
	let entries = 0;
	let taken = 0;
	while (taken < queue.length) {
		entries += queue[taken]!.command.entries.length;
		if (taken && entries > ENTRIES_A_FLIGHT) break;
		taken++;
	}
	return queue.splice(0, taken);
}

function byOrg(batch: Waiting[]): Map<OrgId, Waiting[]> {
	const groups = new Map<OrgId, Waiting[]>();
	for (const one of batch)
		groups.set(one.command.orgId, [...(groups.get(one.command.orgId) ?? []), one]);
	return groups;
}
