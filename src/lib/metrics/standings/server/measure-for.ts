import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, type Person } from '#lib/identity/server/index.ts';
import { targetsOf } from '#lib/metrics/targets/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BoardQuery } from '../board-query.ts';
import type { MeasureData } from '../measure.ts';
import { defineBoard } from './define-board.ts';
import { measureOf, readBases } from './read-bases.ts';

/**
 * What a percent board measures a member by, whether they stand on it yet or not; null for nothing,
 * and on boards by value. Only for their own eyes, and those of who leads them.
 */
export async function measureFor(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	now: Date,
	memberId: MemberId
): Promise<MeasureData | null> {
	if (query.by === 'team' || (query.rank ?? 'value') === 'value') return null;
	const defined = await defineBoard(db, orgId, query, now);
	if (!defined.ok) return null;
	const bases = await readBases(db, defined.value, [memberId]);
	const measure = measureOf(defined.value, bases.get(memberId));
	return measure && { ...measure, basis: measure.basis.toString() };
}

/** Somebody's target for a period, scaled; null for none, and for a reader whom it does not concern. */
export async function targetFor(
	{ db, clock }: Context,
	reader: MemberActor,
	person: Person,
	{ metricId, period }: { metricId: string; period: Period }
): Promise<string | null> {
	if (!may(reader, { may: 'targets.read', of: person.id, team: person.teamId })) return null;
	const { timeZone } = await readOrganization(db, reader.orgId);
	const query = { metricId, period, today: dayIn(timeZone, clock.now()) };
	const targets = await targetsOf(db, reader.orgId, query, [person.id]);
	return targets.get(person.id)?.toString() ?? null;
}
