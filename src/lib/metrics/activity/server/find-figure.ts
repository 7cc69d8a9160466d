import { and, eq } from 'drizzle-orm';
import { groups, listTeams, members, readOrganization } from '#lib/identity/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FigureAddress } from '../figure-address.ts';
import type { BehindQuery } from './behind-query.ts';

export interface FoundFigure {
	query: BehindQuery;
	/** Whose it is, in words. */
	whose: string;
	/** What it counts: "Points", a metric's name. */
	name: string;
}

/** The figure an address names; undefined where the organization has none of it. */
export async function findFigure(
	db: Queryable,
	orgId: OrgId,
	address: FigureAddress
): Promise<FoundFigure | undefined> {
	const { from, to } = address;
	const metric =
		address.metric === 'points' ? null : await findMetric(db, orgId, address.metric, to);
	const member = address.member ? await memberOf(db, orgId, address.member as MemberId) : null;
	const teams = address.team ? await listTeams(db, orgId) : [];
	const team = address.team ? teams.find(({ key }) => key === address.team) : null;
	const group = address.group ? await groupOf(db, orgId, address.group) : null;
	if (metric === undefined || member === undefined || team === undefined || group === undefined)
		return undefined;
	const page = Number(address.page ?? 1) - 1;
	const whole = team ?? group ?? (await readOrganization(db, orgId));
	return {
		query: {
			memberId: member?.id ?? null,
			metric,
			from,
			to,
			teamId: team?.id,
			groupId: group?.id,
			page
		},
		whose: (member ?? whole).name,
		name: metric?.name ?? 'Points'
	};
}

// Who has left still stands on the boards of their time.
async function memberOf(db: Queryable, orgId: OrgId, id: MemberId) {
	const [row] = await db
		.select({ id: members.id, name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, id)));
	return row;
}

async function groupOf(db: Queryable, orgId: OrgId, key: string) {
	const [row] = await db
		.select({ id: groups.id, name: groups.name })
		.from(groups)
		.where(and(eq(groups.orgId, orgId), eq(groups.key, key)));
	return row;
}
