import { and, asc, eq, isNull } from 'drizzle-orm';
import { teams } from '#lib/identity/server/index.ts';
import type { DisplayId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Hours } from '../hours.ts';
import { displays } from './schema.ts';

export interface Display {
	id: DisplayId;
	name: string;
	team: { id: TeamId; key: string; name: string } | null;
	/** 0 to 100. */
	volume: number;
	hours: Hours;
	pairedAt: Date;
	lastSeenAt: Date | null;
}

/** The organization's paired TVs by name. */
export async function listDisplays(db: Queryable, orgId: OrgId): Promise<Display[]> {
	return select(db, orgId);
}

/** One of them; undefined once it is revoked. */
export async function readDisplay(
	db: Queryable,
	orgId: OrgId,
	id: DisplayId
): Promise<Display | undefined> {
	return (await select(db, orgId, id))[0];
}

async function select(db: Queryable, orgId: OrgId, id?: DisplayId): Promise<Display[]> {
	const rows = await db
		.select({ display: displays, team: { id: teams.id, key: teams.key, name: teams.name } })
		.from(displays)
		.leftJoin(teams, and(eq(teams.orgId, displays.orgId), eq(teams.id, displays.teamId)))
		.where(
			and(
				eq(displays.orgId, orgId),
				isNull(displays.revokedAt),
				id ? eq(displays.id, id) : undefined
			)
		)
		.orderBy(asc(displays.name), asc(displays.id));
	return rows.map(({ display, team }) => ({
		id: display.id,
		name: display.name,
		team,
		volume: display.volume,
		hours: { from: display.hoursFrom, until: display.hoursUntil },
		pairedAt: display.pairedAt,
		lastSeenAt: display.lastSeenAt
	}));
}
