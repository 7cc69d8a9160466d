import { and, eq, isNull } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { readOrganization, teams } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, MemberId, MetricId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import type { GoalScope } from '../goal.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { USUAL_PERIOD } from '../dates.ts';
import { dateFaults, readTarget, wordFaults, type Faults } from '../goal-input.ts';
import { whyNotSupport } from '../support.ts';
import type { goals } from './schema.ts';
import { listSupportable } from './stored-goals.ts';

export interface SetGoal {
	/** The idempotency key where it is sent from outside: the same goal twice is one goal. */
	id?: GoalId;
	/** `member` is a social goal, always the actor's own. */
	scope: GoalScope;
	/** Whose goal, where the scope is a team. */
	team?: TeamId;
	title: string;
	why?: string;
	/** A metric's key; without one it moves by check-ins, which only a goal of one's own may. */
	metric?: string;
	/** A decimal in the metric's unit, money in major units. */
	target: string | number;
	/** First and last day; left out, the running quarter, month or week of the scope. */
	startsOn?: Day;
	endsOn?: Day;
	/** The goal it supports. */
	supports?: GoalId;
}

/** A goal that was checked and may be stored. */
export type Ready = typeof goals.$inferInsert;

/** Reads what the command names and checks all of it at once: a sentence for every field at fault. */
export async function prepareGoal(
	tx: Queryable,
	orgId: OrgId,
	by: MemberId,
	command: SetGoal,
	now: Date
): Promise<Result<Ready>> {
	const organization = await readOrganization(tx, orgId);
	const metric = await metricOf(tx, orgId, command.metric);
	const target = readTarget(command.target, metric?.unit ?? 'count', organization.currency);
	const goal = {
		id: command.id ?? newId<'goal'>(now),
		title: command.title.trim(),
		why: command.why?.trim() ?? '',
		...datesOf(command, organization, now)
	};
	const faults: Faults = {
		...wordFaults(goal),
		...('fault' in target ? { target: target.fault } : {}),
		...dateFaults(goal.startsOn, goal.endsOn),
		...measureFault(command, metric),
		...(await teamFault(tx, orgId, command)),
		...(await supportFault(tx, orgId, goal.id, command))
	};
	const first = Object.values(faults)[0];
	if (first || 'fault' in target) return refuse('invalid', first ?? '', faults);
	return ok({
		orgId,
		...goal,
		...measure(metric),
		...whose(command, by),
		target: target.value,
		parentId: command.supports ?? null,
		ownerId: by,
		agreedAt: now,
		agreedBy: by,
		createdBy: by,
		createdAt: now
	});
}

function measure(metric: { id: MetricId } | undefined): Pick<Ready, 'measure' | 'metricId'> {
	return metric
		? { measure: 'metric', metricId: metric.id }
		: { measure: 'check-in', metricId: null };
}

function whose(
	{ scope, team }: SetGoal,
	by: MemberId
): Pick<Ready, 'kind' | 'teamId' | 'memberId'> {
	if (scope === 'member') return { kind: 'social', teamId: null, memberId: by };
	return {
		kind: 'organizational',
		teamId: scope === 'team' && team ? team : null,
		memberId: null
	};
}

async function metricOf(
	tx: Queryable,
	orgId: OrgId,
	key: string | undefined
): Promise<{ id: MetricId; unit: Unit } | undefined> {
	if (!key) return undefined;
	const [metric] = await tx
		.select({ id: metrics.id, unit: metrics.unit })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), eq(metrics.key, key), isNull(metrics.archivedAt)));
	return metric;
}

function measureFault(command: SetGoal, metric: object | undefined): Faults {
	if (command.metric && !metric)
		return { metric: 'This metric is not counted here. Choose another.' };
	if (!command.metric && command.scope !== 'member')
		return { metric: 'Choose what it counts. Only a goal of your own goes by taps.' };
	return {};
}

async function teamFault(tx: Queryable, orgId: OrgId, command: SetGoal): Promise<Faults> {
	if (command.scope !== 'team') return {};
	const [team] = command.team
		? await tx
				.select({ id: teams.id })
				.from(teams)
				.where(and(eq(teams.orgId, orgId), eq(teams.id, command.team)))
		: [];
	return team ? {} : { team: 'Choose the team it is for.' };
}

async function supportFault(
	tx: Queryable,
	orgId: OrgId,
	id: GoalId,
	command: SetGoal
): Promise<Faults> {
	if (!command.supports) return {};
	const all = await listSupportable(tx, orgId);
	const supports = whyNotSupport({ id, scope: command.scope }, command.supports, all);
	return supports ? { supports } : {};
}

function datesOf(command: SetGoal, organization: Organization, now: Date) {
	const today = dayIn(organization.timeZone, now);
	const usual = periodOf(USUAL_PERIOD[command.scope], today, calendarOf(organization));
	return { startsOn: command.startsOn || usual.start, endsOn: command.endsOn || usual.end };
}
