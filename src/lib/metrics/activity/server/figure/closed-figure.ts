import type { OrgId } from '#lib/platform/ids.ts';
import type { Period, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindQuery } from './behind-query.ts';

/** A figure of a period that has been closed, as its board shows it for ever. */
export interface ClosedFigure {
	kind: PeriodKind | 'goal';
	closedAt: Date;
	/** The rows of the ledger below it are in the figure; the others came after. */
	position: bigint;
	/** Scaled. */
	sum: string;
	activities: number;
	entries: number;
	/** Everything closed that holds a day of the figure, itself among it; nothing for a goal. */
	closings: (Period & { position: bigint })[];
}

/** Answers null where the figure's days are no closed period. Lives higher than the ledger. */
export type ClosedFigureOf = (
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery
) => Promise<ClosedFigure | null>;
