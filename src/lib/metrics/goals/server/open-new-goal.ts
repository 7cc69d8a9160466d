import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { USUAL_PERIOD } from '../dates.ts';
import { GOAL_SCOPES } from '../goal.ts';
import { maySupport, supportChoices } from '../support/support.ts';
import { personOf } from './person-of.ts';
import { readAsked } from './read-asked.ts';
import { readCounted } from './read-counted.ts';
import { readGoal, readHead } from './read-goals.ts';
import { listChoices } from './support/read-lineage.ts';
import { readPeopleNear } from './people/read-people-near.ts';

/**
 * What somebody who sets a goal can choose from. `under` is the goal it is to support, chosen
 * beforehand on that goal's own page.
 */
export async function openNewGoal(
	{ db, clock }: Context,
	actor: MemberActor,
	under: GoalId | null = null
) {
	const { orgId } = actor;
	const now = clock.now();
	const head = await readHead(db, orgId, now);
	const found = await listChoices(db, orgId, { id: null }, personOf(actor), head.today);
	const named = under ? await readGoal(db, orgId, under) : undefined;
	const chosen = named && maySupport(named, actor.memberId) ? named : undefined;
	const near = chosen
		? [asChoice(chosen), ...found.filter((each) => each.id !== chosen.id)]
		: found;
	const ids = near.map(({ id }) => id);
	return {
		key: newId<'goal'>(now),
		under: chosen?.id ?? null,
		scopes: GOAL_SCOPES.map((scope) => ({
			scope,
			period: USUAL_PERIOD[scope],
			parents: supportChoices(scope, near)
		})),
		asked: await readAsked(db, orgId, ids, head.currency),
		counted: await readCounted(db, orgId, ids),
		teams: await teamsFor(db, actor),
		setsAll: may(actor, { may: 'goals.set', team: null }),
		people: await readPeopleNear(db, actor),
		metrics: (await listMetrics(db, orgId, head.today)).map(({ key, name, unit }) => ({
			...{ key, name, unit }
		})),
		/** The running week, for dates that are none of the usual. */
		week: datesOf(periodOf('week', head.today, head.calendar)),
		currency: head.currency
	};
}

/** A member's own teams first; a goal of another team may be proposed too. */
async function teamsFor(db: Queryable, actor: MemberActor) {
	const { teamIds } = personOf(actor);
	return (await listTeams(db, actor.orgId))
		.sort((a, b) => Number(teamIds.includes(b.id)) - Number(teamIds.includes(a.id)))
		.map(({ id, name }) => ({ id, name, sets: may(actor, { may: 'goals.set', team: id }) }));
}

function asChoice(goal: NonNullable<Awaited<ReturnType<typeof readGoal>>>) {
	const { id, title, scope, parentId, team, endsOn, closedAt } = goal;
	return {
		...{ id, title, scope, parentId, endsOn },
		teamId: team?.id ?? null,
		closed: closedAt !== null
	};
}

function datesOf({ start, end }: { start: string; end: string }) {
	return { startsOn: start, endsOn: end };
}
