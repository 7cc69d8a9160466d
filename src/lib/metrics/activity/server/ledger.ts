import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { retried } from '#lib/platform/server/database.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Recorded, WaitingCounted } from '../entry.ts';
import { record, type Outcome, type Projection, type RecordCommand } from './record.ts';
import { reverse, type Reversal } from './reverse.ts';
import { recordWaiting } from './record-waiting.ts';

export interface Ledger {
	/**
	 * Records up to 1,000 dated facts. Resolves once they are durable. Requests that arrive while
	 * others are being written share the next transaction; one that fails does so alone.
	 */
	record(command: RecordCommand): Promise<Recorded>;
	/** Takes an activity back by a row of its own. The second call with the same id changes nothing. */
	reverse(orgId: OrgId, id: ActivityId, reversal: Reversal): Promise<Result<{ reversed: boolean }>>;
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

export function createLedger(context: Context, projections: Projection[] = []): Ledger {
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
			context.db.transaction((tx) => record(tx, commands, projections, context.clock.now()))
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
		async reverse(orgId, id, reversal) {
			const { result, facts } = await retried(() =>
				reverse(context, projections, orgId, id, reversal)
			);
			announce(context, facts);
			return result;
		},
		recordWaiting: (orgId) => recordWaiting(context, ledger.record, orgId),
		async drain() {
			// What was queued in this very turn has not taken off yet.
			takeOff();
			while (flights.size) await Promise.allSettled([...flights]);
		}
	};
	return ledger;
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
