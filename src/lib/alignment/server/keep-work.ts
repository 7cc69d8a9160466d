import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { MetricId, TeamId } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isForeignKeyFault } from '#lib/platform/server/unless-gone.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { keyOf, type Whose } from '../whose.ts';
import type { AskAgain, KeepWork } from './alignment-forms.ts';
import { keptWork } from './schema.ts';

/**
 * Says that work which feeds no goal is done all the same, to the end of the running week, month or
 * quarter: nobody is asked about it before. Said again, it holds as it was said last. Refuses with
 * `forbidden` or `missing`.
 */
export async function keepWork(
	context: Context,
	actor: MemberActor,
	{ metric, whose, until, why }: KeepWork
): Promise<Result<{ until: Day }>> {
	const found = await theirs(context, actor, { metric, whose });
	if (!found.ok) return found;
	const organization = await readOrganization(context.db, actor.orgId);
	const now = context.clock.now();
	const { end } = periodOf(until, dayIn(organization.timeZone, now), calendarOf(organization));
	const said = { until: end, why, keptBy: actor.memberId, keptAt: now };
	try {
		await context.db
			.insert(keptWork)
			.values({ ...found.value, orgId: actor.orgId, ...said })
			.onConflictDoUpdate({
				target: [keptWork.orgId, keptWork.whose, keptWork.metricId],
				set: said
			});
	} catch (error) {
		if (!isForeignKeyFault(error)) throw error;
		return refuse('missing', 'This team is not there any more.');
	}
	return ok({ until: end });
}

/** Takes that back: the work is asked about again. */
export async function askAgain(
	context: Context,
	actor: MemberActor,
	about: AskAgain
): Promise<Result<{ asked: boolean }>> {
	const found = await theirs(context, actor, about);
	if (!found.ok) return found;
	const { whose, metricId } = found.value;
	const gone = await context.db
		.delete(keptWork)
		.where(
			and(
				eq(keptWork.orgId, actor.orgId),
				eq(keptWork.whose, whose),
				eq(keptWork.metricId, metricId)
			)
		)
		.returning({ metricId: keptWork.metricId });
	return ok({ asked: gone.length > 0 });
}

type Place = Pick<typeof keptWork.$inferInsert, 'whose' | 'metricId' | 'memberId' | 'teamId'>;

async function theirs(
	{ db, clock }: Context,
	actor: MemberActor,
	{ metric, whose }: AskAgain
): Promise<Result<Place & { metricId: MetricId }>> {
	const said = meant(actor, whose);
	const allowed =
		said.kind === 'member'
			? may(actor, { may: 'work.keep', of: said.id })
			: may(actor, { may: 'work.keepForAll', team: said.kind === 'team' ? said.id : null });
	if (!allowed)
		return refuse('forbidden', 'You can say so of your own work, and of a team that you lead.');
	const { timeZone } = await readOrganization(db, actor.orgId);
	const known = await findMetric(db, actor.orgId, metric, dayIn(timeZone, clock.now()));
	if (!known) return refuse('missing', 'This work is not counted here any more.');
	return ok({
		whose: keyOf(said),
		metricId: known.id,
		memberId: said.kind === 'member' ? said.id : null,
		teamId: said.kind === 'team' ? said.id : null
	});
}

function meant(actor: MemberActor, whose: string): Whose {
	if (whose === 'mine') return { kind: 'member', id: actor.memberId };
	return whose === 'everyone' ? { kind: 'everyone' } : { kind: 'team', id: whose as TeamId };
}
