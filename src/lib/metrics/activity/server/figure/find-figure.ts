import { and, eq } from 'drizzle-orm';
import { groups, listTeams, members, readOrganization } from '#lib/identity/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FigureAddress } from '../../figure-address.ts';
import { readListPage } from '../../list-page.ts';
import type { BehindQuery } from './behind-query.ts';
import type { GoalFigureOf } from './goal-figure.ts';

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
	address: FigureAddress,
	goalFigureOf: GoalFigureOf
): Promise<FoundFigure | undefined> {
	const metric = await metricOf(db, orgId, address);
	const scope = await scopeOf(db, orgId, address);
	const goal = address.goal ? await goalFigureOf(db, orgId, address.goal as GoalId) : null;
	if (metric === undefined || !scope || goal === undefined) return undefined;
	if (goal && goal.metric !== metric?.key) return undefined;
	const { whose: who, ...scoped } = scope;
	const within = goal ? { ...scoped, goal } : scoped;
	const whose = goal ? [address.member ? `${who}, for ` : '', `“${goal.title}”`].join('') : who;
	const { from, to } = address;
	const page = readListPage(address.page);
	return { query: { ...within, metric, from, to, page }, whose, name: metric?.name ?? 'Points' };
}

/** Null for points, undefined for none. */
async function metricOf(db: Queryable, orgId: OrgId, { metric, to }: FigureAddress) {
	return metric === 'points' ? null : findMetric(db, orgId, metric, to);
}

type Scope = Pick<BehindQuery, 'memberId' | 'teamId' | 'groupId'> & { whose: string };

async function scopeOf(
	db: Queryable,
	orgId: OrgId,
	{ member: memberId, team: teamKey, group: groupKey }: FigureAddress
): Promise<Scope | undefined> {
	const member = memberId ? await memberOf(db, orgId, memberId as MemberId) : null;
	const team = teamKey ? await teamOf(db, orgId, teamKey) : null;
	const group = groupKey ? await groupOf(db, orgId, groupKey) : null;
	if (member === undefined || team === undefined || group === undefined) return undefined;
	const whole = member ?? team ?? group ?? (await readOrganization(db, orgId));
	return {
		memberId: member?.id ?? null,
		teamId: team?.id,
		groupId: group?.id,
		whose: whole.name
	};
}

async function teamOf(db: Queryable, orgId: OrgId, key: string) {
	return (await listTeams(db, orgId)).find((team) => team.key === key);
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
