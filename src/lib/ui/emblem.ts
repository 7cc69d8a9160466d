/** What a badge can look like. Stored by name, so the drawings can get better without a migration. */
export const EMBLEM_SHAPES = ['shield', 'hexagon', 'circle', 'ribbon'] as const;
export type EmblemShape = (typeof EMBLEM_SHAPES)[number];

/** Brass is for what was won by results; team colours for everything else. */
export const EMBLEM_COLOURS = ['brass', '1', '2', '3', '4', '5', '6'] as const;
export type EmblemColour = (typeof EMBLEM_COLOURS)[number];

/** Outlines on a 62 × 70 field, around the point (31, 34) where the glyph sits. */
export const SHAPE_PATHS: Record<EmblemShape, string> = {
	shield: 'M31 2l25 13v30c0 8-14 17-25 23C20 62 6 53 6 45V15z',
	hexagon:
		'M28 3.6a6 6 0 0 1 6 0l20 11.6a6 6 0 0 1 3 5.2v27.2a6 6 0 0 1-3 5.2L34 64.4a6 6 0 0 1-6 0L8 52.8a6 6 0 0 1-3-5.2V20.4a6 6 0 0 1 3-5.2z',
	circle: 'M31 5a29 29 0 1 1 0 58a29 29 0 1 1 0-58z',
	ribbon: 'M31 2a26 26 0 0 1 17 45.7V67l-11-6.5a11 11 0 0 0-12 0L14 67V47.7A26 26 0 0 1 31 2z'
};

/** Strokes on the same field, between x 18 and 44. */
export const GLYPHS = {
	door: 'M22 46V26l9-8 9 8v20M31 46V34',
	pulse: 'M18 36h8l4-12 5 20 4-8h6',
	tick: 'M21 34l7 8 14-17',
	rise: 'M31 48V24M22 33l9-9 9 9',
	star: 'M31 20l4.3 9.2 10 1.2-7.4 6.9 2 10L31 42.3l-8.9 5 2-10-7.4-6.9 10-1.2z',
	flame: 'M31 19c2 7 10 10 10 18a10 10 0 0 1-20 0c0-4 2-6 4-8 1 3 2 4 4 5 0-6 0-10 2-15z',
	bolt: 'M34 19L22 37h9l-3 12 12-18h-9z',
	heart:
		'M31 46C24 41 19.5 36.5 19.5 31a6 6 0 0 1 11.5-2.5A6 6 0 0 1 42.5 31c0 5.5-4.5 10-11.5 15z',
	phone:
		'M25 21l4 1 1.5 6-3 2.5c1.5 4 3.5 6 7.5 7.5l2.5-3 6 1.5 1 4c-2 4-5 4.5-9 3C28.5 40.5 24.5 36 22 29c-1.5-4-1-6.5 3-8z',
	handshake: 'M18 29l6-4 7 3 7-3 6 4v9l-4 1-8 6-9-6-5-1zM31 28l-4 5c2 2 4 1 6-1l6 6',
	target: 'M31 21a13 13 0 1 1 0 26a13 13 0 1 1 0-26zM31 29a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
	flag: 'M24 48V21M24 22c6-4 9 4 16 0v13c-7 4-10-4-16 0',
	mountain: 'M17 45l10-18 6 10 4-6 8 14zM24 33l3 2 3-2',
	compass: 'M31 21a13 13 0 1 1 0 26a13 13 0 1 1 0-26zM36 29l-3 7-7 3 3-7z',
	bulb: 'M27 42c0-4-5-6-5-12a9 9 0 0 1 18 0c0 6-5 8-5 12zM28 47h6',
	book: 'M31 26c-3-2.5-7-3-12-3v20c5 0 9 .5 12 3 3-2.5 7-3 12-3V23c-5 0-9 .5-12 3zM31 26v20',
	voice: 'M20 24h22v16H31l-6 6v-6h-5zM26 32h10',
	seedling: 'M31 48V34M31 36c0-7-4-10-11-10 0 7 4 10 11 10zM31 32c0-6 4-9 11-9 0 6-4 9-11 9z',
	clock: 'M31 21a13 13 0 1 1 0 26a13 13 0 1 1 0-26zM31 27v8l5 3',
	people:
		'M26 24a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM18 45c.5-6 4-8 8-8s7.5 2 8 8M37 26a3.5 3.5 0 1 1 0 7M39 37.5c3 .5 5 3 5 7',
	crown: 'M20 44l-2-17 7.5 6L31 22l5.5 11 7.5-6-2 17z',
	bell: 'M22 42V33a9 9 0 0 1 18 0v9l2 2.5H20zM28.5 48.5h5'
} as const;
export type EmblemGlyph = keyof typeof GLYPHS;
export const EMBLEM_GLYPHS = Object.keys(GLYPHS) as EmblemGlyph[];
