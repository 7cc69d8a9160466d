import { count, eq } from 'drizzle-orm';
import { hashSecret, newId } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { slug, type OrgId } from '#lib/platform/ids.ts';
import type { Team } from '../person.ts';
import { listTeams } from './list-teams.ts';
import { teams } from './schema.ts';

const COLOURS = 6;

/** Answers the team that already has this key, so that an import may name a team on every line. */
export async function addTeam(
	tx: Queryable,
	orgId: OrgId,
	command: { name: string }
): Promise<Team> {
	const key = teamKeyOf(command.name);
	const [size] = await tx.select({ n: count() }).from(teams).where(eq(teams.orgId, orgId));
	await tx
		.insert(teams)
		.values({
			orgId,
			id: newId<'team'>(),
			key,
			name: command.name.trim(),
			colour: ((size?.n ?? 0) % COLOURS) + 1
		})
		.onConflictDoNothing({ target: [teams.orgId, teams.key] });
	const team = (await listTeams(tx, orgId)).find((team) => team.key === key);
	if (!team) throw new Error(`team ${key} vanished while it was added`);
	return team;
}

/** A name without a Latin letter or digit has no slug; its key is drawn from the name all the same. */
export function teamKeyOf(name: string): string {
	return slug(name) || `team-${hashSecret(name.trim()).slice(0, 8)}`;
}
