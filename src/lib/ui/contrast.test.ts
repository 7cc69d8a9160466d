import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');
const INKS = ['ink', 'ink-2', 'ink-3', 'brass-ink', 'up', 'down', 'accent'];
const GROUNDS = ['paper', 'surface', 'sunken'];
const PAIRS = [
	['on-ink', 'ink'],
	['on-brass', 'brass'],
	['brass-ink', 'brass-wash'],
	['ink', 'brass-wash'],
	['ink-2', 'brass-wash'],
	['up', 'up-wash'],
	['down', 'down-wash'],
	['ink', 'down-wash'],
	['accent', 'accent-wash'],
	['ink', 'accent-wash'],
	['ink', 'track'],
	['ink-2', 'track'],
	['ink', 'raised'],
	['ink-2', 'raised'],
	...[1, 2, 3, 4, 5, 6].map((team) => ['face-ink', `t${team}`])
];

describe.each([
	['paper', 0],
	['board', 1]
])('the %s theme', (_name, side) => {
	test.each(INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground])))(
		'%s reads on %s',
		(ink, ground) => {
			expect(contrast(token(ink!, side), token(ground!, side))).toBeGreaterThanOrEqual(4.5);
		}
	);

	test.each(PAIRS)('%s reads on %s', (ink, ground) => {
		expect(contrast(token(ink!, side), token(ground!, side))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(['paper', 'surface'])('the outline of a control stands out from %s', (ground) => {
		expect(contrast(token('edge', side), token(ground, side))).toBeGreaterThanOrEqual(3);
	});
});

function token(name: string, side: number): string {
	const both = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
	const one = new RegExp(`--${name}: (#\\w{6});`).exec(css);
	const value = both?.[side + 1] ?? one?.[1];
	if (!value) throw new Error(`app.css has no colour called --${name}`);
	return value;
}

/** WCAG 2.2 contrast ratio of two #rrggbb colours. */
function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high! + 0.05) / (low! + 0.05);
}

function luminance(colour: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
