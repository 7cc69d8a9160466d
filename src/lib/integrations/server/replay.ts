import { setTimeout as sleep } from 'node:timers/promises';
import type { OrgId } from '#lib/platform/ids.ts';
import { isDay, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import type { ImportMap } from '../map.ts';
import { emptySummary, type ImportSummary } from '../summary.ts';
import { layOut, type Cue, type Scene } from '../timeline.ts';
import { openMapped, readLine } from './import-file.ts';
import { recordLines } from './record-lines.ts';
import { UnreadableLine, type CsvFile } from './read-lines.ts';

export interface ReplayCommand {
	orgId: OrgId;
	path: string;
	map: ImportMap;
	/** How many times faster than life. */
	speed: number;
	/** Tells this replay's activities from an import's and from another replay's. */
	run: string;
	/** The file's own days, both included. */
	from?: Day;
	to?: Day;
	signal?: AbortSignal;
	progress?: (played: number, of: number, summary: ImportSummary) => void;
}

const AT_ONCE = 1_000;

/**
 * Plays a file's activities as if they happened now: each is recorded at the moment it is played,
 * and rings. Ends with what was played so far when the signal says so.
 */
export async function replay(
	ledger: Ledger,
	clock: Clock,
	command: ReplayCommand
): Promise<Result<ImportSummary>> {
	const file = await openMapped(command.path, command.map);
	if (!file.ok) return file;
	const summary = emptySummary();
	try {
		const scenes = await readScenes(file.value, command.map, summary);
		const cues = layOut(scenes, command.from, command.to);
		await play(ledger, clock, command, cues, summary);
	} catch (error) {
		if (!(error instanceof UnreadableLine)) throw error;
		return refuse('invalid', `${error.message} Nothing was played.`);
	}
	return ok(summary);
}

async function readScenes(file: CsvFile, map: ImportMap, summary: ImportSummary): Promise<Scene[]> {
	const scenes: Scene[] = [];
	for await (const line of file.lines()) {
		const entries = readLine(map, line, summary).map(({ entry }) => entry);
		// The day is replaced by today's when it is played, so nobody after us would refuse a bad one.
		const dated = entries.filter((entry) => isDay(entry.occurredAt.slice(0, 10)));
		for (const { occurredAt } of entries.filter((entry) => !dated.includes(entry)))
			summary.rejected.push({ line: line.number, detail: `“${occurredAt}” is no date.` });
		if (dated.length) scenes.push({ line: line.number, entries: dated });
	}
	return scenes;
}

async function play(
	ledger: Ledger,
	clock: Clock,
	command: ReplayCommand,
	cues: Cue[],
	summary: ImportSummary
): Promise<void> {
	const started = clock.now().getTime();
	const due = (cue: Cue) => started + cue.at / command.speed;
	for (let next = 0; next < cues.length && !command.signal?.aborted;) {
		await pause(due(cues[next]!) - clock.now().getTime(), command.signal);
		if (command.signal?.aborted) return;
		const now = clock.now().getTime();
		const first = next;
		for (let size = 0; next < cues.length && due(cues[next]!) <= now; next++) {
			size += cues[next]!.entries.length;
			if (size > AT_ONCE) break;
		}
		await recordNow(ledger, clock, command, cues.slice(first, next), summary);
		command.progress?.(next, cues.length, summary);
	}
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (ms <= 0) return;
	// Timers count no further than 24 days, and may fire a millisecond early.
	await sleep(Math.min(Math.ceil(ms), 2 ** 31 - 1), undefined, { signal }).catch(() => {});
}

async function recordNow(
	ledger: Ledger,
	clock: Clock,
	{ orgId, run }: ReplayCommand,
	cues: Cue[],
	summary: ImportSummary
): Promise<void> {
	const occurredAt = clock.now().toISOString();
	const batch = cues.flatMap(({ line, entries }) =>
		entries.map((entry) => ({
			line,
			entry: { ...entry, occurredAt, externalId: `replay:${run}:${entry.externalId}` }
		}))
	);
	await recordLines(ledger, { orgId, recordedBy: 'replay' }, batch, summary);
}
