import type { Day } from '#lib/platform/period.ts';
import type { MappedEntry } from './map-line.ts';

/** What one line of a file became, to be played together: a deal rings with its revenue. */
export interface Scene {
	line: number;
	entries: MappedEntry[];
}

export interface Cue extends Scene {
	/** Milliseconds of life after the start. */
	at: number;
}

/** A day of the file lasts this long; nights and days without activities are skipped. */
export const DAY_MS = 9 * 3_600_000;

/**
 * Lays the scenes on a line of time that starts now. The file's first day becomes the first nine
 * hours, its next day with activities the nine hours after, and so on; the scenes of a day are
 * spread evenly over it, in the order of their times or, for dates without one, of the file.
 * `from` and `to` cut by the file's own days, both included.
 */
export function layOut(scenes: Scene[], from?: Day, to?: Day): Cue[] {
	const days = new Map<Day, Scene[]>();
	for (const scene of scenes.flatMap(splitByDay)) {
		const day = dayOf(scene);
		if ((from && day < from) || (to && day > to)) continue;
		const known = days.get(day);
		if (known) known.push(scene);
		else days.set(day, [scene]);
	}
	return [...days.keys()].sort().flatMap((day, index) => spread(days.get(day)!, index * DAY_MS));
}

// One line can hold an opening of March and a win of May.
function splitByDay(scene: Scene): Scene[] {
	const days = new Set(scene.entries.map((entry) => entry.occurredAt.slice(0, 10)));
	return [...days].map((day) => ({
		line: scene.line,
		entries: scene.entries.filter((entry) => entry.occurredAt.startsWith(day))
	}));
}

function dayOf(scene: Scene): Day {
	return scene.entries[0]!.occurredAt.slice(0, 10);
}

function spread(scenes: Scene[], start: number): Cue[] {
	const ordered = [...scenes].sort((a, b) => compare(timeOf(a), timeOf(b)) || a.line - b.line);
	const step = DAY_MS / ordered.length;
	return ordered.map((scene, index) => ({ ...scene, at: Math.round(start + index * step) }));
}

function timeOf(scene: Scene): string {
	return scene.entries[0]!.occurredAt.slice(10);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
