import { BAKED_KEYWORD, BAKED_NAMESPACE } from '../credential.ts';
import { FIELD, type EmblemPicture } from '../emblem-picture.ts';
import { chunk, paintEmblem, pngOf } from './paint-emblem.ts';

/** The badge as a PNG that carries its credential in an uncompressed iTXt chunk. */
export function bakePng(picture: EmblemPicture, token: string): Buffer {
	const { header, pixels } = paintEmblem(picture);
	const text = `${BAKED_KEYWORD}\0\0\0\0\0${token}`;
	// Before the pixels: a reader of credentials can stop there.
	return pngOf(header, chunk('iTXt', Buffer.from(text, 'utf8')), pixels);
}

/** The badge as an SVG that carries its credential directly after the opening tag. */
export function bakeSvg(picture: EmblemPicture, token: string, title: string): string {
	const { width, height, pen } = FIELD;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="${BAKED_NAMESPACE}" viewBox="0 0 ${width} ${height}" width="${width * 8}" height="${height * 8}" role="img">`,
		`<openbadges:credential verify="${escaped(token)}"></openbadges:credential>`,
		`<title>${escaped(title)}</title>`,
		`<path d="${picture.shape}" fill="${picture.fill}"/>`,
		`<path d="${picture.glyph}" fill="none" stroke="${picture.ink}" stroke-width="${pen}" stroke-linecap="round" stroke-linejoin="round"/>`,
		'</svg>',
		''
	].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML has no way to write a control character, not even escaped.
function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!).replace(/\p{Cc}/gu, ' ');
}
