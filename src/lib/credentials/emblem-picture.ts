import type { BadgeFace } from '#lib/badges/badge.ts';
import { GLYPHS, SHAPE_PATHS, type EmblemGlyph } from '#lib/ui/emblem.ts';

/** A badge as a picture that leaves the house: by day's light, since a file knows no theme. */
export interface EmblemPicture {
	shape: string;
	glyph: string;
	/** `#rrggbb`. */
	fill: string;
	ink: string;
}

/** The field that emblems are drawn on, and the pen of their glyphs. */
export const FIELD = { width: 62, height: 70, pen: 3.6 };

// Brass, then the six team colours, as src/app.css has them on paper.
const FILLS = ['#e9a820', '#2348c9', '#c2410c', '#18794e', '#8a2c7d', '#0e7490', '#95590a'];
const [BRASS_INK, INK] = ['#6b4500', '#ffffff'];

/** What is drawn for a face; a shape or glyph that is not in the set becomes shield and star. */
export function emblemPicture({ shape, glyph, colour }: Omit<BadgeFace, 'name'>): EmblemPicture {
	return {
		shape: SHAPE_PATHS[shape] ?? SHAPE_PATHS.shield,
		glyph: GLYPHS[glyph as EmblemGlyph] ?? GLYPHS.star,
		fill: FILLS[colour] ?? FILLS[0]!,
		ink: colour in FILLS && colour > 0 ? INK : BRASS_INK
	};
}
