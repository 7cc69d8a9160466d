import { and, inArray, isNull } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { beginSeason, dueSeason, periodOfSeason } from './begin-season.ts';
import { holdRules } from './read-rules.ts';
import { leaguePlaces, leagueRules } from './schema.ts';
import { inSeason, lastSeason, placesIn } from './seasons.ts';

/**
 * Keeps the leagues of every organization: who is gone leaves the season that runs, and a season
 * whose time has come begins, one after the other where the server was off for weeks. To be run
 * after periods have been closed; running it twice, or twice at once, changes nothing. Where one
 * organization's cannot be kept, the others' are all the same, and then it throws.
 */
export async function playLeagues(context: Context): Promise<void> {
	const playing = await context.db.select({ orgId: leagueRules.orgId }).from(leagueRules);
	const failures: unknown[] = [];
	for (const { orgId } of playing)
		await play(context, orgId).catch((error) => void failures.push(error));
	if (failures.length) throw failures[0];
}

async function play(context: Context, orgId: OrgId): Promise<void> {
	let moved = false;
	try {
		moved = await takeOut(context, orgId);
		while (await beginNext(context, orgId)) moved = true;
	} finally {
		if (moved) context.announce(orgId, ['leagues']);
	}
}

async function beginNext(context: Context, orgId: OrgId): Promise<boolean> {
	const at = context.clock.now();
	return context.db.transaction(async (tx) => {
		const rules = await holdRules(tx, orgId);
		if (!rules?.plays) return false;
		const organization = await readOrganization(tx, orgId);
		const today = dayIn(organization.timeZone, at);
		const due = await dueSeason(tx, organization, rules, today);
		return due ? beginSeason(tx, organization, rules, due.start, { at, today }) : false;
	});
}

// Who left the organization or leads now; a season that is closed keeps everybody it ended with.
async function takeOut(context: Context, orgId: OrgId): Promise<boolean> {
	const { db } = context;
	const season = await lastSeason(db, orgId);
	if (!season) return false;
	const organization = await readOrganization(db, orgId);
	if (await closingOf(db, orgId, periodOfSeason(season, organization))) return false;
	const gone = (await placesIn(db, orgId, season)).filter(({ plays }) => !plays);
	const ids = gone.map(({ memberId }) => memberId);
	const left = await db
		.update(leaguePlaces)
		.set({ leftAt: context.clock.now() })
		.where(
			and(inSeason(orgId, season), inArray(leaguePlaces.memberId, ids), isNull(leaguePlaces.leftAt))
		);
	return left.rowCount! > 0;
}
