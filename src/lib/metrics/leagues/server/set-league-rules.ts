import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { noteChange, readOrganization, type Organization } from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { SeasonKind } from '../league.ts';
import { beginSeason, dueSeason, periodOfSeason } from './begin-season.ts';
import { holdRules, type LeagueRules } from './read-rules.ts';
import { leagueRules, leagueSeasons } from './schema.ts';
import { lastSeason, type Season } from './seasons.ts';

export interface LeagueCommand {
	plays: boolean;
	/** A metric's key, or `points`. */
	metric: string;
	season: SeasonKind;
	size: number;
}

/**
 * Switches leagues on or off, or changes by what they are played. Switched on, a season begins at
 * once, in the period that runs. A season that runs keeps the rules it began with; only one that
 * began today begins again, so that a slip of an admin does not last a month.
 */
export async function setLeagueRules(
	context: Context,
	actor: MemberActor,
	command: LeagueCommand
): Promise<Result<null>> {
	if (!may(actor, { may: 'leagues.set' }))
		return refuse('forbidden', 'Only an admin can change this. Ask one of yours.');
	const { orgId } = actor;
	const at = context.clock.now();
	const organization = await readOrganization(context.db, orgId);
	const today = dayIn(organization.timeZone, at);
	const metricId = await metricOf(context.db, organization, command.metric, today);
	if (!metricId)
		return refuse('invalid', 'That metric is not one of yours.', {
			metric: 'Choose one from the list.'
		});
	const { plays, season, size } = command;
	const rules = { plays, metricId, season, size };
	await context.db.transaction(async (tx) => {
		await tx
			.insert(leagueRules)
			.values({ orgId, ...rules, plays: false })
			.onConflictDoNothing();
		const before = (await holdRules(tx, orgId))!;
		await tx.update(leagueRules).set(rules).where(eq(leagueRules.orgId, orgId));
		const by = `member:${actor.memberId}`;
		const change = { orgId, at, by, kind: 'league', subject: 'leagues', effectiveFrom: null };
		await noteChange(tx, { ...change, before, after: rules });
		await follow(tx, organization, rules, before, { at, today });
	});
	context.announce(orgId, ['leagues']);
	return ok(null);
}

async function metricOf(
	db: Queryable,
	{ id }: Organization,
	key: string,
	today: Day
): Promise<string | undefined> {
	return key === 'points' ? NONE : (await findMetric(db, id, key, today))?.id;
}

interface Moment {
	at: Date;
	today: Day;
}

async function follow(
	tx: Queryable,
	organization: Organization,
	rules: LeagueRules,
	before: LeagueRules,
	now: Moment
): Promise<void> {
	const last = await lastSeason(tx, organization.id);
	const slip = last && dayIn(organization.timeZone, last.begunAt) === now.today;
	if (slip && JSON.stringify(rules) !== JSON.stringify(before)) await undo(tx, organization, last);
	if (!rules.plays) return;
	const current = periodOf(rules.season, now.today, organization);
	const restarts = slip || (!before.plays && (await isOver(tx, organization, last, now.today)));
	const due = restarts ? current : await dueSeason(tx, organization, rules, now.today);
	if (due) await beginSeason(tx, organization, rules, due.start, now);
}

async function undo(tx: Queryable, { id }: Organization, { season, startsOn }: Season) {
	await tx
		.delete(leagueSeasons)
		.where(
			and(
				eq(leagueSeasons.orgId, id),
				eq(leagueSeasons.season, season),
				eq(leagueSeasons.startsOn, startsOn)
			)
		);
}

// Nothing was played in between on purpose: there is nothing to catch up with.
async function isOver(
	tx: Queryable,
	organization: Organization,
	last: Season | undefined,
	today: Day
): Promise<boolean> {
	if (!last) return false;
	const period = periodOfSeason(last, organization);
	return period.end < today && (await closingOf(tx, organization.id, period)) !== null;
}
