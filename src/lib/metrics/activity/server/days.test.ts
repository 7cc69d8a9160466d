import fc from 'fast-check';
import { expect, it } from 'vitest';
import { organizations } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { resolve } from './resolve.ts';

const { db } = await freshDatabase();
const ZONES = Intl.supportedValuesOf('timeZone');
const NOW = new Date('2024-06-01T12:00:00Z');
// Not the future: governments change it, and Node and PostgreSQL hear of it at different times.
const aSecond = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2024, 0, 1) / 1000 });
const AROUND_SKIPPED_DAYS = [
	'2011-12-30T09:59:59Z',
	'2011-12-30T10:00:00Z',
	'2011-12-31T10:00:00Z'
];
const AROUND_CLOCK_CHANGES = [
	'2023-03-25T23:00:00Z',
	'2023-03-26T00:59:59Z',
	'2023-03-26T21:59:59Z',
	'2023-03-26T22:00:00Z',
	'2023-10-28T23:59:59Z',
	'2023-10-29T22:59:59Z',
	'2023-10-29T23:00:00Z',
	'2020-02-29T23:30:00Z'
];

const orgs = ZONES.map((timeZone) => ({ id: newId<'organization'>() as OrgId, timeZone }));
await db
	.insert(organizations)
	.values(
		orgs.map(({ id, timeZone }) => ({ id, timeZone, slug: id, name: timeZone, currency: 'EUR' }))
	);

function entry(occurredAt: string) {
	return { metric: 'x', member: 'x', value: 1, occurredAt, source: 'x', externalId: 'x' };
}

it('the day of an entry is the same to PostgreSQL and to Node, in every zone there is', async () => {
	const seconds = fc.sample(aSecond, { numRuns: 8, seed: 18 });
	const random = seconds.map((second) => new Date(second * 1000).toISOString());
	const instants = [...AROUND_SKIPPED_DAYS, ...AROUND_CLOCK_CHANGES, ...random];
	const asked = orgs.flatMap(({ id, timeZone }) =>
		instants.map((at) => ({ orgId: id, timeZone, at, entry: entry(at) }))
	);
	const found = await resolve(db, asked, NOW);
	const differ = asked.filter(
		({ timeZone, at }, i) => found[i]!.day !== dayIn(timeZone, new Date(at))
	);
	expect(differ.map(({ timeZone, at }) => `${timeZone} ${at}`)).toEqual([]);
	expect(asked.length).toBeGreaterThan(7000);
});

it('an entry with a day alone happened on that day, and today is today, in every zone', async () => {
	const days = ['2024-02-29', '2023-03-26', '2023-10-29', '2018-11-04', '2023-12-31'];
	const asked = orgs.flatMap(({ id, timeZone }) =>
		days.map((day) => ({ orgId: id, timeZone, day, entry: entry(day) }))
	);
	const found = await resolve(db, asked, NOW);
	for (const [i, { timeZone, day }] of asked.entries()) {
		const { occurredAt, today } = found[i]!;
		expect([timeZone, dayIn(timeZone, occurredAt!)]).toEqual([timeZone, day]);
		expect(found[i]!.day).toBe(day);
		expect(today).toBe(dayIn(timeZone, NOW));
	}
});
