import { describe, expect, it } from 'vitest';
import { isOwnSound, SOUND_SECONDS, soundOf, SOUNDS } from './sounds.ts';

describe('sounds to ring for a win', () => {
	it('are eight of different names', () => {
		expect(SOUNDS).toHaveLength(8);
		expect(new Set(SOUNDS.map(({ key }) => key)).size).toBe(8);
		expect(new Set(SOUNDS.map(({ name }) => name)).size).toBe(8);
	});

	it.each(SOUNDS)('$name is over in time, and audible', ({ tones }) => {
		expect(tones.length).toBeGreaterThan(2);
		expect(Math.max(...tones.map(({ at, lasts }) => at + lasts))).toBeLessThan(SOUND_SECONDS);
		for (const { hz, loudness, at, lasts } of tones) {
			expect(hz).toBeGreaterThan(60);
			expect(hz).toBeLessThan(16_000);
			expect(loudness).toBeGreaterThan(0);
			expect(loudness).toBeLessThanOrEqual(1);
			expect(at).toBeGreaterThanOrEqual(0);
			expect(lasts).toBeGreaterThan(0);
		}
	});

	it('are the bell where the key is none of ours', () => {
		expect(soundOf('airhorn').key).toBe('bell');
		expect(soundOf('gong').name).toBe('Gong');
		expect(isOwnSound('/members/a/sound/b')).toBe(true);
		expect(isOwnSound('gong')).toBe(false);
	});
});
