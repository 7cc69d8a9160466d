import type { GoalId, MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { feeds, type Feed, type FeedingWork } from '#lib/metrics/goals/feeds.ts';
import type { GoalKind } from '#lib/metrics/goals/goal.ts';

/** One line of the ledger, as far as it decides what it feeds. */
export interface Work extends FeedingWork {
	/** 1, and −1 on a reversal. */
	activities: number;
}

/** The part of a goal that says what feeds it and where it leads. */
export interface Aim {
	id: GoalId;
	kind: GoalKind;
	/** A proposed or a declined goal leads nowhere. */
	agreed: boolean;
	parentId: GoalId | null;
	/** Of a goal that was closed, until that day. */
	feeds: Feed[];
}

/** A part of the work in one metric. */
export interface Amount {
	/** The metric's smallest unit. */
	value: bigint;
	activities: number;
	/** Billionths of a point, were there no guardrail: work that waits for its outcome is work too. */
	points: bigint;
}

/** What was done in one metric, and how much of it feeds a goal that leads to the organization's. */
export interface Done {
	metricId: MetricId;
	all: Amount;
	fed: Amount;
}

/** What a member's day in a metric is worth, in billionths of a point, up to the daily cap. */
export type Worth = (metricId: MetricId, day: Day, value: bigint) => bigint;

/**
 * How much of the work feeds a chain that reaches an organizational goal. Each line of the ledger
 * counts once, however many goals it feeds. What a daily cap lets score is taken from the work that
 * feeds a goal first, so the parts always make the whole.
 */
export function alignmentOf(work: Work[], aims: Aim[], worth: Worth): Done[] {
	const leading = leadingOf(aims);
	const fed = aims.filter((aim) => leading.has(aim.id)).flatMap((aim) => aim.feeds);
	const days = new Map<string, { of: Work; all: Sum; fed: Sum }>();
	for (const piece of work) {
		const key = [piece.metricId, piece.day, piece.memberId, piece.teamId].join();
		const day = days.get(key) ?? { of: piece, all: nothing(), fed: nothing() };
		days.set(key, day);
		add(day.all, piece);
		if (fed.some((feed) => feeds(feed, piece))) add(day.fed, piece);
	}
	const done = new Map<MetricId, Done>();
	for (const { of, all, fed } of days.values()) {
		const sum = done.get(of.metricId) ?? { metricId: of.metricId, all: none(), fed: none() };
		done.set(of.metricId, {
			metricId: of.metricId,
			all: plus(sum.all, all, worth(of.metricId, of.day, all.value)),
			fed: plus(sum.fed, fed, worth(of.metricId, of.day, fed.value))
		});
	}
	return [...done.values()];
}

/** The agreed goals from which agreed goals lead to an organizational one, with that one itself. */
function leadingOf(aims: Aim[]): Set<GoalId> {
	const known = new Map(aims.map((aim) => [aim.id, aim]));
	return new Set(aims.filter((aim) => leads(aim, known)).map(({ id }) => id));
}

function leads(aim: Aim, known: Map<GoalId, Aim>): boolean {
	const seen = new Set<GoalId>();
	for (let next: Aim | undefined = aim; next?.agreed && !seen.has(next.id);) {
		if (next.kind === 'organizational') return true;
		seen.add(next.id);
		next = next.parentId ? known.get(next.parentId) : undefined;
	}
	return false;
}

type Sum = Pick<Amount, 'value' | 'activities'>;

function nothing(): Sum {
	return { value: 0n, activities: 0 };
}

function none(): Amount {
	return { ...nothing(), points: 0n };
}

function add(sum: Sum, piece: Sum): void {
	sum.value += piece.value;
	sum.activities += piece.activities;
}

function plus(sum: Amount, day: Sum, points: bigint): Amount {
	return {
		value: sum.value + day.value,
		activities: sum.activities + day.activities,
		points: sum.points + points
	};
}
