import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams, readOrganization } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { USUAL_PERIOD } from '../dates.ts';
import { GOAL_SCOPES } from '../goal.ts';
import { supportChoices } from '../support.ts';
import { personOf } from './person-of.ts';
import { listSupportable } from './stored-goals.ts';

/** What somebody who sets a goal can choose from, and the usual dates of each scope. */
export async function openNewGoal(context: Context, actor: MemberActor) {
	const { db, clock } = context;
	const now = clock.now();
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, now);
	const mine = (await listTeams(db, actor.orgId)).filter(({ id }) =>
		may(actor, { may: 'goals.set', team: id })
	);
	const scopes = GOAL_SCOPES.filter((scope) => {
		if (scope === 'member') return true;
		return scope === 'team' ? mine.length > 0 : may(actor, { may: 'goals.set', team: null });
	});
	const { teamIds } = personOf(actor);
	const goals = await listSupportable(db, actor.orgId);
	return {
		key: newId<'goal'>(now),
		scopes: scopes.map((scope) => ({
			scope,
			...datesOf(periodOf(USUAL_PERIOD[scope], today, calendarOf(organization))),
			parents: supportChoices({ id: null, scope }, goals, teamIds, today)
		})),
		teams: mine.map(({ id, name }) => ({ id, name })),
		metrics: (await listMetrics(db, actor.orgId, today)).map(({ key, name, unit }) => ({
			key,
			name,
			unit
		})),
		currency: organization.currency
	};
}

function datesOf({ start, end }: { start: string; end: string }) {
	return { startsOn: start, endsOn: end };
}
