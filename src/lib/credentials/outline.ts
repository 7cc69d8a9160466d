/** A closed or open run of points on the emblem's field, x and y alternating. */
export type Run = number[];

const WORDS = /[a-df-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
const TAKES: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, A: 7, Z: 0 };
const STEPS = 16;

interface Pen {
	x: number;
	y: number;
	startX: number;
	startY: number;
	/** The last control point of a cubic, for a smooth one after it. */
	controlX: number;
	controlY: number;
	runs: Run[];
}

/**
 * An SVG path as straight lines, fine enough for a picture of 500 pixels. Knows the commands that
 * emblems use and throws at any other.
 */
export function outline(path: string): Run[] {
	const words = path.match(WORDS) ?? [];
	const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0, controlX: 0, controlY: 0, runs: [] };
	let command = '';
	for (let at = 0; at < words.length;) {
		if (/[a-z]/i.test(words[at]!)) command = words[at++]!;
		const takes = TAKES[command.toUpperCase()];
		if (takes === undefined) throw new Error(`no such path command: ${command}`);
		draw(pen, command, words.slice(at, at + takes).map(Number));
		at += takes;
		// Points after a move without a command of their own are lines.
		if (command.toUpperCase() === 'M') command = command === 'm' ? 'l' : 'L';
	}
	return pen.runs;
}

function draw(pen: Pen, command: string, given: number[]): void {
	const isRelative = command === command.toLowerCase();
	const [dx, dy] = isRelative ? [pen.x, pen.y] : [0, 0];
	const n = given.map((value, index) => value + (index % 2 ? dy : dx));
	const kind = command.toUpperCase();
	switch (kind) {
		case 'M':
			return move(pen, n[0]!, n[1]!);
		case 'L':
			return line(pen, n[0]!, n[1]!);
		case 'H':
			return line(pen, n[0]!, pen.y);
		case 'V':
			return line(pen, pen.x, given[0]! + dy);
		case 'C':
			return cubic(pen, n);
		case 'S':
			return cubic(pen, [2 * pen.x - pen.controlX, 2 * pen.y - pen.controlY, ...n]);
		case 'Q':
			return cubic(pen, raised(pen, n));
		case 'A':
			return arc(pen, given, given[5]! + dx, given[6]! + dy);
		default:
			return line(pen, pen.startX, pen.startY);
	}
}

function move(pen: Pen, x: number, y: number): void {
	Object.assign(pen, { x, y, startX: x, startY: y, controlX: x, controlY: y });
	pen.runs.push([x, y]);
}

function line(pen: Pen, x: number, y: number): void {
	pen.runs.at(-1)!.push(x, y);
	Object.assign(pen, { x, y, controlX: x, controlY: y });
}

function cubic(pen: Pen, n: number[]): void {
	const { x: x0, y: y0 } = pen;
	const [x1, y1, x2, y2, x3, y3] = n as [number, number, number, number, number, number];
	for (let step = 1; step <= STEPS; step++) {
		const t = step / STEPS;
		const u = 1 - t;
		const along = (a: number, b: number, c: number, d: number) =>
			u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
		line(pen, along(x0, x1, x2, x3), along(y0, y1, y2, y3));
	}
	Object.assign(pen, { controlX: x2, controlY: y2 });
}

/** A quadratic curve's control points as a cubic's. */
function raised({ x, y }: Pen, [cx, cy, ex, ey]: number[]): number[] {
	const third = (a: number, b: number) => a + (2 / 3) * (b - a);
	return [third(x, cx!), third(y, cy!), third(ex!, cx!), third(ey!, cy!), ex!, ey!];
}

// From end points to centre and angles: SVG 1.1, appendix F.6.5; emblems turn no ellipse.
function arc(pen: Pen, [rx, ry, , large, sweep]: number[], x: number, y: number): void {
	const [halfX, halfY] = [(pen.x - x) / 2, (pen.y - y) / 2];
	const reach = Math.hypot(halfX / rx!, halfY / ry!);
	if (reach === 0) return;
	const scale = Math.max(1, reach);
	const [a, b] = [rx! * scale, ry! * scale];
	const side = large === sweep ? -1 : 1;
	const off = side * Math.sqrt(Math.max(0, 1 / Math.min(1, reach) ** 2 - 1));
	const centreX = (pen.x + x) / 2 + off * (a / b) * halfY;
	const centreY = (pen.y + y) / 2 - off * (b / a) * halfX;
	const from = Math.atan2((pen.y - centreY) / b, (pen.x - centreX) / a);
	let turn = Math.atan2((y - centreY) / b, (x - centreX) / a) - from;
	if (sweep && turn < 0) turn += 2 * Math.PI;
	if (!sweep && turn > 0) turn -= 2 * Math.PI;
	const steps = Math.max(4, Math.ceil(Math.abs(turn) * 8));
	for (let step = 1; step <= steps; step++) {
		const angle = from + (turn * step) / steps;
		line(pen, centreX + a * Math.cos(angle), centreY + b * Math.sin(angle));
	}
	// Rounding must not keep a closed shape from closing.
	Object.assign(pen, { x, y, controlX: x, controlY: y });
}
