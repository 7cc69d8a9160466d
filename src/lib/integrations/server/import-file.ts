import type { OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import { missingColumns, type ImportMap } from '../map.ts';
import { mapLine } from '../map-line.ts';
import { emptySummary, type ImportSummary, type NumberedEntry } from '../summary.ts';
import { recordLines } from './record-lines.ts';
import { openCsv, UnreadableLine, type CsvFile, type CsvLine } from './read-lines.ts';

export interface ImportCommand {
	orgId: OrgId;
	path: string;
	map: ImportMap;
	/** Ends the import after the batch at hand; what is recorded stays. */
	signal?: AbortSignal;
	/** Told after every batch: bytes read of bytes there are, and the summary so far. */
	progress?: (read: number, size: number, summary: ImportSummary) => void;
}

const BATCH = 1_000;

/**
 * Records a CSV file's activities, quietly: the past rings nothing. Safe to run again, since the
 * external ids decide what is new. A line that cannot be used is in the summary with its number.
 */
export async function importFile(
	ledger: Ledger,
	command: ImportCommand
): Promise<Result<ImportSummary>> {
	const file = await openMapped(command.path, command.map);
	if (!file.ok) return file;
	const summary = emptySummary();
	const recording = { orgId: command.orgId, recordedBy: 'import', quiet: true };
	try {
		for await (const { entries, read } of batches(file.value, command.map, summary)) {
			await recordLines(ledger, recording, entries, summary);
			command.progress?.(read, file.value.size, summary);
			if (command.signal?.aborted) break;
		}
	} catch (error) {
		if (!(error instanceof UnreadableLine)) throw error;
		return refuse(
			'invalid',
			`${error.message} Mend it and import the whole file again; ${summary.recorded} new activities before it are recorded.`
		);
	}
	return ok(summary);
}

/** Opens a file and sees to it that it has every column that the map names. */
export async function openMapped(path: string, map: ImportMap): Promise<Result<CsvFile>> {
	const file = await openCsv(path, map.delimiter);
	if (!file.ok) return file;
	const missing = missingColumns(map, file.value.header);
	if (!missing.length) return file;
	const quoted = (names: string[]) => names.map((name) => `“${name}”`).join(', ');
	return refuse(
		'invalid',
		`The map names ${quoted(missing)}, which the file does not have. Its columns are ${quoted(file.value.header)}.`
	);
}

/** Maps one line; what cannot be used goes into the summary. */
export function readLine(map: ImportMap, line: CsvLine, summary: ImportSummary): NumberedEntry[] {
	summary.lines++;
	if (line.misfit) {
		summary.rejected.push({ line: line.number, detail: line.misfit });
		return [];
	}
	const { entries, faults } = mapLine(map, line.fields);
	for (const fault of faults) summary.rejected.push({ line: line.number, detail: `${fault}.` });
	if (!entries.length && !faults.length) summary.passedOver++;
	return entries.map((entry) => ({ line: line.number, entry }));
}

async function* batches(file: CsvFile, map: ImportMap, summary: ImportSummary) {
	let entries: NumberedEntry[] = [];
	let read = 0;
	for await (const line of file.lines()) {
		entries.push(...readLine(map, line, summary));
		read = line.read;
		while (entries.length >= BATCH) {
			yield { entries: entries.slice(0, BATCH), read };
			entries = entries.slice(BATCH);
		}
	}
	yield { entries, read };
}
