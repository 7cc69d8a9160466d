import { newId } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { OrgId, TeamId } from '#lib/platform/ids.ts';
import type { CheckedRow } from '../people-rows.ts';
import { SINCE_EVER } from './move-member.ts';
import { members, teamManagers, teamMemberships } from './schema.ts';

// PostgreSQL takes 65,535 parameters a statement; a member has eight.
const AT_ONCE = 1000;
const COLOURS = 6;

/** New people with their place in one statement per thousand: ten thousand take a second, not a minute. */
export async function insertPeople(
	tx: Queryable,
	orgId: OrgId,
	rows: CheckedRow[],
	teamOf: (row: CheckedRow) => TeamId | undefined,
	{ now, already }: { now: Date; already: number }
): Promise<void> {
	for (let from = 0; from < rows.length; from += AT_ONCE) {
		const people = rows.slice(from, from + AT_ONCE).map((row, index) => ({
			id: newId<'member'>(now),
			teamId: teamOf(row),
			row,
			colour: ((already + from + index) % COLOURS) + 1
		}));
		await tx.insert(members).values(
			people.map(({ id, row, colour }) => ({
				orgId,
				id,
				reference: row.reference,
				name: row.name,
				email: row.email,
				role: row.role,
				colour,
				joinedAt: now
			}))
		);
		const placed = people.flatMap(({ id, row, teamId }) =>
			teamId ? [{ orgId, memberId: id, teamId, manages: row.role === 'manager' }] : []
		);
		const leads = placed.filter(({ manages }) => manages);
		const works = placed.filter(({ manages }) => !manages);
		if (leads.length)
			await tx
				.insert(teamManagers)
				.values(leads.map(({ memberId, teamId }) => ({ orgId, memberId, teamId })));
		if (works.length)
			await tx
				.insert(teamMemberships)
				.values(
					works.map(({ memberId, teamId }) => ({ orgId, memberId, teamId, startsOn: SINCE_EVER }))
				);
	}
}
