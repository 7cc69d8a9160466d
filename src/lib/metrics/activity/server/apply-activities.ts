import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { NOT_ALL_NEW } from './flights/hope.ts';
import type { LedgerRow } from './ledger-row.ts';
import { HOW_MANY, ledgerStatement } from './ledger-statement.ts';
import { startWeighing } from './guards/weigh.ts';

export type { LedgerRow };

export interface Applied<Beside = undefined> {
	/** The ids that are new in the ledger. */
	fresh: Set<ActivityId>;
	/** What has moved beside the totals of the new rows: points of days that score anew. */
	facts: { orgId: OrgId; fact: string }[];
	/** What was done beside it. */
	beside?: Beside | undefined;
}

/**
 * Adds rows to the ledger and moves their totals, in one statement. Work that a guardrail weighs
 * scores nothing by itself: where a batch touches one, what scores of it is weighed beside it.
 *
 * Two rounds of locks, each in the order of the key, so that concurrent statements queue instead of
 * deadlocking: first the days of the metrics, whose new sums decide what a daily cap lets through,
 * then every wider period and all points. Of rows that say one external id the first counts.
 *
 * Where `beside` is given, all rows are taken to be new, and this throws `NOT_ALL_NEW` where they were
 * not. `beside` is called with the statement on its way, so that what it sends runs right behind it; not
 * where points are still to be weighed, nor where there is no row.
 */
export async function applyActivities<Beside = undefined>(
	tx: Queryable,
	rows: LedgerRow[],
	beside?: () => Promise<Beside>
): Promise<Applied<Beside>> {
	if (!rows.length) return { fresh: new Set(), facts: [] };
	const weighing = await startWeighing(tx, rows);
	if (weighing.isIdle && beside) return addAllNew(tx, weighing.rows, beside);
	const added = await runNamed<{ id: ActivityId }>(
		tx,
		weighing.later.length ? 'apply-activities-and-hold' : 'apply-activities',
		ledgerStatement(weighing.rows, weighing.later)
	);
	const fresh = new Set(added.map((row) => row.id));
	const facts = await weighing.finish(rows.filter((row) => fresh.has(row.id)));
	return { fresh, facts };
}

async function addAllNew<Beside>(
	tx: Queryable,
	rows: LedgerRow[],
	beside: () => Promise<Beside>
): Promise<Applied<Beside>> {
	const statement = ledgerStatement(rows, [], HOW_MANY);
	const [[counted], done] = await together([
		runNamed<{ added: number }>(tx, 'apply-new-activities', statement),
		beside()
	]);
	if (counted!.added < rows.length) throw NOT_ALL_NEW;
	return { fresh: new Set(rows.map(({ id }) => id)), facts: [], beside: done };
}
