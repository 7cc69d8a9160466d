import { and, asc, between, eq, gt, inArray, sql } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/server/index.ts';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { scoringRule } from '#lib/metrics/activity/prepare.ts';
import { windowOf, type DaySum } from '#lib/metrics/guardrail.ts';
import { metricRules, metrics } from '#lib/metrics/server/index.ts';
import type { MemberId, MetricId } from '#lib/platform/ids.ts';
import { addDays, periodOf, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { scoredUnder, type RuleSpan } from '../what-scores.ts';

export interface Moved {
	activities: number;
	/** Points, scaled: by the rule, and by the one before it. */
	points: bigint;
	before: bigint;
}

interface Version extends RuleSpan {
	outcomeId: MetricId | null;
	/** Points for the smallest unit, in billionths. */
	factor: bigint;
}

const MEMBERS_AT_ONCE = 500;

/**
 * What a version of a metric's rule has counted in the running quarter, and what the same activities
 * would have been by the version before. Null where there is no such version or none before it.
 */
export async function whatMoved(
	db: Queryable,
	organization: Organization,
	{ metricId, from, today }: { metricId: MetricId; from: Day; today: Day }
): Promise<Moved | null> {
	const versions = await versionsOf(db, organization, metricId);
	const at = versions.findIndex((version) => version.from === from);
	const [rule, former] = [versions[at], versions[at - 1]];
	if (!rule || !former) return null;
	const calendar = calendarOf(organization);
	const quarter = periodOf('quarter', today, calendar);
	const first = rule.from > quarter.start ? rule.from : quarter.start;
	const last = rule.until !== null && rule.until <= today ? addDays(rule.until, -1) : today;
	const moved = { activities: 0, points: 0n, before: 0n };
	if (first > last) return moved;
	// As if the former rule had gone on.
	const kept = { ...former, until: null };
	const reach = [rule, kept].map((each) => startOf(each, first, organization)).sort()[0]!;
	const days = { from: first, to: last, calendar };
	for await (const member of membersDays(db, organization, metricId, [rule, kept], [reach, last])) {
		const sumsFor = ({ outcomeId }: Version) => ({
			work: member.work,
			outcomes: outcomeId ? (member.outcomes.get(outcomeId) ?? []) : []
		});
		moved.activities += member.activities(first);
		moved.points += scoredUnder(rule, sumsFor(rule), days) * rule.factor;
		moved.before += scoredUnder(kept, sumsFor(kept), days) * kept.factor;
	}
	return moved;
}

function startOf({ guardrail, from, until }: Version, day: Day, organization: Organization): Day {
	if (!guardrail) return day;
	return windowOf({ window: guardrail.window, from, until }, day, calendarOf(organization)).start;
}

async function versionsOf(
	db: Queryable,
	{ id: orgId, currency }: Organization,
	metricId: MetricId
): Promise<Version[]> {
	const rows = await db
		.select({ rule: metricRules, unit: metrics.unit })
		.from(metricRules)
		.innerJoin(
			metrics,
			and(eq(metrics.orgId, metricRules.orgId), eq(metrics.id, metricRules.metricId))
		)
		.where(and(eq(metricRules.orgId, orgId), eq(metricRules.metricId, metricId)))
		.orderBy(asc(metricRules.effectiveFrom));
	return rows.map(({ rule, unit }, index) => {
		const {
			guardrailId,
			guardrailAllows: allows,
			guardrailPer: per,
			guardrailWindow: window
		} = rule;
		const weighs = guardrailId && allows && per && window;
		return {
			from: rule.effectiveFrom,
			until: rows[index + 1]?.rule.effectiveFrom ?? null,
			dailyCap: rule.dailyCap,
			guardrail: weighs ? { allows, per, window } : null,
			outcomeId: weighs ? guardrailId : null,
			factor: scoringRule(rule.pointsPerUnit, null, unit, currency).factor
		};
	});
}

interface MemberDays {
	work: DaySum[];
	outcomes: Map<string, DaySum[]>;
	/** How many activities of the work stand from a day on. */
	activities(from: Day): number;
}

/** Everybody's days in the metric and its outcomes, some hundred people at a time. */
async function* membersDays(
	db: Queryable,
	{ id: orgId }: Organization,
	metricId: MetricId,
	versions: Version[],
	[from, to]: [Day, Day]
): AsyncGenerator<MemberDays> {
	const outcomes = versions.flatMap(({ outcomeId }) => outcomeId ?? []);
	const which = and(
		eq(totals.orgId, orgId),
		inArray(totals.metricId, [metricId, ...outcomes]),
		eq(totals.periodKind, 'day'),
		between(totals.periodStart, from, to)
	);
	for (let after: MemberId | undefined; ;) {
		const people = await db
			.selectDistinct({ id: totals.memberId })
			.from(totals)
			.where(and(which, after ? gt(totals.memberId, after) : undefined))
			.orderBy(totals.memberId)
			.limit(MEMBERS_AT_ONCE);
		if (!people.length) return;
		const [lowest, highest] = [people[0]!.id, people.at(-1)!.id];
		const rows = await db
			.select({
				memberId: totals.memberId,
				metricId: totals.metricId,
				teamId: totals.teamId,
				day: totals.periodStart,
				value: totals.value,
				activities: totals.activities
			})
			.from(totals)
			.where(and(which, sql`${totals.memberId} between ${lowest} and ${highest}`));
		const by = new Map<string, typeof rows>();
		for (const row of rows) by.set(row.memberId, [...(by.get(row.memberId) ?? []), row]);
		for (const member of by.values()) {
			const of = (id: string) => member.filter((row) => row.metricId === id);
			yield {
				work: of(metricId),
				outcomes: new Map(outcomes.map((id) => [id, of(id)])),
				activities: (first) =>
					of(metricId).reduce((sum, row) => sum + (row.day >= first ? row.activities : 0), 0)
			};
		}
		if (people.length < MEMBERS_AT_ONCE) return;
		after = highest;
	}
}
