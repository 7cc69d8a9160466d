import { describe, expect, it } from 'vitest';
import { readPictureFile } from './picture-file.ts';

const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const zeros = (length: number) => Array.from({ length }, () => 0);
const read = (bytes: number[]) => readPictureFile(new Uint8Array(bytes));

const png = [
	0x89,
	...text('PNG'),
	13,
	10,
	26,
	10,
	0,
	0,
	0,
	13,
	...text('IHDR'),
	0,
	0,
	1,
	0,
	0,
	0,
	0,
	200
];
const jpeg = [
	...[0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4],
	...[0xff, 0xc4, 0, 3, 9],
	...[0xff, 0xc2, 0, 17, 8, 1, 44, 0, 240],
	...zeros(12)
];
const webp = (kind: string, body: number[]) => [
	...text('RIFF'),
	...zeros(4),
	...text('WEBP'),
	...text(kind),
	...zeros(4),
	...body,
	...zeros(20)
];

describe('a picture, by its bytes', () => {
	it.each([
		['PNG', png, 'image/png', 256, 200],
		['JPEG', jpeg, 'image/jpeg', 240, 300],
		['WebP', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 64, 1, 240, 0]), 'image/webp', 320, 240],
		['WebP without loss', webp('VP8L', [0x2f, 0x3f, 0xc1, 0x3b, 0]), 'image/webp', 320, 240],
		['WebP, extended', webp('VP8X', [...zeros(4), 63, 1, 0, 239, 0, 0]), 'image/webp', 320, 240]
	])('%s', (_name, bytes, mediaType, width, height) => {
		expect(read(bytes)).toEqual({ mediaType, width, height });
	});

	it.each([
		['nothing', []],
		[
			'a drawing that could run a script',
			text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
		],
		['a GIF', [...text('GIF89a'), ...zeros(40)]],
		['a PNG without size', [...png.slice(0, 16), ...zeros(8)]],
		['a PNG cut off', png.slice(0, 20)],
		['a JPEG cut off', jpeg.slice(0, 16)],
		['a WebP of a kind to come', webp('VP9 ', zeros(10))]
	])('is none: %s', (_name, bytes) => {
		expect(read(bytes)).toBeUndefined();
	});

	it('comes to an end whatever the bytes are', () => {
		for (const start of [png, jpeg, webp('VP8X', zeros(10))])
			for (let cut = 0; cut < start.length; cut++) {
				read(start.slice(0, cut));
				read(start.map((byte, i) => (i === cut ? 255 - byte : byte)));
			}
	});
});
