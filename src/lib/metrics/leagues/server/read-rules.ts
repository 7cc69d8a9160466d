import { eq } from 'drizzle-orm';
import { NONE, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { readMetric } from '#lib/metrics/server/index.ts';
import type { LeagueFigure, SeasonKind } from '../league.ts';
import { leagueRules } from './schema.ts';

/** By what an organization plays. */
export interface LeagueRules {
	plays: boolean;
	/** The nil id for points. */
	metricId: string;
	season: SeasonKind;
	/** About how many people a league has. */
	size: number;
}

const COLUMNS = {
	plays: leagueRules.plays,
	metricId: leagueRules.metricId,
	season: leagueRules.season,
	size: leagueRules.size
};

/** Undefined for an organization that has never thought of leagues. */
export async function readRules(db: Queryable, orgId: OrgId): Promise<LeagueRules | undefined> {
	const [rules] = await db.select(COLUMNS).from(leagueRules).where(eq(leagueRules.orgId, orgId));
	return rules;
}

/** The same, held until the transaction ends: one change and one beginning at a time. */
export async function holdRules(tx: Queryable, orgId: OrgId): Promise<LeagueRules | undefined> {
	const rules = tx.select(COLUMNS).from(leagueRules).where(eq(leagueRules.orgId, orgId));
	return (await rules.for('update'))[0];
}

/** Whether there are leagues to look at: an organization's menu shows them only then. */
export async function playsLeagues(db: Queryable, orgId: OrgId): Promise<boolean> {
	return (await readRules(db, orgId))?.plays ?? false;
}

/** What a season is played for, as its figures are shown; `key` as boards name it. */
export async function figureOf(
	db: Queryable,
	orgId: OrgId,
	metricId: string,
	currency: string,
	day: Day
): Promise<LeagueFigure & { key: string }> {
	const metric =
		metricId === NONE ? undefined : await readMetric(db, orgId, metricId as MetricId, day);
	const { key, name, unit } = metric ?? { key: 'points', name: 'Points', unit: 'points' as const };
	return { key, name, unit, currency };
}
