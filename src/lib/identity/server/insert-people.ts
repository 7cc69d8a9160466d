import { newId } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
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
			people.map(({ id, row: { reference, name, email, role }, colour }) => ({
				orgId,
				id,
				reference,
				name,
				email,
				role,
				colour,
				joinedAt: now
			}))
		);
		await insertPlaces(
			tx,
			orgId,
			people.flatMap(({ id: memberId, row, teamId }) =>
				teamId ? [{ memberId, teamId, leads: row.role === 'manager' }] : []
			)
		);
	}
}

interface Place {
	memberId: MemberId;
	teamId: TeamId;
	leads: boolean;
}

async function insertPlaces(tx: Queryable, orgId: OrgId, places: Place[]): Promise<void> {
	const of = (leads: boolean) =>
		places
			.filter((place) => place.leads === leads)
			.map(({ memberId, teamId }) => ({ orgId, memberId, teamId }));
	const [leading, working] = [of(true), of(false)];
	if (leading.length) await tx.insert(teamManagers).values(leading);
	if (working.length)
		await tx
			.insert(teamMemberships)
			.values(working.map((place) => ({ ...place, startsOn: SINCE_EVER })));
}
