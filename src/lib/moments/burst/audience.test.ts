import { describe, expect, it } from 'vitest';
import { AS_IT_COMES } from '#lib/identity/preferences/preferences.ts';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import { audience } from './audience.ts';

const BERLIN = 'Europe/Berlin';
const NOON = '2026-11-18T11:00:00Z';
const RINGS = { shows: true, moves: true, volume: 60 };
const STILL = { shows: true, moves: false, volume: 60 };
const SILENT = { shows: true, moves: true, volume: 0 };
const NOTHING = { shows: false, moves: false, volume: 0 };

const quiet = (from: string, until: string) => ({
	quietFrom: minuteOf(from)!,
	quietUntil: minuteOf(until)!
});
const night = quiet('19:00', '07:30');
const earlyNight = quiet('02:00', '03:00');

describe('what a win may do on a phone', () => {
	it.each([
		['at noon', NOON, {}, BERLIN, RINGS],
		['muted', NOON, { isMuted: true }, BERLIN, SILENT],
		['turned down', NOON, { volume: 0 }, BERLIN, SILENT],
		['turned up', NOON, { volume: 100 }, BERLIN, { ...RINGS, volume: 100 }],
		['on a call', NOON, { onCallUntil: '2026-11-18T11:15:00Z' }, BERLIN, NOTHING],
		[
			'a second before the call is over',
			NOON,
			{ onCallUntil: '2026-11-18T11:00:01Z' },
			BERLIN,
			NOTHING
		],
		['when the call is over', NOON, { onCallUntil: NOON }, BERLIN, RINGS],
		[
			'on a call and muted',
			NOON,
			{ onCallUntil: '2026-11-18T11:15:00Z', isMuted: true },
			BERLIN,
			NOTHING
		],

		['a minute before quiet hours', '2026-11-18T17:59:59Z', night, BERLIN, RINGS],
		['as quiet hours begin', '2026-11-18T18:00:00Z', night, BERLIN, NOTHING],
		['at midnight within them', '2026-11-18T23:00:00Z', night, BERLIN, NOTHING],
		['in the last minute of them', '2026-11-19T06:29:59Z', night, BERLIN, NOTHING],
		['as they end', '2026-11-19T06:30:00Z', night, BERLIN, RINGS],
		['where the person is, not where the office is', NOON, night, 'Asia/Tokyo', NOTHING],
		['within one day', '2026-11-18T12:30:00Z', quiet('13:00', '14:00'), BERLIN, NOTHING],
		['after those', '2026-11-18T13:00:00Z', quiet('13:00', '14:00'), BERLIN, RINGS],
		[
			'with hours that begin as they end: never quiet',
			NOON,
			quiet('12:00', '12:00'),
			BERLIN,
			RINGS
		],
		['from midnight', '2026-11-17T23:00:00Z', quiet('00:00', '06:00'), BERLIN, NOTHING],
		['until midnight', '2026-11-18T22:59:00Z', quiet('22:00', '00:00'), BERLIN, NOTHING],
		[
			'at midnight, until which it was quiet',
			'2026-11-18T23:00:00Z',
			quiet('22:00', '00:00'),
			BERLIN,
			RINGS
		],

		// 29 March 2026: after 01:59 comes 03:00. 25 October 2026: 02:00 to 02:59 comes twice.
		['before an hour that the night leaves out', '2026-03-29T00:59:59Z', earlyNight, BERLIN, RINGS],
		['where that hour would have been quiet', '2026-03-29T01:00:00Z', earlyNight, BERLIN, RINGS],
		[
			'with quiet hours that end in it',
			'2026-03-29T01:00:00Z',
			quiet('22:00', '02:30'),
			BERLIN,
			RINGS
		],
		[
			'with quiet hours that begin in it',
			'2026-03-29T01:00:00Z',
			quiet('02:30', '07:00'),
			BERLIN,
			NOTHING
		],
		['in an hour that comes twice, at first', '2026-10-25T00:30:00Z', earlyNight, BERLIN, NOTHING],
		['and again', '2026-10-25T01:30:00Z', earlyNight, BERLIN, NOTHING],
		['and after it', '2026-10-25T02:00:00Z', earlyNight, BERLIN, RINGS],
		['the morning after the clocks went forward', '2026-03-29T05:29:59Z', night, BERLIN, NOTHING],
		['and half past seven of it', '2026-03-29T05:30:00Z', night, BERLIN, RINGS]
	] as const)('%s', (_name, now, wishes, timeZone, expected) => {
		const situation = {
			now: new Date(now as string),
			timeZone: timeZone as string,
			isStill: false
		};
		expect(audience({ ...AS_IT_COMES, ...(wishes as object) }, situation)).toEqual(expected);
	});

	it('moves nothing where the system asks for less motion', () => {
		const situation = { now: new Date(NOON), timeZone: BERLIN, isStill: true };
		expect(audience(AS_IT_COMES, situation)).toEqual(STILL);
	});
});
