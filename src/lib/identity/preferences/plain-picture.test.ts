import { describe, expect, it } from 'vitest';
import { aPicture } from '../../../../tests/samples.ts';
import type { PictureFile } from './picture-file.ts';
import { plainPicture } from './plain-picture.ts';

const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const plain = (bytes: number[], mediaType: PictureFile['mediaType']) =>
	plainPicture(new Uint8Array(bytes), { mediaType });
const bytes = (...parts: number[][]) => new Uint8Array(parts.flat());

const start = [0xff, 0xd8];
const colours = [0xff, 0xe2, 0, 6, ...text('ICC_')];
const place = [0xff, 0xe1, 0, 8, ...text('52.5 N')];
const remark = [0xff, 0xfe, 0, 6, ...text('Lena')];
const frame = [0xff, 0xc2, 0, 4, 8, 1];
const scan = [0xff, 0xda, 0, 3, 1, 7, 0xff, 0, 8, 0xff, 0xd3, 9];
const end = [0xff, 0xd9];

const chunk = (name: string, body: number[]) => [
	0,
	0,
	0,
	body.length,
	...text(name),
	...body,
	1,
	2,
	3,
	4
];
const png = [...aPicture()];
const pngHead = png.slice(0, 33);
const pngRest = png.slice(33);

const part = (name: string, body: number[]) => [
	...[...text(name), body.length, 0, 0, 0, ...body],
	...(body.length % 2 ? [0] : [])
];
const riff = (...parts: number[][]) => [
	...[...text('RIFF'), parts.flat().length + 4, 0, 0, 0, ...text('WEBP')],
	...parts.flat()
];

describe('a picture says nothing but the picture', () => {
	it('as a JPEG, between its scans and behind its end too', () => {
		const sent = [start, place, colours, remark, frame, scan, place, scan, end, start, place];
		expect(plain(sent.flat(), 'image/jpeg')).toEqual(bytes(start, colours, frame, scan, scan, end));
	});

	it('as a PNG', () => {
		const told = [...chunk('eXIf', text('52.5 N')), ...chunk('tEXt', text('Lena'))];
		const sent = [...pngHead, ...told, ...pngRest, ...told];
		expect(plain(sent, 'image/png')).toEqual(aPicture());
	});

	it('as a WebP', () => {
		const head = (flags: number) => part('VP8X', [flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
		const seen = part('VP8 ', [1, 2, 3]);
		const sent = riff(head(0x3c), seen, part('EXIF', text('52.5 N')), part('XMP ', text('Lena')));
		expect(plain(sent, 'image/webp')).toEqual(bytes(riff(head(0x30), seen)));
	});

	it.each([
		['image/jpeg', [...start, 1, 2, 3, 4]],
		['image/png', pngHead]
	] as const)('and %s that breaks off is none', (mediaType, sent) => {
		expect(plain([...sent], mediaType)).toBeUndefined();
	});
});
