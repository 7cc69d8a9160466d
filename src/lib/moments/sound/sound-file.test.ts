import { describe, expect, it } from 'vitest';
import { readSoundFile } from './sound-file.ts';

const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const little = (value: number, length = 4) =>
	Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
const big = (value: number, length = 4) => little(value, length).reverse();
const zeros = (length: number) => Array.from({ length }, () => 0);
const read = (...parts: number[][]) => readSoundFile(new Uint8Array(parts.flat()));

const RATE = 8000;
const format = [
	...text('fmt '),
	...little(16),
	1,
	0,
	1,
	0,
	...little(RATE),
	...little(RATE),
	1,
	0,
	8,
	0
];
const wav = (samples: number, said = samples) => [
	...text('RIFF'),
	...little(36 + samples),
	...text('WAVE'),
	...format,
	...text('LIST'),
	...little(3),
	...zeros(4),
	...text('data'),
	...little(said),
	...zeros(samples)
];

/** MPEG 1, layer III, 64 kbit/s at 44.1 kHz: 208 bytes and 26.12 ms a frame. */
const frame = [0xff, 0xfb, 0x50, 0xc0, ...zeros(204)];
const frames = (count: number) => Array.from({ length: count }, () => frame).flat();

const page = (position: number, body: number[]) => [
	...text('OggS'),
	0,
	0,
	...little(position, 8),
	...zeros(12),
	1,
	body.length,
	...body
];
const opus = [...text('OpusHead'), 1, 1, ...little(312, 2), ...little(48_000), 0, 0, 0];
const vorbis = [1, ...text('vorbis'), ...zeros(4), 1, ...little(44_100), ...zeros(14)];

const box = (name: string, body: number[]) => [...big(8 + body.length), ...text(name), ...body];
const mvhd = box('mvhd', [...zeros(12), ...big(1000), ...big(3250), ...zeros(80)]);
const longMvhd = box('mvhd', [1, ...zeros(19), ...big(1000), ...big(4100, 8), ...zeros(80)]);
const m4a = (head: number[]) => [
	...box('ftyp', text('M4A isom')),
	...box('free', zeros(10)),
	...box('moov', head)
];

describe('a sound file, by its bytes', () => {
	it.each([
		['WAV', wav(2 * RATE), 'audio/wav', 2000],
		['WAV that was cut off', wav(RATE, 2 ** 32 - 1), 'audio/wav', 1000],
		['MP3', frames(100), 'audio/mpeg', 2613],
		[
			'MP3 behind a tag',
			[...text('ID3'), 3, 0, 0, 0, 0, 1, 2, ...zeros(130), ...frames(38)],
			'audio/mpeg',
			993
		],
		['Opus', [...page(0, opus), ...page(48_312, zeros(200))], 'audio/ogg', 1000],
		['Vorbis', [...page(0, vorbis), ...page(88_200, zeros(200))], 'audio/ogg', 2000],
		['M4A', m4a(mvhd), 'audio/mp4', 3250],
		['M4A with long times', m4a(longMvhd), 'audio/mp4', 4100]
	] as const)('%s', (_name, bytes, mediaType, lasts) => {
		expect(read([...bytes])).toEqual({ mediaType, lasts });
	});

	it.each([
		['nothing', []],
		['words', text('A song that is none, however long it goes on.')],
		['a picture', [0x89, ...text('PNG'), ...zeros(100)]],
		['a page that says sound', text('<!doctype html><audio autoplay>')],
		['two frames', frames(2)],
		['a WAV without sound', wav(0)],
		[
			'a WAV without its format',
			[...text('RIFF'), ...little(20), ...text('WAVEdata'), ...little(8), ...zeros(8)]
		],
		['an M4A whose second is nothing', m4a(box('mvhd', zeros(100)))],
		['an M4A with a box too small', [...box('ftyp', text('M4A ')), ...big(3), ...text('moov')]],
		['an OGG cut off in its first page', page(0, opus).slice(0, 20)]
	])('is none: %s', (_name, bytes) => {
		expect(read(bytes)).toBeUndefined();
	});

	it('comes to an end whatever the bytes are', () => {
		for (const start of [wav(50), frames(4), page(9, opus), m4a(mvhd)])
			for (let cut = 0; cut < start.length; cut++) {
				read(start.slice(0, cut));
				read(start.map((byte, i) => (i === cut ? 255 - byte : byte)));
			}
	});

	it('is none where boxes stand in boxes as deep as a file can hold', () => {
		const deep = Array.from({ length: 25_000 }, () => [...big(0), ...text('moov')]).flat();
		expect(read(box('ftyp', text('M4A ')), deep)).toBeUndefined();
	});
});
