import { and, eq } from 'drizzle-orm';
import { dayIn } from '#lib/platform/zone.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { checkRows, type CheckedRow, type PersonRow, type RefusedRow } from '../people-rows.ts';
import { addTeam, teamKeyOf } from './add-team.ts';
import { leadNothing } from './change-role.ts';
import { insertPeople } from './insert-people.ts';
import { listTeams } from './list-teams.ts';
import { moveMember, SINCE_EVER } from './move-member.ts';
import { readOrganization } from './read-organization.ts';
import { members, organizations, teamManagers, teamMemberships } from './schema.ts';

export interface ImportedPeople {
	added: number;
	changed: number;
	unchanged: number;
	/** Keys of teams that were not there before. */
	newTeams: string[];
	refused: RefusedRow[];
}

type Known = Pick<typeof members.$inferSelect, 'id' | 'reference' | 'name' | 'email' | 'role'>;
type Place = { memberId: MemberId; teamId: TeamId };

/**
 * People by reference: a second import of the same rows changes nothing. A rep's team holds since
 * ever where they had none, and from today where they had another; a manager's team is the one they
 * manage. An empty team or e-mail leaves what is there, and an admin stays an admin.
 */
export async function importPeople(
	context: Context,
	orgId: OrgId,
	rows: PersonRow[]
): Promise<ImportedPeople> {
	const now = context.clock.now();
	const imported = await context.db.transaction(async (tx) => {
		const { known, today } = await holdStill(tx, orgId, now);
		const { checked, refused } = checkRows(rows, known);
		const { teams, newTeams } = await nameTeams(tx, orgId, checked);
		const teamOf = (row: CheckedRow) => (row.team ? teams.get(teamKeyOf(row.team)) : undefined);
		const before = new Map(known.map((person) => [person.reference, person]));
		const added = checked.filter((row) => !before.has(row.reference));
		await insertPeople(tx, orgId, added, teamOf, { now, already: known.length });
		const places = await readPlaces(tx, orgId);
		const changed: MemberId[] = [];
		for (const row of checked) {
			const person = before.get(row.reference);
			if (!person) continue;
			const edited = await edit(tx, orgId, person, row);
			const placed = await place(tx, orgId, person.id, row.role, teamOf(row), places, today);
			if (edited || placed) changed.push(person.id);
		}
		const unchanged = checked.length - added.length - changed.length;
		return { added: added.length, changed, unchanged, newTeams, refused };
	});
	const { added, changed, newTeams } = imported;
	// Rights hang on role and team: open screens come back with the new ones.
	const facts = ['people', ...changed.map((id) => `revoked:member:${id}`)];
	if (added + changed.length + newTeams.length) context.announce(orgId, facts);
	return { ...imported, changed: changed.length };
}

// Nobody joins meanwhile, so that what is checked here still holds when it is written.
async function holdStill(tx: Queryable, orgId: OrgId, now: Date) {
	await tx
		.select({ id: organizations.id })
		.from(organizations)
		.where(eq(organizations.id, orgId))
		.for('update');
	const known: Known[] = await tx
		.select({
			id: members.id,
			reference: members.reference,
			name: members.name,
			email: members.email,
			role: members.role
		})
		.from(members)
		.where(eq(members.orgId, orgId));
	return { known, today: dayIn((await readOrganization(tx, orgId)).timeZone, now) };
}

async function nameTeams(tx: Queryable, orgId: OrgId, rows: CheckedRow[]) {
	const teams = new Map((await listTeams(tx, orgId)).map(({ key, id }) => [key, id]));
	const newTeams: string[] = [];
	for (const { team: name } of rows) {
		if (!name || teams.has(teamKeyOf(name))) continue;
		const team = await addTeam(tx, orgId, { name });
		teams.set(team.key, team.id);
		newTeams.push(team.key);
	}
	return { teams, newTeams };
}

async function readPlaces(tx: Queryable, orgId: OrgId) {
	const memberships = await tx
		.select({ memberId: teamMemberships.memberId, teamId: teamMemberships.teamId })
		.from(teamMemberships)
		.where(eq(teamMemberships.orgId, orgId))
		.orderBy(teamMemberships.startsOn);
	const managed: Place[] = await tx
		.select({ memberId: teamManagers.memberId, teamId: teamManagers.teamId })
		.from(teamManagers)
		.where(eq(teamManagers.orgId, orgId));
	return {
		latest: new Map(memberships.map(({ memberId, teamId }) => [memberId, teamId])),
		manages: new Set(managed.map(({ memberId, teamId }) => `${memberId} ${teamId}`))
	};
}

async function edit(tx: Queryable, orgId: OrgId, person: Known, row: CheckedRow): Promise<boolean> {
	const next = {
		name: row.name,
		email: row.email ?? person.email,
		role: person.role === 'admin' ? person.role : row.role
	};
	if (next.name === person.name && next.email === person.email && next.role === person.role)
		return false;
	await tx
		.update(members)
		.set(next)
		.where(and(eq(members.orgId, orgId), eq(members.id, person.id)));
	if (next.role === 'rep') await leadNothing(tx, orgId, person.id);
	return true;
}

async function place(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	role: CheckedRow['role'],
	teamId: TeamId | undefined,
	places: Awaited<ReturnType<typeof readPlaces>>,
	today: Day
): Promise<boolean> {
	if (!teamId) return false;
	if (role === 'manager') {
		if (places.manages.has(`${memberId} ${teamId}`)) return false;
		await tx.insert(teamManagers).values({ orgId, memberId, teamId });
		return true;
	}
	const latest = places.latest.get(memberId);
	if (latest === teamId) return false;
	await moveMember(tx, orgId, memberId, teamId, latest ? today : SINCE_EVER);
	return true;
}
