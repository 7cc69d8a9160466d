import type { Draft } from './draft.ts';
import type { LedgerRow } from './ledger.ts';

/** A part of a win that ends with a row. */
export interface Ending<Win extends Draft> {
	win: Win;
	work: LedgerRow[];
	/** After it, the win is whole. */
	isLast: boolean;
}

/** At which row which part of which win ends: a part at its last row, a win at its last part. */
export function endingsOf<Win extends Draft>(wins: Win[]): Map<LedgerRow, Ending<Win>[]> {
	const endings = new Map<LedgerRow, Ending<Win>[]>();
	for (const win of wins) {
		const rows = win.works.map((work) => work.at(-1)!);
		const last = rows.reduce((a, b) => (isAfter(b, a) ? b : a));
		for (const work of win.works) {
			const row = work.at(-1)!;
			endings.set(row, [...(endings.get(row) ?? []), { win, work, isLast: row === last }]);
		}
	}
	return endings;
}

function isAfter(a: LedgerRow, b: LedgerRow): boolean {
	const apart = a.at.getTime() - b.at.getTime();
	return apart > 0 || (apart === 0 && a.position > b.position);
}
