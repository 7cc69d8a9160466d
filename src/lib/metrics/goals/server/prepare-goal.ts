import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { members, readOrganization, teams } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { periodOf, type Day, type PeriodKind } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { USUAL_PERIOD } from '../dates.ts';
import { dateFaults, LARGEST_POD, wordFaults, type Faults } from '../form/goal-input.ts';
import type { GoalScope } from '../goal.ts';
import { prepareMeasure, type TypedMeasure } from './prepare-measure.ts';
import { prepareLink } from './support/prepare-support.ts';
import type { goals } from './schema.ts';

export interface SetGoal extends TypedMeasure {
	/** The idempotency key where it is sent from outside: the same goal twice is one goal. */
	id?: GoalId;
	/** `member` is a social goal of the actor's own, `pod` one of a few who chose it together. */
	scope: GoalScope;
	/** Whose goal, where the scope is a team. */
	team?: TeamId;
	title: string;
	why?: string;
	/** The running period of this kind … */
	period?: PeriodKind;
	/** … or the first and last day; without either the usual period of the scope. */
	startsOn?: Day;
	endsOn?: Day;
	/** The goal it supports. */
	supports?: GoalId;
	/** Who answers for a team's or the organization's goal; the actor where it is left out. */
	owner?: MemberId;
	/** Who is in a pod from its first day on, beside the actor. */
	people?: MemberId[];
	/** Whether others may join a pod by themselves; they may where it is left out. */
	isOpen?: boolean;
}

/** A goal that was checked and may be stored. */
export interface Ready {
	row: typeof goals.$inferInsert;
	/** Who is in it from its first day on; empty for other goals than a pod's. */
	people: MemberId[];
}

/** Reads what the command names and checks all of it at once: a sentence for every field at fault. */
export async function prepareGoal(
	tx: Queryable,
	actor: MemberActor,
	command: SetGoal,
	now: Date
): Promise<Result<Ready>> {
	const { orgId, memberId: by } = actor;
	const organization = await readOrganization(tx, orgId);
	const { measured, unit, faults } = await prepareMeasure(
		tx,
		orgId,
		command,
		organization.currency
	);
	const { scope, title, why = '' } = command;
	const people = scope === 'pod' ? [...new Set([by, ...(command.people ?? [])])] : [];
	const goal = {
		orgId,
		id: command.id ?? newId<'goal'>(now),
		title: title.trim(),
		why: why.trim(),
		...measured,
		...datesOf(command, organization, now),
		...whose(command, by)
	};
	const supporting = { ...goal, scope };
	const support = await prepareLink(tx, actor, supporting, command.supports ?? null, unit);
	const first = firstOf({
		...wordFaults(goal),
		...support.faults,
		...faults,
		...dateFaults(goal.startsOn, goal.endsOn),
		...(await teamFault(tx, orgId, command)),
		...(await peopleFaults(tx, orgId, goal.ownerId, people))
	});
	if (first) return first;
	const agreed = support.agreed ? { agreedAt: now, agreedBy: by } : {};
	const made = { parentId: support.parent?.id ?? null, createdBy: by, createdAt: now };
	const isOpen = scope === 'pod' && (command.isOpen ?? true);
	return ok({ row: { ...goal, ...made, ...agreed, isOpen }, people });
}

/** The refusal that says all faults, the first of them foremost; undefined where there are none. */
export function firstOf(faults: Faults) {
	const first = Object.values(faults)[0];
	return first === undefined ? undefined : refuse('invalid', first, faults);
}

function whose({ scope, team, owner }: SetGoal, by: MemberId) {
	const social = { kind: 'social', teamId: null, ownerId: by } as const;
	if (scope === 'member') return { ...social, memberId: by };
	if (scope === 'pod') return { ...social, memberId: null };
	return {
		kind: 'organizational' as const,
		teamId: scope === 'team' && team ? team : null,
		memberId: null,
		ownerId: owner ?? by
	};
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

/** Everybody named has to be here. */
export async function peopleFaults(
	tx: Queryable,
	orgId: OrgId,
	owner: MemberId,
	people: MemberId[] = []
): Promise<Faults> {
	if (people.length > LARGEST_POD)
		return { people: `${LARGEST_POD} at most are in one goal. Leave the others a second one.` };
	const here = await tx
		.select({ id: members.id })
		.from(members)
		.where(
			and(eq(members.orgId, orgId), inArray(members.id, [owner, ...people]), isNull(members.leftAt))
		);
	const known = new Set(here.map(({ id }) => id));
	return {
		...(known.has(owner) ? {} : { owner: 'Choose somebody who is here to answer for it.' }),
		...(people.every((id) => known.has(id)) ? {} : { people: 'Choose people who are here.' })
	};
}

function datesOf(command: SetGoal, organization: Organization, now: Date) {
	const today = dayIn(organization.timeZone, now);
	const kind = command.period ?? USUAL_PERIOD[command.scope];
	const usual = periodOf(kind, today, calendarOf(organization));
	if (command.period) return { startsOn: usual.start, endsOn: usual.end };
	return { startsOn: command.startsOn || usual.start, endsOn: command.endsOn || usual.end };
}
