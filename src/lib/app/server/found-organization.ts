import { seedBadges } from '#lib/badges/server/index.ts';
import type { Organization } from '#lib/identity/organization.ts';
import {
	addMember,
	addTeam,
	createOrganization,
	knowsZone,
	type NewOrganization
} from '#lib/identity/server/index.ts';
import { seedMetrics } from '#lib/metrics/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, type Problem, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { seedValues } from '#lib/recognition/server/index.ts';

export interface Foundation extends NewOrganization {
	/** Without a password only for the demo team, whose people sign in by being stepped into. */
	admin: { name: string; email: string; password?: string };
	/** The name of the first team. */
	team?: string;
}

export interface Founded {
	organization: Organization;
	adminId: MemberId;
}

/**
 * Makes an organization that can start at once: its admin, its first team, and the starting set of
 * metrics, values and badges. All of it or nothing.
 */
export async function foundOrganization(
	context: Context,
	foundation: Foundation
): Promise<Result<Founded>> {
	const now = context.clock.now();
	try {
		return ok(await context.db.transaction((tx) => found(tx, foundation, now)));
	} catch (error) {
		if (error instanceof Refused) return { ok: false, problem: error.problem };
		throw error;
	}
}

// Thrown only to roll back; never leaves this file.
class Refused extends Error {
	constructor(readonly problem: Problem) {
		super(problem.detail);
	}
}

async function found(tx: Queryable, foundation: Foundation, now: Date): Promise<Founded> {
	const { admin, team, ...wanted } = foundation;
	if (!(await knowsZone(tx, wanted.timeZone))) throw new Refused(unknownZone(wanted.timeZone));
	const organization = await createOrganization(tx, wanted, now);
	const member = await addMember(tx, organization.id, { ...admin, role: 'admin' }, now);
	if (!member.ok) throw new Refused(member.problem);
	if (team) await addTeam(tx, organization.id, { name: team });
	await seedMetrics(tx, organization.id);
	await seedValues(tx, organization.id);
	await seedBadges(tx, organization.id);
	return { organization, adminId: member.value.id };
}

function unknownZone(timeZone: string): Problem {
	const detail = `Your PostgreSQL does not know the time zone ${timeZone}. Choose another one with the same clocks.`;
	return { kind: 'invalid', detail, fields: { timeZone: detail } };
}
