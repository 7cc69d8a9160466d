import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindQuery } from './behind-query.ts';

/** A figure of a period that has been closed, as its board shows it for ever. */
export interface ClosedFigure {
	closedAt: Date;
	/** The rows of the ledger below it are in the figure; the others came after. */
	position: bigint;
	/** Scaled. */
	sum: string;
	activities: number;
	entries: number;
}

/** Answers null where the figure's days are no closed period. Lives higher than the ledger. */
export type ClosedFigureOf = (
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery
) => Promise<ClosedFigure | null>;
