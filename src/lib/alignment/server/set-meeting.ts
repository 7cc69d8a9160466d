import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams, readOrganization } from '#lib/identity/server/index.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { SetMeeting } from './alignment-forms.ts';
import { askedAbout, NOT_YOURS, ownMeeting, thatOne } from './own-meeting.ts';
import { mayServe } from './running-goals.ts';
import { meetings } from './schema.ts';

/**
 * Writes a recurring meeting down, or corrects it: the same id is the same meeting, and it is held.
 * One that is given a goal is kept without one no more. Refuses with `forbidden`, `missing` or `invalid`.
 */
export async function setMeeting(
	context: Context,
	actor: MemberActor,
	{ id, team, goal, ...size }: SetMeeting
): Promise<Result<{ id: Id<'meeting'> }>> {
	const { db } = context;
	if (!may(actor, { may: 'meetings.keep', team })) return refuse('forbidden', NOT_YOURS);
	const known = await ownMeeting(db, actor, id);
	if (!known.ok && known.problem.kind === 'forbidden') return known;
	const faults = await faultsOf(context, actor, { team, goal });
	if (Object.keys(faults).length) return refuse('invalid', Object.values(faults)[0]!, faults);
	const said = { ...size, teamId: team, goalId: goal };
	const unkept = goal ? { keptUntil: null, keptWhy: '', keptBy: null } : {};
	if (known.ok)
		await db
			.update(meetings)
			.set({ ...said, ...unkept, offAt: null, offBy: null })
			.where(thatOne(actor, id));
	else
		await db
			.insert(meetings)
			.values({
				...{ orgId: actor.orgId, id, ...said },
				createdBy: actor.memberId,
				createdAt: context.clock.now()
			})
			.onConflictDoNothing();
	context.announce(actor.orgId, askedAbout(team, ...(known.ok ? [known.value.teamId] : [])));
	return ok({ id });
}

async function faultsOf(
	{ db, clock }: Context,
	actor: MemberActor,
	{ team, goal }: Pick<SetMeeting, 'team' | 'goal'>
): Promise<Record<string, string>> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, clock.now());
	const teams = team ? await listTeams(db, actor.orgId) : [];
	const serves = !goal || (await mayServe(db, actor, goal, today));
	return {
		...(team && !teams.some(({ id }) => id === team)
			? { team: 'Choose the team from the list.' }
			: {}),
		...(serves ? {} : { goal: 'This goal does not run any more. Choose another.' })
	};
}
