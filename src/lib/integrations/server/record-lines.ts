import {
	mergeAnswer,
	parseActivities,
	type Ledger,
	type RecordCommand
} from '#lib/metrics/activity/server/index.ts';
import { addRecorded, type ImportSummary, type NumberedEntry } from '../summary.ts';

/**
 * Records what lines became, up to 1,000 activities, under the same rules as the API; what became of
 * each goes into the summary.
 */
export async function recordLines(
	ledger: Ledger,
	command: Omit<RecordCommand, 'entries'>,
	batch: NumberedEntry[],
	summary: ImportSummary
): Promise<void> {
	if (!batch.length) return;
	const parsed = parseActivities({ activities: batch.map(({ entry }) => entry) }, null);
	if (!parsed.ok) throw new Error(parsed.problem.detail);
	const { entries } = parsed.value;
	const none = { recorded: 0, duplicates: 0, unresolved: [], rejected: [], late: [] };
	const recorded = entries.length ? await ledger.record({ ...command, entries }) : none;
	addRecorded(summary, batch, mergeAnswer(parsed.value, recorded));
}
