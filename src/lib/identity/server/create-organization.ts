import { newId } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { slug, type OrgId } from '#lib/platform/ids.ts';
import { WORKDAYS } from '#lib/platform/workdays.ts';
import type { Organization } from '../organization.ts';
import { organizations } from './schema.ts';

export interface NewOrganization {
	name: string;
	timeZone: string;
	currency: string;
	weekStart: number;
	fiscalStart?: number;
	isDemo?: boolean;
}

/** The slug is the name's; where it is taken, a number follows. Values are parsed at the door. */
export async function createOrganization(
	tx: Queryable,
	command: NewOrganization,
	now: Date
): Promise<Organization> {
	const base = slug(command.name) || 'organization';
	for (let attempt = 1; ; attempt++) {
		const organization: Organization = {
			id: newId<'organization'>(now) as OrgId,
			slug: attempt === 1 ? base : `${base}-${attempt}`,
			name: command.name,
			timeZone: command.timeZone,
			currency: command.currency,
			weekStart: command.weekStart,
			fiscalStart: command.fiscalStart ?? 1,
			workdays: [...WORKDAYS],
			isDemo: command.isDemo ?? false
		};
		const made = await tx
			.insert(organizations)
			.values({ ...organization, createdAt: now })
			.onConflictDoNothing({ target: organizations.slug })
			.returning({ id: organizations.id });
		if (made.length) return organization;
	}
}
