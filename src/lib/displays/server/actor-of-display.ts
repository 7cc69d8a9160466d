import { and, eq, isNull } from 'drizzle-orm';
import { hashSecret } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { DisplayActor } from '#lib/identity/actor.ts';
import { displays } from './schema.ts';

/** The TV's bearer token; a name of its own, so that a phone and a TV can share one browser. */
export const DISPLAY_COOKIE = 'winbell-tv';

/** Null for a TV that is not paired, or no longer. */
export async function actorOfDisplay(
	db: Queryable,
	token: string | undefined
): Promise<DisplayActor | null> {
	if (!token || token.length > 100) return null;
	const [row] = await db
		.select({ orgId: displays.orgId, displayId: displays.id, teamId: displays.teamId })
		.from(displays)
		.where(and(eq(displays.tokenHash, hashSecret(token)), isNull(displays.revokedAt)));
	return row ? { kind: 'display', ...row } : null;
}
