import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS, periodOf, type Day, type Period } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { OwnTarget } from '../target.ts';
import { POINTS } from './metric-of-target.ts';
import { targets } from './schema.ts';

/**
 * What a member aims at today, the shortest periods first, each with what the running period has
 * brought. Empty for a reader whom it does not concern: targets are the member's and their leader's.
 */
export async function ownTargets(
	{ db, clock }: Context,
	reader: MemberActor,
	memberId: MemberId
): Promise<OwnTarget[]> {
	const { orgId } = reader;
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const person = await readPerson(db, orgId, memberId, today);
	if (!person || !may(reader, { may: 'targets.read', of: memberId, team: person.teamId }))
		return [];
	const held = await heldToday(db, orgId, memberId, today);
	if (!held.length) return [];
	const metrics = await listMetrics(db, orgId, today);
	const known = [POINTS, ...metrics.map(({ id, ...metric }) => ({ ...metric, id: String(id) }))];
	const periods = PERIOD_KINDS.map((kind) => periodOf(kind, today, organization));
	const values = await reachedIn(db, orgId, memberId, periods);
	return periods.flatMap(({ kind }) =>
		known.flatMap(({ id, key, name, unit }) => {
			const target = held.find((each) => each.metricId === id && each.kind === kind)?.value ?? null;
			if (target === null) return [];
			const value = values.get(`${id} ${kind}`) ?? '0';
			return { metric: { key, name, unit }, period: kind, target: target.toString(), value };
		})
	);
}

async function heldToday(db: Queryable, orgId: OrgId, memberId: MemberId, today: Day) {
	return db
		.selectDistinctOn([targets.metricId, targets.periodKind], {
			metricId: targets.metricId,
			kind: targets.periodKind,
			value: targets.value
		})
		.from(targets)
		.where(
			and(
				eq(targets.orgId, orgId),
				eq(targets.memberId, memberId),
				lte(targets.effectiveFrom, today)
			)
		)
		.orderBy(targets.metricId, targets.periodKind, desc(targets.effectiveFrom));
}

async function reachedIn(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	periods: Period[]
): Promise<Map<string, string>> {
	const running = periods.map(({ kind, start }) => sql`(${kind}, ${start}::date)`);
	const rows = await db
		.select({
			metricId: totals.metricId,
			kind: totals.periodKind,
			value: sql<string>`sum(${totals.value})::text`
		})
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				eq(totals.memberId, memberId),
				sql`(${totals.periodKind}, ${totals.periodStart}) in (${sql.join(running, sql`, `)})`
			)
		)
		.groupBy(totals.metricId, totals.periodKind);
	return new Map(rows.map(({ metricId, kind, value }) => [`${metricId} ${kind}`, value]));
}
