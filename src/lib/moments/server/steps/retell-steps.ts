import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import type { GoalKind } from '#lib/metrics/goals/goal.ts';
import { scopeOf } from '#lib/metrics/goals/scope.ts';
import { sharesOfAll, type CrossedGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, MemberId, MomentId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { stepHeadline, type StepSaid } from '../../step-words.ts';
import { crossingsSince, type Crossing } from './missed-crossings.ts';
import { keepPeople } from './ring-steps.ts';
import { causeOf, type StepAt } from './unrung-steps.ts';

/**
 * A goal that work was taken back from, and that other work has carried over its target again, or over
 * a further step while the target stayed reached: the moments of its steps come back without a bell, each with who carried the goal over it now, from
 * where to where, and with what each has brought by now; a target that was raised meanwhile gives its
 * figure. Goals that count taps or goals are carried
 * over by the same figures each time. Answers what to announce. Nothing is asked where no goal has
 * crossed a step.
 */
export async function retellSteps(
	db: Queryable,
	organization: Organization,
	crossed: readonly CrossedGoal[]
): Promise<string[]> {
	if (!crossed.length) return [];
	const orgId = organization.id;
	const ids = crossed.map(({ id }) => id);
	return db.transaction(async (tx) => {
		const rung = await rungSteps(tx, orgId, ids);
		const crossings = await crossingsSince(tx, orgId, rung);
		const returned = rung.flatMap((step): Returned[] => {
			const crossing = crossings.get(causeOf(step));
			return crossing && crossing.row.recordedAt > step.rungAt ? [{ ...step, crossing }] : [];
		});
		const told = await tellAnew(tx, organization, returned);
		await keepAnew(
			tx,
			organization,
			returned.filter(({ momentId }) => told.has(momentId))
		);
		return returned.length ? ['moments'] : [];
	});
}

interface RungStep extends StepAt, Omit<StepSaid, 'currency'> {
	momentId: MomentId;
	/** When the crossing was that it rang for. */
	rungAt: Date;
}

interface Returned extends RungStep {
	crossing: Crossing;
}

/** Locked, so that of two who tell the same moment anew the later one has read the later work. */
async function rungSteps(tx: Queryable, orgId: OrgId, ids: GoalId[]): Promise<RungStep[]> {
	const found = await tx.execute(sql`
		select g.id as "goalId", s.number, s.at::text as at, g.start_value::text as start,
			m.id as "momentId", m.at as "rungAt", g.title, g.segment,
			g.kind, g.team_id as "teamId", g.member_id as "memberId",
			json_build_object('name', c.name, 'unit', c.unit) as metric
		from goals g
		join metrics c on c.org_id = g.org_id and c.id = g.metric_id
		join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		cross join lateral (values (1, g.target), (2, g.second_target), (3, g.third_target))
			as s(number, at)
		join moments m on m.org_id = g.org_id and m.cause =
			'goal:' || g.id || case when s.number = 1 then '' else ':' || s.number end
		where g.org_id = ${orgId} and g.id = any(${sql.param(ids)}::uuid[])
			and g.measure = 'metric' and s.at <= p.value
		order by m.id for update of m`);
	return (found.rows as unknown as Row[]).map(({ at, start, rungAt, ...row }) => ({
		...row,
		scope: scopeOf(row),
		at: BigInt(at),
		start: BigInt(start),
		rungAt: new Date(rungAt)
	}));
}

type Row = Omit<RungStep, 'at' | 'start' | 'rungAt' | 'scope'> & {
	kind: GoalKind;
	teamId: TeamId | null;
	memberId: MemberId | null;
	at: string;
	start: string;
	rungAt: string | Date;
};

/** Answers those that say something else now. */
async function tellAnew(
	tx: Queryable,
	{ id: orgId, currency }: Organization,
	returned: Returned[]
): Promise<ReadonlySet<MomentId>> {
	if (!returned.length) return new Set();
	const column = (of: (one: Returned) => unknown) => sql.param(returned.map(of));
	const updated = await tx.execute(sql`
		update moments m set member_id = n.member_id, team_id = n.team_id,
			goal_before = n.before, goal_after = n.after, headline = n.headline
		from unnest(${column(({ momentId }) => momentId)}::uuid[],
			${column(({ crossing }) => crossing.row.memberId)}::uuid[],
			${column(({ crossing }) => crossing.row.teamId)}::uuid[],
			${column(({ crossing }) => String(crossing.step.before))}::bigint[],
			${column(({ crossing }) => String(crossing.step.after))}::bigint[],
			${column((step) => stepHeadline({ ...step, currency }))}::text[]
		) as n(id, member_id, team_id, before, after, headline)
		where m.org_id = ${orgId} and m.id = n.id
			and (m.member_id, m.team_id, m.goal_before, m.goal_after, m.headline) is distinct from
				(n.member_id, n.team_id, n.before, n.after, n.headline)
		returning m.id`);
	return new Set((updated.rows as { id: MomentId }[]).map(({ id }) => id));
}

async function keepAnew(
	tx: Queryable,
	{ id: orgId, timeZone }: Organization,
	told: Returned[]
): Promise<void> {
	const shared = told.filter(({ scope }) => scope !== 'member');
	if (!shared.length) return;
	const momentIds = shared.map(({ momentId }) => momentId);
	const brought = await sharesOfAll(tx, orgId, [...new Set(shared.map(({ goalId }) => goalId))]);
	await tx.execute(sql`delete from moment_people where org_id = ${orgId}
		and moment_id = any(${sql.param(momentIds)}::uuid[])`);
	const people = shared.flatMap(({ momentId, goalId, crossing }) => {
		const day = dayIn(timeZone, crossing.row.recordedAt);
		const shares = (brought.get(goalId) ?? []).filter(({ value }) => value > 0n);
		return shares.map(({ memberId, value }) => ({ momentId, memberId, value, day }));
	});
	await keepPeople(tx, orgId, people);
}
