import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Whose entries count for a goal, which, and on which days. */
export interface GoalFeed {
	/** A member, a team, or the nil id for everybody. */
	feeder: string;
	startsOn: Day;
	/** Last day that counts. */
	endsOn: Day;
	segment: string | null;
	atLeast: bigint | null;
}

/** What a goal counts of the ledger. */
export interface GoalFigure {
	title: string;
	/** The key of its metric. */
	metric: string;
	/** An entry counts once, however many of these lead to it. */
	feeds: GoalFeed[];
	/** What was there when it began, in the metric's smallest unit. */
	start: bigint;
	/** Set where the goal is closed: the rows of the ledger below the position are in its result. */
	closed: { at: Date; position: bigint } | null;
}

/** Answers undefined where the organization has no such goal, or it counts no metric. Lives higher. */
export type GoalFigureOf = (
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId
) => Promise<GoalFigure | undefined>;
