import { expect, it } from 'vitest';
import { foundOrganization } from '#lib/app/server/found-organization.ts';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { firstDifference } from './check-clocks.ts';

const { db } = await freshDatabase();
const IN_2023 = Date.UTC(2023, 0, 1);

it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
	'Node and PostgreSQL agree about a year of %s',
	async (zone) => {
		expect(await firstDifference(db, zone, IN_2023)).toBeUndefined();
	}
);

it('an organization is not founded in a zone that PostgreSQL does not know', async () => {
	const founded = await foundOrganization(
		{ db, clock: { now: () => new Date(IN_2023) }, announce: () => {} },
		{
			name: 'Halden & Co',
			timeZone: 'Mars/Olympus',
			currency: 'EUR',
			weekStart: 1,
			admin: { name: 'Greta Lindqvist', email: 'greta@halden.example' }
		}
	);
	expect(founded).toMatchObject({
		ok: false,
		problem: { fields: { timeZone: expect.any(String) } }
	});
});
