import { describe, expect, it } from 'vitest';
import { GLYPHS, SHAPE_PATHS } from '#lib/ui/emblem.ts';
import { FIELD } from './emblem-picture.ts';
import { outline } from './outline.ts';
import { fill, stroke, type Coverage } from './paint.ts';

const rounded = (path: string) =>
	outline(path).map((run) => run.map((n) => Math.round(n * 100) / 100 + 0));
const area = ({ of }: Coverage) => of.reduce((sum, covered) => sum + covered, 0);

describe('an outline', () => {
	it.each([
		['M1 2L3 4H5V6Z', [[1, 2, 3, 4, 5, 4, 5, 6, 1, 2]]],
		['m1 2 3 4h5v-6z', [[1, 2, 4, 6, 9, 6, 9, 0, 1, 2]]],
		[
			'M1 2M3.5-.5l.5.5',
			[
				[1, 2],
				[3.5, -0.5, 4, 0]
			]
		]
	])('of %s', (path, runs) => {
		expect(rounded(path)).toEqual(runs);
	});

	it.each([
		'M0 0C0 0 5 5 10 0',
		'M0 0c0 0 5 5 10 0',
		'M0 0Q5 5 10 0',
		'M0 0A5 5 0 0 1 10 0',
		'M0 0C1 1 2 2 3 0S5 5 10 0'
	])('of the curve %s ends where it should', (path) => {
		expect(rounded(path)[0]!.slice(-2)).toEqual([10, 0]);
	});

	it('goes round a circle the way its flags say', () => {
		const over = outline('M0 0A5 5 0 0 1 10 0')[0]!;
		const under = outline('M0 0A5 5 0 0 0 10 0')[0]!;
		expect(Math.min(...over.filter((_, index) => index % 2))).toBeCloseTo(-5, 1);
		expect(Math.max(...under.filter((_, index) => index % 2))).toBeCloseTo(5, 1);
	});

	it('is there for every shape and glyph a badge can have, inside its field', () => {
		for (const [name, path] of [...Object.entries(SHAPE_PATHS), ...Object.entries(GLYPHS)])
			for (const run of outline(path))
				run.forEach((value, index) => {
					const most = index % 2 ? FIELD.height : FIELD.width;
					expect(value >= 0 && value <= most, `${name}: ${value}`).toBe(true);
				});
	});

	it('throws at what no emblem draws', () => {
		expect(() => outline('M0 0T1 1')).toThrow('no such path command');
	});
});

describe('paint', () => {
	it('covers what it should, to the part of a pixel', () => {
		expect(area(fill([[1, 1, 4.5, 1, 4.5, 3, 1, 3]], 8, 8))).toBeCloseTo(7, 5);
		expect(area(fill(outline('M10 2A8 8 0 1 1 10 18A8 8 0 1 1 10 2Z'), 20, 20))).toBeCloseTo(
			Math.PI * 64,
			-1
		);
	});

	it('counts no pixel twice where a pen crosses its own line', () => {
		const crossing = stroke(
			[
				[2, 8, 14, 8],
				[8, 2, 8, 14]
			],
			2,
			16,
			16
		);
		expect(Math.max(...crossing.of)).toBeLessThanOrEqual(1.0001);
		// Two bars of 12 × 2 with round ends, less their square in common.
		expect(area(crossing)).toBeCloseTo(24 + 24 - 4 + 2 * Math.PI, 0);
	});
});
