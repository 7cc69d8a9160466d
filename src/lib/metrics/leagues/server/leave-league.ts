import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { periodOfSeason } from './begin-season.ts';
import { leagueAbsences, leaguePlaces } from './schema.ts';
import { inSeason, lastSeason } from './seasons.ts';

/**
 * One tap: from now on this rep stands on no league board and is compared with nobody. Their
 * figures stay everything they were everywhere else. Doing it twice does nothing more.
 */
export async function leaveLeague(context: Context, actor: MemberActor): Promise<Result<null>> {
	const refused = notARep(actor);
	if (refused) return refused;
	const since = context.clock.now();
	await context.db.transaction(async (tx) => {
		const { orgId, memberId } = actor;
		await tx.insert(leagueAbsences).values({ orgId, memberId, since }).onConflictDoNothing();
		await setLeft(tx, actor, since);
	});
	context.announce(actor.orgId, ['leagues']);
	return ok(null);
}

/** Back with one tap: into the same league at once while its season runs, else with the next one. */
export async function returnToLeague(context: Context, actor: MemberActor): Promise<Result<null>> {
	const refused = notARep(actor);
	if (refused) return refused;
	await context.db.transaction(async (tx) => {
		const { orgId, memberId } = actor;
		const mine = and(eq(leagueAbsences.orgId, orgId), eq(leagueAbsences.memberId, memberId));
		await tx.delete(leagueAbsences).where(mine);
		await setLeft(tx, actor, null);
	});
	context.announce(actor.orgId, ['leagues']);
	return ok(null);
}

function notARep(actor: MemberActor) {
	if (!may(actor, { may: 'leagues.play', of: actor.memberId }) || actor.role !== 'rep')
		return refuse('conflict', 'Leagues are for reps: you are in none.');
	return undefined;
}

// A season that is closed stays as it was shown.
async function setLeft(tx: Queryable, { orgId, memberId }: MemberActor, leftAt: Date | null) {
	const season = await lastSeason(tx, orgId);
	if (!season) return;
	const period = periodOfSeason(season, await readOrganization(tx, orgId));
	if (await closingOf(tx, orgId, period)) return;
	await tx
		.update(leaguePlaces)
		.set({ leftAt })
		.where(and(inSeason(orgId, season), eq(leaguePlaces.memberId, memberId)));
}
