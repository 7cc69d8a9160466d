import type { Run } from './outline.ts';

/** How much of each pixel is covered, 0 to 1, row by row. */
export interface Coverage {
	width: number;
	height: number;
	of: Float32Array;
}

const ROWS_IN_PIXEL = 4;
const CORNERS = 20;

interface Crossing {
	x: number;
	turn: 1 | -1;
}

/** Fills runs by the non-zero rule; each is closed by itself. Points are in pixels. */
export function fill(runs: Run[], width: number, height: number): Coverage {
	const lines = Array.from({ length: height * ROWS_IN_PIXEL }, (): Crossing[] => []);
	for (const run of runs) cross(lines, run);
	const of = new Float32Array(width * height);
	lines.forEach((crossings, row) => {
		const start = Math.floor(row / ROWS_IN_PIXEL) * width;
		coverBetween(of.subarray(start, start + width), crossings);
	});
	return { width, height, of };
}

/** The runs drawn with a round pen of this width: as the union of what the pen touches. */
export function stroke(runs: Run[], pen: number, width: number, height: number): Coverage {
	return fill(
		runs.flatMap((run) => penMarks(run, pen / 2)),
		width,
		height
	);
}

/** Notes where a run's edges cross the middle of each line. */
function cross(lines: Crossing[][], run: Run): void {
	for (let at = 0; at < run.length; at += 2) {
		const [x0, y0] = [run[at]!, run[at + 1]!];
		const [x1, y1] = [run[(at + 2) % run.length]!, run[(at + 3) % run.length]!];
		const slope = (x1 - x0) / (y1 - y0);
		const turn = y0 < y1 ? 1 : -1;
		const last = Math.min(lines.length, lineAt(Math.max(y0, y1)));
		for (let line = Math.max(0, lineAt(Math.min(y0, y1))); line < last; line++)
			lines[line]!.push({ x: x0 + ((line + 0.5) / ROWS_IN_PIXEL - y0) * slope, turn });
	}
}

/** The first line whose middle is not above y. */
function lineAt(y: number): number {
	return Math.ceil(y * ROWS_IN_PIXEL - 0.5);
}

function coverBetween(line: Float32Array, crossings: Crossing[]): void {
	crossings.sort((a, b) => a.x - b.x);
	let winding = 0;
	let from = 0;
	for (const { x, turn } of crossings) {
		if (winding === 0) from = x;
		winding += turn;
		if (winding === 0) cover(line, from, x);
	}
}

function cover(line: Float32Array, from: number, to: number): void {
	const last = Math.min(line.length - 1, Math.ceil(to) - 1);
	for (let x = Math.max(0, Math.floor(from)); x <= last; x++)
		line[x]! += Math.max(0, Math.min(to, x + 1) - Math.max(from, x)) / ROWS_IN_PIXEL;
}

/** A disc at every point and a bar along every line, all turning the same way. */
function penMarks(run: Run, radius: number): Run[] {
	const marks: Run[] = [];
	for (let at = 0; at < run.length; at += 2) {
		const [x, y] = [run[at]!, run[at + 1]!];
		marks.push(disc(x, y, radius));
		if (at + 2 < run.length) marks.push(bar(x, y, run[at + 2]!, run[at + 3]!, radius));
	}
	return marks;
}

function disc(x: number, y: number, radius: number): Run {
	return Array.from({ length: CORNERS }, (_, corner) => (2 * Math.PI * corner) / CORNERS).flatMap(
		(angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
	);
}

function bar(x0: number, y0: number, x1: number, y1: number, radius: number): Run {
	const length = Math.hypot(x1 - x0, y1 - y0) || 1;
	const [nx, ny] = [(-(y1 - y0) / length) * radius, ((x1 - x0) / length) * radius];
	return [x0 - nx, y0 - ny, x1 - nx, y1 - ny, x1 + nx, y1 + ny, x0 + nx, y0 + ny];
}
