import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { correctedCopies } from '../entries/corrected-copies.ts';
import { dealsOfMoney } from '../entries/deals-of-money.ts';
import { freshDeals, freshRows, type FreshRow } from '../fresh-rows.ts';
import { touchedDeals } from '../entries/touched-deals.ts';
import type { WinMetrics } from '../win-metrics.ts';
import { dealsWithMoney } from './deals-with-money.ts';
import { draftDeal, draftWork } from './draft-wins.ts';
import type { Candidate } from './find-wins.ts';
import { foldWins } from './fold-wins.ts';
import { touchedWork } from './touched-work.ts';

export interface Batch {
	/** What the day itself brought. */
	rows: FreshRow[];
	/** The deals, with their money, and all other work; and what may read differently now. */
	candidates: Candidate[];
}

/** The wins among these activities. The queries are the same for one activity and for a thousand. */
export async function readBatch(
	db: Queryable,
	orgId: OrgId,
	metrics: WinMetrics,
	ids: ActivityId[],
	timeZone: string
): Promise<Batch> {
	const rows = await freshRows(db, orgId, ids, timeZone);
	const deals = await freshDeals(db, orgId, metrics, ids, timeZone);
	const ofMoney = await dealsOfMoney(db, orgId, metrics, rows);
	const copies = await correctedCopies(db, orgId, ids);
	const touched = await touchedDeals(db, orgId, metrics, copies);
	const all = new Map([...ofMoney, ...touched, ...deals].map((deal) => [deal.id, deal]));
	const wins = await dealsWithMoney(db, orgId, metrics, [...all.values()]);
	const [fresh, corrected, came] = [deals, touched, rows].map(
		(list) => new Set<string>(list.map(({ id }) => id))
	);
	const told = wins.flatMap((win): Candidate[] => {
		const mayRing = fresh!.has(win.deal.id);
		const isTouched = corrected!.has(win.deal.id) || came!.has(win.money?.id ?? '');
		return mayRing || isTouched ? [{ draft: draftDeal(win), mayRing }] : [];
	});
	const spoken = new Set(wins.map(({ money }) => money?.id));
	const work = rows.filter(
		// A corrected copy has had its ringing as what it was.
		(row) => row.metricId !== metrics.deals && !row.replacesId && !spoken.has(row.id)
	);
	const folded = await foldWins(db, orgId, draftWork(work));
	const reworded = await touchedWork(db, orgId, copies, timeZone);
	const other = new Map<string, Candidate>();
	for (const draft of reworded) other.set(draft.cause, { draft, mayRing: false });
	// Holds the corrected rows as well, as they stand.
	for (const draft of folded) other.set(draft.cause, { draft, mayRing: true });
	return { rows, candidates: [...told, ...other.values()] };
}
