/** Width and height in pixels. */
export interface PictureFile {
	mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
	width: number;
	height: number;
}

export const PICTURE_BYTES = 200 * 1024;
/** A small file can unfold to a picture that no phone has room for. */
export const PICTURE_SIDE = 4096;

/** A picture's kind and size by its bytes alone; undefined for what is no PNG, JPEG or WebP. */
export function readPictureFile(bytes: Uint8Array): PictureFile | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const file = png(view) ?? webp(view) ?? jpeg(view);
	return file && file.width > 0 && file.height > 0 ? file : undefined;
}

function png(view: DataView): PictureFile | undefined {
	if (textAt(view, 1, 3) !== 'PNG' || textAt(view, 12, 4) !== 'IHDR' || view.byteLength < 24)
		return undefined;
	return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function webp(view: DataView): PictureFile | undefined {
	if (textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP' || view.byteLength < 30)
		return undefined;
	const mediaType = 'image/webp';
	switch (textAt(view, 12, 4)) {
		case 'VP8 ': {
			const [width, height] = [
				view.getUint16(26, true) & 0x3fff,
				view.getUint16(28, true) & 0x3fff
			];
			return { mediaType, width, height };
		}
		case 'VP8L': {
			const sides = view.getUint32(21, true);
			return { mediaType, width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 };
		}
		case 'VP8X':
			return { mediaType, width: three(view, 24) + 1, height: three(view, 27) + 1 };
		default:
			return undefined;
	}
}

// The size stands in the frame's header, behind segments of any number and length.
function jpeg(view: DataView): PictureFile | undefined {
	if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
	for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
		const marker = view.getUint8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame)
			return {
				mediaType: 'image/jpeg',
				width: view.getUint16(at + 7),
				height: view.getUint16(at + 5)
			};
		at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
	}
	return undefined;
}

function three(view: DataView, at: number): number {
	return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

function textAt(view: DataView, at: number, length: number): string {
	if (at + length > view.byteLength) return '';
	return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}
