import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { createOrganization, nextMidnight } from './index.ts';

const { db } = await freshDatabase();
const EVERYDAY = { name: 'Halden & Co', currency: 'EUR', weekStart: 1 };

it.each([
	['Europe/Berlin', '2026-11-18T12:00:00Z', '2026-11-18T23:00:00Z'],
	['Europe/Berlin, on the day of 23 hours', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00Z'],
	['Europe/Berlin, on the day of 25 hours', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00Z'],
	[
		'America/Sao_Paulo, where a midnight was left out',
		'2018-11-03T12:00:00Z',
		'2018-11-04T03:00:00Z'
	],
	['Atlantic/Azores, where midnight comes twice', '2026-10-24T12:00:00Z', '2026-10-25T00:00:00Z'],
	['Atlantic/Azores, between its two midnights', '2026-10-25T00:30:00Z', '2026-10-26T01:00:00Z'],
	['America/Havana, where midnight comes twice', '2020-10-31T12:00:00Z', '2020-11-01T04:00:00Z'],
	['Pacific/Apia, before a day that never was', '2011-12-30T05:00:00Z', '2011-12-30T10:00:00Z'],
	['Asia/Kathmandu', '2026-11-18T12:00:00Z', '2026-11-18T18:15:00Z']
])('the next day in %s', async (where, now, midnight) => {
	const timeZone = where.split(',')[0]!;
	const { id } = await createOrganization(db, { ...EVERYDAY, timeZone }, new Date(now));
	const at = await nextMidnight(db, id, new Date(now));
	expect(at.toISOString()).toBe(new Date(midnight).toISOString());
	const local = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone);
	expect(at.getTime()).toBe(local.add({ days: 1 }).startOfDay().epochMilliseconds);
});
