import { crc32, deflateSync } from 'node:zlib';
import { FIELD, type EmblemPicture } from '../emblem-picture.ts';
import { outline, type Run } from '../outline.ts';
import { fill, stroke } from '../paint.ts';

const SCALE = 8;
const [WIDTH, HEIGHT] = [FIELD.width * SCALE, FIELD.height * SCALE];
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_KEPT = 64;

const kept = new Map<string, Buffer>();

/** The chunks of a PNG, without the ones that begin and end it. */
export interface Painted {
	/** IHDR with its length and checksum. */
	header: Buffer;
	/** IDAT likewise. */
	pixels: Buffer;
}

/** The badge in 496 × 560 pixels on nothing. */
export function paintEmblem(picture: EmblemPicture): Painted {
	const key = JSON.stringify(picture);
	const pixels = kept.get(key) ?? chunk('IDAT', deflateSync(rowsOf(picture)));
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(key, pixels);
	return { header: chunk('IHDR', headerData()), pixels };
}

/** A PNG of its chunks. */
export function pngOf(...chunks: Buffer[]): Buffer {
	return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG chunk: length, type, data and their CRC. */
export function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

function headerData(): Buffer {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(WIDTH, 0);
	data.writeUInt32BE(HEIGHT, 4);
	// Eight bits of red, green, blue and opacity.
	data.set([8, 6, 0, 0, 0], 8);
	return data;
}

function rowsOf({ shape, glyph, fill: paper, ink }: EmblemPicture): Buffer {
	const ground = fill(enlarged(shape), WIDTH, HEIGHT).of;
	const sign = stroke(enlarged(glyph), FIELD.pen * SCALE, WIDTH, HEIGHT).of;
	const [under, over] = [coloursOf(paper), coloursOf(ink)];
	const row = 1 + WIDTH * 4;
	const rows = Buffer.alloc(HEIGHT * row);
	ground.forEach((covered, pixel) => {
		const at = Math.floor(pixel / WIDTH) * row + 1 + (pixel % WIDTH) * 4;
		// Ink over paper over nothing.
		const top = Math.min(1, sign[pixel]!);
		const bottom = Math.min(1, covered) * (1 - top);
		const opacity = top + bottom;
		if (opacity === 0) return;
		for (let colour = 0; colour < 3; colour++)
			rows[at + colour] = Math.round((over[colour]! * top + under[colour]! * bottom) / opacity);
		rows[at + 3] = Math.round(opacity * 255);
	});
	return rows;
}

function enlarged(path: string): Run[] {
	return outline(path).map((run) => run.map((value) => value * SCALE));
}

function coloursOf(hex: string): number[] {
	return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
