import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import { nextHuddle } from './huddle.ts';

const rules = (huddleDays: number[], time: string) => ({
	badgesAWeek: 3,
	huddleDays,
	huddleAt: minuteOf(time)!
});
const BERLIN = 'Europe/Berlin';

describe('the next huddle', () => {
	it.each<[string, number[], string, string, string, string | undefined]>([
		['later today', [3], '10:30', BERLIN, '2026-11-18T09:00:00Z', '2026-11-18T09:30:00.000Z'],
		[
			'not the one that begins now',
			[3],
			'10:00',
			BERLIN,
			'2026-11-18T09:00:00Z',
			'2026-11-25T09:00:00.000Z'
		],
		['tomorrow', [1, 4], '09:00', BERLIN, '2026-11-18T09:00:00Z', '2026-11-19T08:00:00.000Z'],
		[
			'after the weekend',
			[1, 4],
			'09:00',
			BERLIN,
			'2026-11-19T09:00:00Z',
			'2026-11-23T08:00:00.000Z'
		],
		[
			'on their Monday, which is our Sunday',
			[1],
			'08:00',
			'Pacific/Auckland',
			'2026-11-21T12:00:00Z',
			'2026-11-22T19:00:00.000Z'
		],
		[
			'after clocks went back',
			[1],
			'09:00',
			BERLIN,
			'2026-10-24T08:00:00Z',
			'2026-10-26T08:00:00.000Z'
		],
		['before they did', [6], '09:00', BERLIN, '2026-10-24T06:00:00Z', '2026-10-24T07:00:00.000Z'],
		[
			'at an hour that comes twice: the first',
			[7],
			'02:30',
			BERLIN,
			'2026-10-24T22:00:00Z',
			'2026-10-25T00:30:00.000Z'
		],
		[
			'and a week later between the two',
			[7],
			'02:30',
			BERLIN,
			'2026-10-25T01:00:00Z',
			'2026-11-01T01:30:00.000Z'
		],
		[
			'at an hour that is skipped: as much later',
			[7],
			'02:30',
			BERLIN,
			'2026-03-28T22:00:00Z',
			'2026-03-29T01:30:00.000Z'
		],
		['nowhere without days', [], '09:00', BERLIN, '2026-11-18T09:00:00Z', undefined]
	])('%s', (_, days, time, zone, now, expected) => {
		expect(nextHuddle(rules(days, time), zone, new Date(now))?.toISOString()).toBe(expected);
	});

	it('is where another calendar has it, around every change of the clocks', () => {
		const zones = [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Atlantic/Azores', 'UTC'];
		const anInstant = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 });
		const aDay = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
		fc.assert(
			fc.property(
				fc.constantFrom(...zones),
				anInstant,
				aDay,
				fc.integer({ min: 0, max: 1439 }),
				(zone, seconds, huddleDays, huddleAt) => {
					const now = new Date(seconds * 1000);
					const found = nextHuddle({ badgesAWeek: 3, huddleDays, huddleAt }, zone, now)!;
					expect(found.toISOString()).toBe(byTemporal(zone, now, huddleDays, huddleAt));
				}
			),
			{ numRuns: 300 }
		);
	});
});

function byTemporal(zone: string, now: Date, days: number[], minute: number): string {
	const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
	const today = instant.toZonedDateTimeISO(zone).toPlainDate();
	const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
	for (let ahead = 0; ; ahead++) {
		const day = today.add({ days: ahead });
		if (!days.includes(day.dayOfWeek)) continue;
		const at = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
		if (at.epochMilliseconds > now.getTime()) return new Date(at.epochMilliseconds).toISOString();
	}
}
