import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Line } from '../map.ts';

export interface CsvFile {
	header: string[];
	/** Bytes. */
	size: number;
	/** Read once, as a stream: the file may be larger than memory. Throws `UnreadableLine`. */
	lines(): AsyncGenerator<CsvLine>;
}

export interface CsvLine {
	/** Where it starts in the file; the header is line 1. */
	number: number;
	fields: Line;
	/** A sentence where the line has more or fewer fields than the header; `fields` is empty then. */
	misfit?: string;
	/** Bytes of the file read so far. */
	read: number;
}

// A quotation mark that is never closed would otherwise swallow the rest of the file.
const MAX_LINE = 1_000_000;

export class UnreadableLine extends Error {}

/** Opens a CSV file: UTF-8 with or without a BOM, any line ending, quoted fields. */
export async function openCsv(path: string, delimiter: string): Promise<Result<CsvFile>> {
	const info = await stat(path).catch(() => undefined);
	if (!info?.isFile()) return refuse('missing', `There is no file to read at ${path}.`);
	const text = await lookThrough(path);
	if (!text)
		return refuse(
			'invalid',
			`${path} is not UTF-8. Save it as “CSV UTF-8” and import it again, so that names keep their letters.`
		);
	const file = { path, delimiter, breaks: text.breaks };
	const header = await readHeader(file);
	if (!header.ok) return header;
	return ok({
		header: header.value,
		size: info.size,
		lines: () => readLines(file, header.value)
	});
}

interface TextFile {
	path: string;
	delimiter: string;
	/** What ends its lines. */
	breaks: string[];
}

/**
 * Everything is looked at before anything is recorded: half an import is worse than none. Undefined
 * for what is no UTF-8. Files that were put together have more than one kind of line end.
 */
async function lookThrough(path: string): Promise<Pick<TextFile, 'breaks'> | undefined> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let breaks = ['\r'];
	try {
		for await (const chunk of createReadStream(path)) {
			const text = decoder.decode(chunk as Buffer, { stream: true });
			if (text.includes('\0')) return undefined;
			if (text.includes('\n')) breaks = ['\r\n', '\n'];
		}
		decoder.decode();
		return { breaks };
	} catch {
		return undefined;
	}
}

async function readHeader(file: TextFile): Promise<Result<string[]>> {
	try {
		for await (const { record } of records(file)) {
			const header = record.map((name) => name.trim());
			const twice = header.find((name, index) => header.indexOf(name) < index);
			if (twice === undefined) return ok(header);
			return refuse('invalid', `The header names the column “${twice}” twice. Rename one of them.`);
		}
	} catch (error) {
		if (error instanceof UnreadableLine) return refuse('invalid', error.message);
		throw error;
	}
	return refuse('invalid', `${file.path} is empty. Its first line must name the columns.`);
}

async function* readLines(file: TextFile, header: string[]): AsyncGenerator<CsvLine> {
	let isHeader = true;
	for await (const { record, number, read } of records(file)) {
		if (!isHeader) yield { number, read, ...toFields(record, header) };
		isHeader = false;
	}
}

function toFields(record: string[], header: string[]): Pick<CsvLine, 'fields' | 'misfit'> {
	if (record.length === header.length)
		return { fields: Object.fromEntries(header.map((name, index) => [name, record[index]!])) };
	const misfit = `The line has ${record.length} fields, the header has ${header.length}.`;
	return { fields: {}, misfit };
}

async function* records({ path, delimiter, breaks }: TextFile) {
	const parser = parse({
		delimiter,
		record_delimiter: breaks,
		bom: true,
		relax_column_count: true,
		skip_empty_lines: true,
		info: true,
		max_record_size: MAX_LINE
	});
	// Ends the parser when the file cannot be read on, so that the loop below throws instead of waiting.
	pipeline(createReadStream(path), parser, () => {});
	let last = 0;
	try {
		for await (const { record, info } of parser as AsyncIterable<{
			record: string[];
			info: { lines: number; bytes: number };
		}>) {
			yield { record, number: info.lines - breaksIn(record), read: info.bytes };
			last = info.lines;
		}
	} catch (error) {
		if (!/^(CSV|INVALID)_/.test((error as CsvError).code ?? '')) throw error;
		throw new UnreadableLine(
			`Line ${last + 1} cannot be read: a quotation mark is in the wrong place or never closed.`
		);
	}
}

// The parser counts where a record ends; a person looks for where it starts.
function breaksIn(record: string[]): number {
	return record.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
}
