import type { MemberId } from '#lib/platform/ids.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { Day } from '#lib/platform/period.ts';
import { moneyOf } from '../../rules/same-deal.ts';
import type { LedgerRow, WalkWorld } from './ledger.ts';

/** A win before the walk has come to it. */
export interface Draft {
	memberId: MemberId;
	teamId: string;
	day: Day;
	at: Date;
	deal: LedgerRow | null;
	/** Its rows by metric; a deal's own come first, its money after them. */
	works: LedgerRow[][];
}

/** The wins in these rows, which come in the order of the walk. */
export function draftsOf(rows: readonly LedgerRow[], world: WalkWorld): Draft[] {
	const places = groupedBy(rows, placeOf);
	const moneys = new Set<LedgerRow>();
	const deals = rows
		.filter(({ metricId }) => metricId === world.deals)
		.map((deal) => {
			const beside = places
				.get(placeOf(deal))!
				.filter(({ metricId }) => metricId === world.revenue);
			const money = moneyOf(deal, beside);
			if (money) moneys.add(money);
			// Money that comes later only completes the words.
			return draftOf([deal], deal, money && isThere(money, deal) ? money : undefined);
		});
	const others = rows.filter((row) => row.metricId !== world.deals && !moneys.has(row));
	return [...deals, ...[...groupedBy(others, groupOf).values()].map((group) => draftOf(group))];
}

function isThere(money: LedgerRow, deal: LedgerRow): boolean {
	return money.batch === deal.batch || money.at.getTime() < deal.at.getTime();
}

function draftOf(rows: LedgerRow[], deal: LedgerRow | null = null, money?: LedgerRow): Draft {
	const { memberId, teamId, day, at } = rows[0]!;
	return { memberId, teamId, day, at, deal, works: money ? [rows, [money]] : [rows] };
}

function placeOf({ memberId, day, source }: LedgerRow): string {
	return [memberId, day, source].join();
}

function groupOf({ memberId, metricId, day, teamId, batch }: LedgerRow): string {
	return [memberId, metricId, day, teamId, batch].join();
}
