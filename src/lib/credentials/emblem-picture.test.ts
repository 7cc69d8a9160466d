import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emblemPicture } from './emblem-picture.ts';

const face = { shape: 'circle', glyph: 'star' } as const;

it('has the colours of the interface by day', () => {
	const css = readFileSync(join(import.meta.dirname, '../../app.css'), 'utf8');
	const tokens = ['brass', 't1', 't2', 't3', 't4', 't5', 't6'];
	tokens.forEach((token, colour) => {
		const [, day] = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}),`).exec(css)!;
		expect(emblemPicture({ ...face, colour }).fill, token).toBe(day);
	});
});

it.each([7, -1, 1.5])('draws a colour that it does not know in brass: %d', (colour) => {
	expect(emblemPicture({ ...face, colour })).toEqual(emblemPicture({ ...face, colour: 0 }));
});

it('draws a glyph that it does not know as a star', () => {
	expect(emblemPicture({ ...face, glyph: 'sextant', colour: 1 })).toEqual(
		emblemPicture({ ...face, colour: 1 })
	);
});
