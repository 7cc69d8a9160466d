import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayIn, isTimeZone } from './zone.ts';

const { Instant, PlainDate } = Temporal;
const ZONES = Intl.supportedValuesOf('timeZone');
const QUARTER_HOUR_MS = 900_000;

const anInstant = fc
	.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
	.map((seconds) => new Date(seconds * 1000));

function expectSameDay(zone: string, at: Date): void {
	const local = Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
	expect(dayIn(zone, at), `${zone} ${at.toISOString()}`).toBe(local.toPlainDate().toString());
}

/** How many quarters of an hour of these two days around it fall on the day. */
function quarterHours(zone: string, day: string): number {
	const noon = Date.parse(`${day}T12:00:00Z`);
	const around = Array.from({ length: 4 * 72 }, (_, i) => noon + (i - 4 * 36) * QUARTER_HOUR_MS);
	return around.filter((at) => dayIn(zone, new Date(at)) === day).length;
}

describe('the day in a zone', () => {
	it('is what another calendar says, in every zone there is', () => {
		for (const zone of ZONES)
			for (const at of fc.sample(anInstant, { numRuns: 8, seed: 18 })) expectSameDay(zone, at);
	});

	it('changes when the clocks do, on either side of every change of ten zones', () => {
		const zones = ['Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Atlantic/Azores'];
		const odd = ['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Havana'];
		for (const zone of [...zones, ...odd, 'Asia/Tehran', 'Pacific/Chatham']) {
			let next = Instant.from('2005-01-01T00:00:00Z').toZonedDateTimeISO(zone);
			for (let changes = 0; changes < 20; changes++) {
				const change = next.getTimeZoneTransition('next');
				if (!change) break;
				for (const seconds of [-3601, -1, 0, 1, 3599])
					expectSameDay(zone, new Date(change.epochMilliseconds + seconds * 1000));
				next = change;
			}
		}
	});

	it.each([
		['Europe/Berlin', '2026-03-29', 23],
		['Europe/Berlin', '2026-10-25', 25],
		['Europe/Berlin', '2026-11-18', 24],
		['America/New_York', '2026-03-08', 23],
		['America/New_York', '2026-11-01', 25],
		['America/Sao_Paulo', '2018-11-04', 23],
		['Atlantic/Azores', '2026-10-25', 25],
		['Australia/Lord_Howe', '2026-10-04', 23.5],
		['Australia/Lord_Howe', '2026-04-05', 24.5],
		['Pacific/Apia', '2011-12-29', 24],
		['Pacific/Apia', '2011-12-30', 0],
		['Pacific/Kwajalein', '1993-08-21', 0],
		['Asia/Kathmandu', '2026-02-28', 24]
	])('%s on %s has %s hours', (zone, day, hours) => {
		expect(quarterHours(zone, day) / 4).toBe(hours);
	});

	it('every instant of a calendar day falls on it', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...ZONES),
				anInstant,
				fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
				(zone, at, share) => {
					const day = dayIn(zone, at);
					const start = PlainDate.from(day).toZonedDateTime(zone);
					const length = start.hoursInDay * 3_600_000;
					const within = new Date(start.epochMilliseconds + Math.floor(length * share));
					expect(dayIn(zone, within)).toBe(day);
				}
			),
			{ numRuns: 400 }
		);
	});
});

describe('a time zone', () => {
	it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta'])(
		'is %s',
		(name) => {
			expect(isTimeZone(name)).toBe(true);
		}
	);

	// PostgreSQL reads an offset the other way round: its +05:30 lies west of Greenwich.
	it.each(['+05:30', '-08', '+0530', 'Mars/Olympus', '', ' UTC'])('is not %j', (name) => {
		expect(isTimeZone(name)).toBe(false);
	});
});
