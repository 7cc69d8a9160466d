import { count, desc, eq, sql } from 'drizzle-orm';
import { awards } from '#lib/badges/server/index.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { isLive, isRevoked, ofItsAward } from './live.ts';
import { credentials, signingKeys } from './schema.ts';

/** What an admin sees of sharing: how much, and the keys. Who shared what is theirs to tell. */
export interface Sharing {
	live: number;
	revoked: number;
	/** The newest first; days are the organization's, `YYYY-MM-DD`. */
	keys: { id: string; since: string; until: string | null }[];
}

/** How much an organization shows outside and with which keys, for its admins; days are its own. */
export async function readSharing(db: Queryable, orgId: OrgId): Promise<Sharing> {
	const { timeZone } = await readOrganization(db, orgId);
	const [counted] = await db
		.select({
			live: count(sql`case when ${isLive()} then 1 end`),
			revoked: count(sql`case when ${isRevoked()} then 1 end`)
		})
		.from(credentials)
		.innerJoin(awards, ofItsAward())
		.where(eq(credentials.orgId, orgId));
	const keys = await db
		.select({
			id: signingKeys.id,
			createdAt: signingKeys.createdAt,
			retiredAt: signingKeys.retiredAt
		})
		.from(signingKeys)
		.where(eq(signingKeys.orgId, orgId))
		.orderBy(desc(signingKeys.createdAt), desc(signingKeys.id));
	return {
		live: counted!.live,
		revoked: counted!.revoked,
		keys: keys.map(({ id, createdAt, retiredAt }) => ({
			id,
			since: dayIn(timeZone, createdAt),
			until: retiredAt && dayIn(timeZone, retiredAt)
		}))
	};
}
