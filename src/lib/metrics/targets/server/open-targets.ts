import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import {
	listPeople,
	listTeams,
	readOrganization,
	type Organization,
	type Person
} from '#lib/identity/server/index.ts';
import { countingFigures } from '#lib/metrics/closings/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { stepPeriod, type Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { writeTarget, type TargetChoice, type TargetPerson, type TargetTeam } from '../target.ts';
import { POINTS, type StoredMetric } from './metric-of-target.ts';
import { targetsOf } from './targets-of.ts';

/** So many people fit on one page; of more, one team is shown at a time. */
const MANY = 80;
const PAST_PERIODS = 3;

/**
 * What the page of targets shows this reader: the people whose targets they may set, by team, each
 * with their target of today and what they reached lately. What is not there falls back to points.
 */
export async function openTargets(
	{ db, clock }: Context,
	actor: MemberActor,
	asked: TargetChoice & { team?: string | undefined }
) {
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const metrics = (await listMetrics(db, actor.orgId, today)).map(({ id, key, name, unit }) => ({
		id: id as string,
		key,
		name,
		unit
	}));
	const metric = metrics.find(({ key }) => key === asked.metric) ?? POINTS;
	const teams = await theirTeams(db, actor, today);
	const people = teams.reduce((sum, team) => sum + team.people.length, 0);
	const chosen = teams.find(({ key }) => key === asked.team) ?? (people > MANY ? teams[0] : null);
	const shown = chosen ? [chosen] : teams;
	const help = await helpFor(db, organization, { metric, period: asked.period, today }, shown);
	return {
		metric: { key: metric.key, name: metric.name, unit: metric.unit },
		period: asked.period,
		currency: organization.currency,
		metrics: [POINTS, ...metrics].map(({ key, name }) => ({ key, name })),
		team: chosen?.key ?? null,
		choices: people > MANY ? teams.map(({ key, name }) => ({ key, name })) : [],
		teams: shown.map(({ id, name, people }): TargetTeam => ({ id, name, people: people.map(help) }))
	};
}

interface TeamOfPeople {
	id: string | null;
	/** A dash for those who are in no team. */
	key: string;
	name: string;
	people: Person[];
}

async function theirTeams(db: Queryable, actor: MemberActor, today: Day): Promise<TeamOfPeople[]> {
	const everybody = await listPeople(db, actor.orgId, today);
	const theirs = everybody.filter(
		({ role, teamId }) => role === 'rep' && may(actor, { may: 'targets.set', team: teamId })
	);
	const teams = await listTeams(db, actor.orgId);
	const of = (id: string | null) => theirs.filter(({ teamId }) => teamId === id);
	return [
		...teams.map(({ id, key, name }) => ({ id, key, name, people: of(id) })),
		{ id: null, key: '-', name: 'In no team', people: of(null) }
	].filter(({ people }) => people.length);
}

async function helpFor(
	db: Queryable,
	organization: Organization,
	{
		metric,
		period: kind,
		today
	}: { metric: StoredMetric; period: TargetChoice['period']; today: Day },
	teams: TeamOfPeople[]
): Promise<(person: Person) => TargetPerson> {
	const ids = teams.flatMap(({ people }) => people.map(({ id }) => id));
	const back = (steps: number) => stepPeriod(kind, today, -steps, organization);
	const starts = Array.from({ length: PAST_PERIODS }, (_, i) => back(PAST_PERIODS - i).start);
	const query = { metricId: metric.id, period: back(0), today };
	const held = await targetsOf(db, organization.id, query, ids);
	const past = await reached(db, organization.id, metric.id, kind, starts, ids);
	return ({ id, name, colour }) => {
		const target = held.get(id);
		return {
			id,
			name,
			colour,
			target: target === undefined ? '' : writeTarget(target, metric.unit, organization.currency),
			past: starts.map((start) => ({ start, value: past.get(`${id} ${start}`) ?? '0' }))
		};
	};
}

/** Their figures of these periods, final where they are closed; by member and first day. */
async function reached(
	db: Queryable,
	orgId: OrgId,
	metricId: string,
	kind: TargetChoice['period'],
	starts: Day[],
	ids: MemberId[]
): Promise<Map<string, string>> {
	const theirs = sql`f.org_id = ${orgId} and f.metric_id = ${metricId} and f.period_kind = ${kind}
		and f.period_start = any(${sql.param(starts)}::date[])
		and f.member_id = any(${sql.param(ids)}::uuid[])`;
	const { rows } = await db.execute<{ memberId: MemberId; start: Day; value: string }>(sql`
		select member_id as "memberId", period_start::text as start, sum(value)::text as value
		from (${countingFigures(theirs)}) p group by member_id, period_start`);
	return new Map(rows.map(({ memberId, start, value }) => [`${memberId} ${start}`, value]));
}
