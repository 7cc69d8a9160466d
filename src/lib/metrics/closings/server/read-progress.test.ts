import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { organizations } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { readProgress } from './read-progress.ts';

const { db } = await freshDatabase();
const ZONES = Intl.supportedValuesOf('timeZone');
const FOUNDED = new Date('2010-01-01T12:00:00Z');
const zoneOf = new Map(ZONES.map((timeZone) => [newId<'organization'>() as OrgId, timeZone]));
await db.insert(organizations).values(
	[...zoneOf].map(([id, timeZone]) => ({
		id,
		timeZone,
		slug: id,
		name: timeZone,
		currency: 'EUR',
		createdAt: FOUNDED
	}))
);

/** The latest day that is followed by a noon which has come. */
function lastOver(timeZone: string, now: Temporal.Instant): string {
	const noonAfter = (day: Temporal.PlainDate) =>
		day.add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: '12:00' });
	let day = now.toZonedDateTimeISO(timeZone).toPlainDate();
	while (Temporal.Instant.compare(noonAfter(day).toInstant(), now) > 0)
		day = day.subtract({ days: 1 });
	return day.toString();
}

it.each([
	['on an ordinary day', '2023-11-18T11:00:00Z'],
	['a second before Berlin’s noon', '2023-11-18T10:59:59Z'],
	['at noon of the 23-hour day', '2023-03-26T10:00:00Z'],
	['just before that noon', '2023-03-26T09:59:59Z'],
	['at noon of the 25-hour day', '2023-10-29T11:00:00Z'],
	['just before that noon', '2023-10-29T10:59:59Z'],
	['where Samoa left a day out', '2011-12-30T10:00:00Z'],
	['at Samoa’s noon after it', '2011-12-30T22:00:00Z'],
	['after a leap day', '2020-03-01T00:15:00Z']
])('a day is over for good at noon after it, in every zone: %s', async (_, at) => {
	const now = Temporal.Instant.from(at);
	const progress = await readProgress(db, new Date(at));
	expect(progress).toHaveLength(ZONES.length);
	for (const { orgId, over } of progress) {
		const zone = zoneOf.get(orgId)!;
		expect([zone, over]).toEqual([zone, lastOver(zone, now)]);
	}
});
