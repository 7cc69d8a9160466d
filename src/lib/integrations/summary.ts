import { manyLateWords } from '#lib/metrics/activity/late-words.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
import type { MappedEntry } from './map-line.ts';

/** What became of a file. Every line and every activity is in it. */
export interface ImportSummary {
	/** Lines after the header. */
	lines: number;
	/** Lines that no activity of the map is for. */
	passedOver: number;
	/** Activities. */
	recorded: number;
	/** Activities that were recorded before. */
	duplicates: number;
	/** Activities of people or metrics nobody knows: they wait, and count once they are known. */
	unresolved: { line: number; detail: string }[];
	/** What was not taken, and why. */
	rejected: { line: number; detail: string }[];
	/** Of what was recorded, what arrived after periods of its day had been closed. */
	late: { line: number; closed: PeriodKind[] }[];
}

export interface NumberedEntry {
	line: number;
	entry: MappedEntry;
}

/** What the ledger answers; see `Recorded`, of which this is the part that a summary needs. */
interface Answer {
	recorded: number;
	duplicates: number;
	unresolved: { index: number; reason: string }[];
	rejected: { index: number; detail: string }[];
	late: { index: number; closed: PeriodKind[] }[];
}

export function emptySummary(): ImportSummary {
	const none = { unresolved: [], rejected: [], late: [] };
	return { lines: 0, passedOver: 0, recorded: 0, duplicates: 0, ...none };
}

/** Adds the ledger's answer to a batch, with indexes turned into line numbers. */
export function addRecorded(summary: ImportSummary, batch: NumberedEntry[], answer: Answer): void {
	summary.recorded += answer.recorded;
	summary.duplicates += answer.duplicates;
	for (const { index, reason } of answer.unresolved) {
		const { line, entry } = batch[index]!;
		const detail =
			reason === 'unknown-metric'
				? `There is no metric “${entry.metric}”.`
				: `Nobody here is called “${entry.member}”.`;
		summary.unresolved.push({ line, detail });
	}
	for (const { index, detail } of answer.rejected)
		summary.rejected.push({ line: batch[index]!.line, detail });
	for (const { index, closed } of answer.late)
		summary.late.push({ line: batch[index]!.line, closed });
}

/** The summary as a person reads it: figures first, then each reason with its lines. */
export function showSummary(summary: ImportSummary): string {
	const figures = [
		['lines', summary.lines],
		['recorded', summary.recorded],
		['duplicates', summary.duplicates],
		['unresolved', summary.unresolved.length],
		['rejected', summary.rejected.length],
		['passed over', summary.passedOver]
	] as const;
	return [
		...figures.map(([name, count]) => `${name.padEnd(12)}${count}`),
		...byReason('unresolved', summary.unresolved),
		...byReason('rejected', summary.rejected),
		...manyLateWords(summary.late).map((words) => `late: ${words}`)
	].join('\n');
}

function byReason(kind: string, items: { line: number; detail: string }[]): string[] {
	const lines = new Map<string, number[]>();
	for (const { line, detail } of items) {
		const known = lines.get(detail);
		if (known) known.push(line);
		else lines.set(detail, [line]);
	}
	return [...lines].map(([detail, numbers]) => `${kind}: ${where(numbers)}: ${detail}`);
}

function where(numbers: number[]): string {
	const unique = [...new Set(numbers)].sort((a, b) => a - b);
	return `${unique.length === 1 ? 'line' : 'lines'} ${runs(unique).join(', ')}`;
}

/** 2, 3, 4, 7 → "2–4", "7". */
function runs(sorted: number[]): string[] {
	const spans: [number, number][] = [];
	for (const number of sorted) {
		const last = spans.at(-1);
		if (last && number === last[1] + 1) last[1] = number;
		else spans.push([number, number]);
	}
	return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
}
