import { and, eq, isNull, or, isNotNull, type SQL } from 'drizzle-orm';
import { awards } from '#lib/badges/server/index.ts';
import { credentials } from './schema.ts';

/** A credential ends when its member stops sharing it, and with the award itself. */
export function isRevoked(): SQL {
	return or(isNotNull(credentials.revokedAt), isNotNull(awards.withdrawnAt))!;
}

/** Taking the award back ends the credential as much as revoking it does. */
export function isLive(): SQL {
	return and(isNull(credentials.revokedAt), isNull(awards.withdrawnAt))!;
}

/** For the `on` of a join. */
export function ofItsAward(): SQL {
	return and(eq(awards.orgId, credentials.orgId), eq(awards.id, credentials.awardId))!;
}
