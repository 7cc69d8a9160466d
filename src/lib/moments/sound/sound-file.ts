/*
 * Reads a sound file as far as a bell needs: what it is, by its bytes, and how long it plays. Nothing
 * is decoded. An MP3's frames are counted; the others are taken at their word, and a player stops
 * them in time whatever they said.
 */

export interface SoundFile {
	mediaType: 'audio/wav' | 'audio/mpeg' | 'audio/ogg' | 'audio/mp4';
	/** Milliseconds. */
	lasts: number;
}

/** Undefined for what is no WAV, MP3, OGG or M4A, or says nothing of how long it plays. */
export function readSoundFile(bytes: Uint8Array): SoundFile | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const found = read(view);
	return found && found.seconds > 0
		? { mediaType: found.mediaType, lasts: Math.ceil(found.seconds * 1000) }
		: undefined;
}

interface Found {
	mediaType: SoundFile['mediaType'];
	seconds: number;
}

function read(view: DataView): Found | undefined {
	if (textAt(view, 0, 4) === 'RIFF' && textAt(view, 8, 4) === 'WAVE')
		return found('audio/wav', wavSeconds(view));
	if (textAt(view, 0, 4) === 'OggS') return found('audio/ogg', oggSeconds(view));
	if (textAt(view, 4, 4) === 'ftyp')
		return found('audio/mp4', mp4Seconds(view, 0, view.byteLength));
	return found('audio/mpeg', mp3Seconds(view));
}

function found(mediaType: Found['mediaType'], seconds: number | undefined): Found | undefined {
	return seconds === undefined || !Number.isFinite(seconds) ? undefined : { mediaType, seconds };
}

function wavSeconds(view: DataView): number | undefined {
	let perSecond: number | undefined;
	for (let at = 12; at + 8 <= view.byteLength;) {
		const [name, size] = [textAt(view, at, 4), view.getUint32(at + 4, true)];
		if (name === 'fmt ' && at + 20 <= view.byteLength) perSecond = view.getUint32(at + 16, true);
		if (name === 'data') return perSecond ? dataLength(view, at, size) / perSecond : undefined;
		at += 8 + size + (size % 2);
	}
	return undefined;
}

// A recorder that was cut off leaves a size it never reached.
function dataLength(view: DataView, at: number, size: number): number {
	return Math.min(size, view.byteLength - at - 8);
}

/** The last page's position, over the rate that the first one names (Opus always counts at 48 kHz). */
function oggSeconds(view: DataView): number | undefined {
	let rate: number | undefined;
	let skipped = 0;
	let last: number | undefined;
	for (let at = 0; at + 27 <= view.byteLength && textAt(view, at, 4) === 'OggS';) {
		const segments = view.getUint8(at + 26);
		const body = at + 27 + segments;
		if (body > view.byteLength) break;
		if (!rate && textAt(view, body, 8) === 'OpusHead' && body + 12 <= view.byteLength) {
			rate = 48_000;
			skipped = view.getUint16(body + 10, true);
		}
		if (!rate && textAt(view, body + 1, 6) === 'vorbis' && body + 16 <= view.byteLength)
			rate = view.getUint32(body + 12, true);
		const position = view.getBigInt64(at + 6, true);
		if (position >= 0n) last = Number(position);
		at = body;
		for (let i = 0; i < segments; i++) at += view.getUint8(body - segments + i);
	}
	return rate && last !== undefined ? (last - skipped) / rate : undefined;
}

/** `moov` holds `mvhd`, which says how many units it lasts and how many there are in a second. */
function mp4Seconds(
	view: DataView,
	from: number,
	until: number,
	isInside = false
): number | undefined {
	for (let at = from; at + 8 <= until;) {
		const [size, name] = [view.getUint32(at), textAt(view, at + 4, 4)];
		const end = size === 0 ? until : at + size;
		if (size !== 0 && size < 8) return undefined;
		if (name === 'moov')
			// One is in no other: a file of nothing but these would be deeper than the stack.
			return isInside ? undefined : mp4Seconds(view, at + 8, Math.min(end, until), true);
		if (name === 'mvhd') {
			const wide = at + 8 < view.byteLength && view.getUint8(at + 8) === 1;
			if (at + (wide ? 40 : 28) > view.byteLength) return undefined;
			return wide
				? Number(view.getBigUint64(at + 32)) / view.getUint32(at + 28)
				: view.getUint32(at + 24) / view.getUint32(at + 20);
		}
		at = end;
	}
	return undefined;
}

const MPEG1_KBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];
/** Fewer frames in a row than this are noise that looks like a frame. */
const FEWEST_FRAMES = 3;

/** Counts the frames of layer III, whatever their rates: exact also for files of changing rate. */
function mp3Seconds(view: DataView): number | undefined {
	let at = afterTag(view);
	let seconds = 0;
	let frames = 0;
	for (let frame = frameAt(view, at); frame; frame = frameAt(view, at)) {
		seconds += frame.seconds;
		at += frame.length;
		frames++;
	}
	return frames >= FEWEST_FRAMES ? seconds : undefined;
}

function afterTag(view: DataView): number {
	if (textAt(view, 0, 3) !== 'ID3' || view.byteLength < 10) return 0;
	const sevens = [6, 7, 8, 9].map((at) => view.getUint8(at) & 0x7f);
	return 10 + sevens.reduce((size, seven) => size * 128 + seven, 0);
}

function frameAt(view: DataView, at: number): { length: number; seconds: number } | undefined {
	if (at + 4 > view.byteLength) return undefined;
	const head = view.getUint32(at);
	const version = (head >>> 19) & 3;
	const isLayer3 = ((head >>> 17) & 3) === 1;
	if (head >>> 21 !== 0x7ff || version === 1 || !isLayer3) return undefined;
	const isFirst = version === 3;
	const kbits = (isFirst ? MPEG1_KBITS : MPEG2_KBITS)[(head >>> 12) & 15];
	const full = RATES[(head >>> 10) & 3];
	if (!kbits || !full) return undefined;
	const rate = isFirst ? full : version === 2 ? full / 2 : full / 4;
	const samples = isFirst ? 1152 : 576;
	const padding = (head >>> 9) & 1;
	const length = Math.floor(((samples / 8) * kbits * 1000) / rate) + padding;
	return { length, seconds: samples / rate };
}

function textAt(view: DataView, at: number, length: number): string {
	if (at < 0 || at + length > view.byteLength) return '';
	return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}
