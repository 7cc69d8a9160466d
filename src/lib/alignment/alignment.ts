import type { GoalId, MemberId, MetricId } from '#lib/platform/ids.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { GoalKind } from '#lib/metrics/goals/goal.ts';

/** One line of the ledger, as far as it decides what it feeds. */
export interface Work {
	metricId: MetricId;
	day: Day;
	memberId: MemberId;
	/** The team of that day; the nil id for none. */
	teamId: string;
	/** The metric's smallest unit, below zero on a reversal. */
	value: bigint;
	/** 1, and −1 on a reversal. */
	activities: number;
	segment: string | null;
}

/** Whose work of which metric moves a goal, and on which days. */
export interface Feed {
	metricId: MetricId;
	/** A member, a team, or the nil id for everybody. */
	feeder: string;
	startsOn: Day;
	/** Last day that counts: of a goal that was closed, that day. */
	endsOn: Day;
	segment: string | null;
	atLeast: bigint | null;
}

/** The part of a goal that says what feeds it and where it leads. */
export interface Aim {
	id: GoalId;
	kind: GoalKind;
	/** A proposed or a declined goal leads nowhere. */
	agreed: boolean;
	parentId: GoalId | null;
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
	const feeds = aims.filter((aim) => leading.has(aim.id)).flatMap((aim) => aim.feeds);
	const days = new Map<string, { of: Work; all: Sum; fed: Sum }>();
	for (const piece of work) {
		const key = [piece.metricId, piece.day, piece.memberId, piece.teamId].join();
		const day = days.get(key) ?? { of: piece, all: nothing(), fed: nothing() };
		days.set(key, day);
		add(day.all, piece);
		if (feeds.some((feed) => moves(piece, feed))) add(day.fed, piece);
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
export function leadingOf(aims: Aim[]): Set<GoalId> {
	const known = new Map(aims.map((aim) => [aim.id, aim]));
	return new Set(aims.filter((aim) => leads(aim, known)).map(({ id }) => id));
}

/** Does this line of the ledger move a goal that is fed so? The same rule as in SQL, for one line. */
export function moves(work: Work, feed: Feed): boolean {
	const size = work.value < 0n ? -work.value : work.value;
	return (
		feed.metricId === work.metricId &&
		[NONE, work.teamId, work.memberId].includes(feed.feeder) &&
		feed.startsOn <= work.day &&
		work.day <= feed.endsOn &&
		(feed.segment === null || feed.segment === work.segment) &&
		(feed.atLeast === null || size >= feed.atLeast)
	);
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
