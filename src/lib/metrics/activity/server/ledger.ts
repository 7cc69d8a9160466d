import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Recorded, WaitingCounted } from '../entry.ts';
import type { ClosedKinds } from './find-late.ts';
import { record, type Outcome, type Projection, type RecordCommand } from './record.ts';
import { correct, type Change, type Correction } from './correct.ts';
import type { Word } from './held-entry.ts';
import { recordWaiting } from './record-waiting.ts';
import { reverse, type Settled } from './reverse.ts';
import { withdraw } from './withdraw.ts';

export interface Ledger {
	/**
	 * Records up to 1,000 dated facts. Resolves once they are durable. Requests that arrive while
	 * others are being written share the next transaction; one that fails does so alone.
	 */
	record(command: RecordCommand): Promise<Recorded>;
	/**
	 * Takes an entry back by a row of its own; false where it does not count anyway. This and the two
	 * below may name any row of the entry's chain; one that was corrected since is refused.
	 */
	reverse(orgId: OrgId, id: ActivityId, word: Word): Promise<Result<{ reversed: boolean }>>;
	/** Withdraws the reversal of an entry by a row of its own; false where it counts anyway. */
	withdraw(orgId: OrgId, id: ActivityId, word: Word): Promise<Result<{ withdrawn: boolean }>>;
	/** Takes an entry back and puts a corrected copy in its place, in one transaction. */
	correct(orgId: OrgId, id: ActivityId, change: Change, word: Word): Promise<Result<Correction>>;
	/** Records once more what waited for a person or a metric; answers how many count now, and why not. */
	recordWaiting(orgId: OrgId): Promise<WaitingCounted>;
	/** Resolves when everything accepted so far is written. */
	drain(): Promise<void>;
}

interface Waiting {
	command: RecordCommand;
	resolve(recorded: Recorded): void;
	reject(error: unknown): void;
}

// Two statements in flight overlap the wait for the disk; more would only queue on the same totals.
const FLIGHTS = 2;
const ENTRIES_A_FLIGHT = 2_000;

/** `closedKinds` is handed in like the projections; without it nothing is ever late. */
export function createLedger(
	context: Context,
	projections: Projection[] = [],
	closedKinds: ClosedKinds = async (_, days) => days.map(() => [])
): Ledger {
	const queue: Waiting[] = [];
	const flights = new Set<Promise<void>>();

	function takeOff(): void {
		while (flights.size < FLIGHTS && queue.length) {
			const flight = fly(takeBatch(queue)).finally(() => {
				flights.delete(flight);
				takeOff();
			});
			flights.add(flight);
		}
	}

	async function fly(batch: Waiting[]): Promise<void> {
		try {
			const { answers, facts } = await transact(batch.map(({ command }) => command));
			announce(context, facts);
			for (const [i, { resolve }] of batch.entries()) resolve(answers[i]!);
		} catch (error) {
			// Somebody in the batch is poisonous: let each stand alone, so that only they fail.
			if (batch.length === 1) batch[0]!.reject(error);
			else for (const one of batch) await fly([one]);
		}
	}

	function transact(commands: RecordCommand[]): Promise<Outcome> {
		return retried(() =>
			context.db.transaction((tx) =>
				record(tx, commands, projections, closedKinds, context.clock.now())
			)
		);
	}

	const ledger: Ledger = {
		record(command) {
			return new Promise((resolve, reject) => {
				queue.push({ command, resolve, reject });
				// After the current turn: requests parsed in it travel together.
				setImmediate(takeOff);
			});
		},
		reverse: (orgId, id, word) =>
			settle(context, (tx, now) => reverse(tx, projections, { orgId, id, word, now })),
		withdraw: (orgId, id, word) =>
			settle(context, (tx, now) => withdraw(tx, projections, { orgId, id, word, now })),
		correct: (orgId, id, change, word) =>
			settle(context, (tx, now) => correct(tx, projections, { orgId, id, change, word, now })),
		recordWaiting: (orgId) => recordWaiting(context, ledger.record, orgId),
		async drain() {
			// What was queued in this very turn has not taken off yet.
			takeOff();
			while (flights.size) await Promise.allSettled([...flights]);
		}
	};
	return ledger;
}

async function settle<T>(
	context: Context,
	work: (tx: Queryable, now: Date) => Promise<Settled<T>>
): Promise<Result<T>> {
	const { result, facts } = await retried(() =>
		context.db.transaction((tx) => work(tx, context.clock.now()))
	);
	announce(context, facts);
	return result;
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

function announce(context: Context, facts: { orgId: OrgId; fact: string }[]): void {
	const byOrg = new Map<OrgId, Set<string>>();
	for (const { orgId, fact } of facts) {
		const known = byOrg.get(orgId) ?? new Set();
		byOrg.set(orgId, known.add(fact));
	}
	for (const [orgId, moved] of byOrg) context.announce(orgId, [...moved]);
}
