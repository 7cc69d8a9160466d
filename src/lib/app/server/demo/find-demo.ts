import { listOrganizations, type Organization } from '#lib/identity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** The demo team's organization; an installation has one at most. */
export async function findDemo(db: Queryable): Promise<Organization | undefined> {
	return (await listOrganizations(db)).find((organization) => organization.isDemo);
}
