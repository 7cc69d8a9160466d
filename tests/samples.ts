/** A PNG of one pixel, or one that says it is this wide. */
export function aPicture(width = 1): Uint8Array<ArrayBuffer> {
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP4n8HwHwAFgAI/0yKmrwAAAABJRU5ErkJggg==',
		'base64'
	);
	png.writeUInt32BE(width, 16);
	return new Uint8Array(png);
}

/** A WAV of so many seconds: a quiet tone, 8,000 bytes a second. */
export function aSound(seconds = 1): Uint8Array<ArrayBuffer> {
	const rate = 8000;
	const length = Math.round(seconds * rate);
	const wav = Buffer.alloc(44 + length);
	wav.write('RIFF', 0);
	wav.writeUInt32LE(36 + length, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(rate, 24);
	wav.writeUInt32LE(rate, 28);
	wav.writeUInt16LE(1, 32);
	wav.writeUInt16LE(8, 34);
	wav.write('data', 36);
	wav.writeUInt32LE(length, 40);
	for (let i = 0; i < length; i++)
		wav[44 + i] = 128 + Math.round(20 * Math.sin((2 * Math.PI * 440 * i) / rate));
	return new Uint8Array(wav);
}
