import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Organization } from '../organization.ts';
import { organizations } from './schema.ts';

const COLUMNS = {
	id: organizations.id,
	slug: organizations.slug,
	name: organizations.name,
	timeZone: organizations.timeZone,
	currency: organizations.currency,
	weekStart: organizations.weekStart,
	fiscalStart: organizations.fiscalStart,
	workdays: organizations.workdays,
	isDemo: organizations.isDemo
};

/** Throws where there is no such organization: whoever holds an OrgId got it from one. */
export async function readOrganization(db: Queryable, orgId: OrgId): Promise<Organization> {
	const [organization] = await db
		.select(COLUMNS)
		.from(organizations)
		.where(eq(organizations.id, orgId));
	if (!organization) throw new Error(`no organization ${orgId}`);
	return organization;
}

export async function findOrganization(
	db: Queryable,
	slug: string
): Promise<Organization | undefined> {
	const [organization] = await db
		.select(COLUMNS)
		.from(organizations)
		.where(eq(organizations.slug, slug));
	return organization;
}

export async function listOrganizations(db: Queryable): Promise<Organization[]> {
	return db.select(COLUMNS).from(organizations).orderBy(asc(organizations.createdAt));
}
