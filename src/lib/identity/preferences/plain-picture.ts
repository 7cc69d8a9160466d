import type { PictureFile } from './picture-file.ts';

const JPEG_KEPT = [0xe0, 0xe2, 0xee];
const PNG_TOLD = ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME'];
const WEBP_TOLD = ['EXIF', 'XMP '];
/** In the first byte of VP8X: that there is EXIF, and that there is XMP. */
const WEBP_FLAGS = 0x08 | 0x04;

/**
 * The picture without what a camera or a program wrote beside it: where and when it was taken, with
 * what, by whom. Its colours stay. Undefined for a file that breaks off.
 */
export function plainPicture(
	bytes: Uint8Array,
	{ mediaType }: Pick<PictureFile, 'mediaType'>
): Uint8Array<ArrayBuffer> | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts = PARTS[mediaType](bytes, view);
	return parts && joined(parts);
}

type Parts = Uint8Array[] | undefined;

const PARTS: Record<PictureFile['mediaType'], (bytes: Uint8Array, view: DataView) => Parts> = {
	'image/jpeg': jpeg,
	'image/png': png,
	'image/webp': webp
};

// What stands behind the picture's end is another picture, with a place and a time of its own.
function jpeg(bytes: Uint8Array, view: DataView): Parts {
	const parts = [bytes.subarray(0, 2)];
	for (let at = 2; at + 4 <= bytes.length;) {
		const marker = bytes[at + 1]!;
		if (bytes[at] !== 0xff) return undefined;
		if (marker === 0xd9) break;
		const end = marker === 0xff ? at + 1 : at + 2 + view.getUint16(at + 2);
		const isTold = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef);
		const until = marker === 0xda ? scanEnd(bytes, end) : end;
		if (!isTold || JPEG_KEPT.includes(marker)) parts.push(bytes.subarray(at, until));
		at = until;
	}
	return [...parts, Uint8Array.of(0xff, 0xd9)];
}

// In a scan, a zero or the number of a restart follows every 0xff that is no marker.
function scanEnd(bytes: Uint8Array, from: number): number {
	for (let at = from; at + 1 < bytes.length; at++) {
		const next = bytes[at + 1]!;
		const isMarker = next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
		if (bytes[at] === 0xff && isMarker) return at;
	}
	return bytes.length;
}

function png(bytes: Uint8Array, view: DataView): Parts {
	const parts = [bytes.subarray(0, 8)];
	for (let at = 8; at + 12 <= bytes.length;) {
		const [length, name] = [view.getUint32(at), nameAt(bytes, at + 4)];
		const part = bytes.subarray(at, at + 12 + length);
		if (!PNG_TOLD.includes(name)) parts.push(part);
		if (name === 'IEND') return parts;
		at += 12 + length;
	}
	return undefined;
}

function webp(bytes: Uint8Array, view: DataView): Parts {
	const parts: Uint8Array[] = [];
	for (let at = 12; at + 8 <= bytes.length;) {
		const name = nameAt(bytes, at);
		const length = view.getUint32(at + 4, true);
		const part = bytes.slice(at, at + 8 + length + (length % 2));
		if (name === 'VP8X') part[8]! &= ~WEBP_FLAGS;
		if (!WEBP_TOLD.includes(name)) parts.push(part);
		at += 8 + length + (length % 2);
	}
	const head = bytes.slice(0, 12);
	const size = parts.reduce((sum, part) => sum + part.length, 4);
	new DataView(head.buffer).setUint32(4, size, true);
	return [head, ...parts];
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

function nameAt(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 4));
}
