import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isTooLarge, retried, type Queryable } from '#lib/platform/server/database.ts';
import { pipelined } from '#lib/platform/server/pipelined.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { LateDay, Recorded, WaitingCounted } from '../entry.ts';
import type { ClosedKinds } from './find-late.ts';
import { createFlights } from './flights/flights.ts';
import { createHope } from './flights/hope.ts';
import type { Fact, Projection } from './follow.ts';
import { record, type RecordCommand } from './record.ts';
import { correct, type Change, type Correction } from './correcting/correct.ts';
import type { Word } from './correcting/held-entry.ts';
import { recordFitting, TOO_LARGE } from './record-fitting.ts';
import { recordWaiting, type Recording } from './unresolved/record-waiting.ts';
import { reverse, type Settled } from './correcting/reverse.ts';
import { reverseOwn } from './correcting/reverse-own.ts';
import { withdraw } from './correcting/withdraw.ts';

export interface Ledger {
	/**
	 * Records up to 1,000 dated facts. Resolves once they are durable. Requests that arrive while
	 * others are being written share the next transaction; one that fails does so alone. Rejects where
	 * the database is away or somebody keeps the organization's figures locked: sending it again is safe.
	 */
	record(command: RecordCommand): Promise<Recorded>;
	/**
	 * Takes an entry back by a row of its own; false where it does not count anyway. This and the three
	 * below may name any row of the entry's chain; one that was corrected since is refused.
	 */
	reverse(
		orgId: OrgId,
		id: ActivityId,
		word: Word
	): Promise<Result<{ reversed: boolean; late: LateDay[] }>>;
	/**
	 * Takes back what the member typed in for themselves on the day they did, while no period of its day
	 * is closed; false where they have done so before.
	 */
	reverseOwn(orgId: OrgId, id: ActivityId, by: MemberId): Promise<Result<{ reversed: boolean }>>;
	/** Withdraws the reversal of an entry by a row of its own; false where it counts anyway. */
	withdraw(
		orgId: OrgId,
		id: ActivityId,
		word: Word
	): Promise<Result<{ withdrawn: boolean; late: LateDay[] }>>;
	/** Takes an entry back and puts a corrected copy in its place, in one transaction. */
	correct(orgId: OrgId, id: ActivityId, change: Change, word: Word): Promise<Result<Correction>>;
	/** Records once more what waited for a person or a metric; answers how many count now, and why not. */
	recordWaiting(orgId: OrgId): Promise<WaitingCounted>;
	/** Resolves when everything accepted so far is written. */
	drain(): Promise<void>;
}

/** For a statement of a flight: what hangs must not keep others waiting for ever. */
export interface Limits {
	/** How long it waits for somebody else's lock, in milliseconds. */
	lock: number;
	/** How long it runs, in milliseconds. */
	statement: number;
}

const LIMITS: Limits = { lock: 10_000, statement: 30_000 };

/** `closedKinds` is handed in like the projections; without it nothing is ever late. */
export function createLedger(
	context: Context,
	projections: Projection[] = [],
	closedKinds: ClosedKinds = async (_, days) => days.map(() => []),
	limits = LIMITS
): Ledger {
	const settings = {
		lock_timeout: `${limits.lock}ms`,
		statement_timeout: `${limits.statement}ms`,
		// Left to choose, PostgreSQL plans the look-up anew for each batch, which takes longer than running it.
		plan_cache_mode: 'force_generic_plan'
	};

	const how = () => ({ projections, closedKinds, now: context.clock.now() });
	const hope = createHope();
	const flights = createFlights(async (commands) => {
		const size = commands.reduce((sum, { entries }) => sum + entries.length, 0);
		const { answers, facts } = await hope(size, (isHopeful) =>
			retried(() =>
				pipelined(context.db, settings, (tx) => record(tx, commands, { ...how(), isHopeful }))
			)
		);
		announce(context, facts);
		return answers;
	});

	const recording: Recording = async (work) => {
		const facts: Fact[] = [];
		const done = await retried(() => {
			facts.splice(0);
			return pipelined(context.db, settings, (tx) =>
				work(tx, async (commands) => {
					const made = await record(tx, commands, how());
					facts.push(...made.facts);
					return made.answers;
				})
			);
		});
		announce(context, facts);
		return done;
	};

	return {
		record: (command) => recordFitting(flights.board, command),
		reverse: (orgId, id, word) =>
			settle(context, (tx, now) => reverse(tx, projections, closedKinds, { orgId, id, word, now })),
		reverseOwn: (orgId, id, by) =>
			settle(context, (tx, now) =>
				reverseOwn(tx, projections, closedKinds, { orgId, id, by, now })
			),
		withdraw: (orgId, id, word) =>
			settle(context, (tx, now) =>
				withdraw(tx, projections, closedKinds, { orgId, id, word, now })
			),
		correct: (orgId, id, change, word) =>
			settle(context, (tx, now) =>
				correct(tx, projections, closedKinds, { orgId, id, change, word, now })
			),
		recordWaiting: (orgId) => recordWaiting(context.db, recording, orgId),
		drain: flights.drain
	};
}

async function settle<T>(
	context: Context,
	work: (tx: Queryable, now: Date) => Promise<Settled<T>>
): Promise<Result<T>> {
	try {
		const { result, facts } = await retried(() =>
			context.db.transaction((tx) => work(tx, context.clock.now()))
		);
		announce(context, facts);
		return result;
	} catch (error) {
		if (!isTooLarge(error)) throw error;
		return refuse('invalid', TOO_LARGE);
	}
}

function announce(context: Context, facts: Fact[]): void {
	const byOrg = new Map<OrgId, Set<string>>();
	for (const { orgId, fact } of facts) {
		const known = byOrg.get(orgId) ?? new Set();
		byOrg.set(orgId, known.add(fact));
	}
	for (const [orgId, moved] of byOrg) context.announce(orgId, [...moved]);
}
