import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, layOut, type Scene } from './timeline.ts';

function scene(line: number, ...times: string[]): Scene {
	return {
		line,
		entries: times.map((occurredAt, index) => ({
			metric: 'deals-won',
			member: 'Lena Tran',
			value: '1',
			occurredAt,
			source: 'crm',
			externalId: `${line}-${index}`
		}))
	};
}

describe('a file’s days on the line of time', () => {
	it('starts with the first day, skips empty days and spreads each day evenly', () => {
		const cues = layOut([
			scene(2, '2017-12-03'),
			scene(3, '2017-12-01'),
			scene(4, '2017-12-03'),
			scene(5, '2017-12-03')
		]);
		expect(cues.map(({ line, at }) => [line, at])).toEqual([
			[3, 0],
			[2, DAY_MS],
			[4, DAY_MS + DAY_MS / 3],
			[5, DAY_MS + (2 * DAY_MS) / 3]
		]);
	});

	it('follows the clock where the file has one', () => {
		const cues = layOut([scene(2, '2017-12-01T15:00:00Z'), scene(3, '2017-12-01T09:00:00Z')]);
		expect(cues.map((cue) => cue.line)).toEqual([3, 2]);
	});

	it('plays a deal with its revenue, and its opening on the day it was opened', () => {
		const cues = layOut([scene(2, '2017-12-05', '2017-12-05', '2017-10-01')]);
		expect(cues.map((cue) => cue.entries.length)).toEqual([1, 2]);
	});

	it('takes December only', () => {
		const all = [
			scene(2, '2017-11-30'),
			scene(3, '2017-12-01'),
			scene(4, '2017-12-31'),
			scene(5, '2018-01-01')
		];
		expect(layOut(all, '2017-12-01', '2017-12-31').map((cue) => cue.line)).toEqual([3, 4]);
	});

	it('loses no activity and never goes back in time', () => {
		const days = fc
			.integer({ min: 1, max: 28 })
			.map((day) => `2017-12-${String(day).padStart(2, '0')}`);
		fc.assert(
			fc.property(fc.array(fc.array(days, { minLength: 1, maxLength: 3 })), (lines) => {
				const cues = layOut(lines.map((times, index) => scene(index + 2, ...times)));
				expect(cues.flatMap((cue) => cue.entries)).toHaveLength(lines.flat().length);
				expect(cues.every((cue, index) => index === 0 || cue.at >= cues[index - 1]!.at)).toBe(true);
			})
		);
	});
});
