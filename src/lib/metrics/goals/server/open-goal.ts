import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { listTeams, readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { ancestorsOf } from '../chain.ts';
import type { Goal } from '../goal.ts';
import { supportChoices, type SupportChoice, type Supportable } from '../support.ts';
import { mayChange } from './may-change.ts';
import { personOf } from './person-of.ts';
import { readContributions, readTaps } from './read-contributions.ts';
import { readAllGoals } from './read-goals.ts';
import { findGoal, listSupportable } from './stored-goals.ts';

/** One goal with what it hangs from, what supports it and who feeds it; undefined where there is none. */
export async function openGoal(context: Context, actor: MemberActor, id: GoalId) {
	const { db, clock } = context;
	const { orgId } = actor;
	const stored = await findGoal(db, orgId, id);
	if (!stored) return undefined;
	const all = await readAllGoals(db, orgId);
	const goal = all.find((each) => each.id === id)!;
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const { teamIds } = personOf(actor);
	return {
		goal,
		above: ancestorsOf(all, id).map(named),
		below: all.filter((each) => each.parentId === id).map(named),
		frame: {
			today,
			currency: organization.currency,
			calendar: calendarOf(organization)
		},
		/** How addresses call the team whose work it counts. */
		teamKey: goal.team && (await teamKeyOf(db, orgId, goal.team.id)),
		mine: goal.member?.id === actor.memberId,
		mayChange: mayChange(actor, stored).ok,
		parents: parentsFor(goal, await listSupportable(db, orgId), teamIds, today),
		contributions: goal.measure === 'metric' ? await readContributions(db, orgId, id) : [],
		taps: goal.measure === 'check-in' ? await readTaps(db, orgId, id) : [],
		tapKey: newId<'tap'>(clock.now())
	};
}

async function teamKeyOf(db: Queryable, orgId: OrgId, id: TeamId): Promise<string | null> {
	const teams = await listTeams(db, orgId);
	return teams.find((team) => team.id === id)?.key ?? null;
}

function named({ id, title, team, member, value, target, unit }: Goal) {
	return { id, title, who: member?.name ?? team?.name ?? 'Company', value, target, unit };
}

/** What it supports now stays among the choices, also where that goal is over. */
function parentsFor(
	goal: Goal,
	goals: Supportable[],
	teamIds: TeamId[],
	today: Day
): SupportChoice[] {
	const choices = supportChoices(goal, goals, teamIds, today);
	const now = goals.find((each) => each.id === goal.parentId);
	return now && !choices.some((each) => each.id === now.id) ? [now, ...choices] : choices;
}
