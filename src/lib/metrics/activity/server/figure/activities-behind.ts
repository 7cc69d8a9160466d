import { and, eq, sql } from 'drizzle-orm';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Behind } from '../../behind.ts';
import { itemsOf } from './behind-items.ts';
import { startOf, within, type BehindQuery } from './behind-query.ts';
import { closedBehind } from './closed-behind.ts';
import type { ClosedFigure } from './closed-figure.ts';
import { goalSums } from './goal-sums.ts';
import { heldLines } from './held-lines.ts';
import { readPage } from './read-page.ts';
import { withSince } from './since-closing.ts';
import { totals } from '../schema.ts';

/** A whole team's quarter may have hundreds; a screen shows the newest and sums up the rest. */
const LINES_SHOWN = 50;

/**
 * What a figure is made of, down to the activities and the rule each was counted by; of a closed
 * figure what it was made of when it closed, and what came later.
 */
export async function activitiesBehind(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	figure: ClosedFigure | null = null
): Promise<Behind> {
	const organization = await readOrganization(db, orgId);
	const [sums, page, lines] = await Promise.all([
		query.goal ? goalSums(db, orgId, query) : readSums(db, orgId, query),
		readPage(db, orgId, query, figure),
		query.metric || figure ? [] : heldLines(db, organization, query)
	]);
	const now = BigInt(sums.sum);
	const { currency } = organization;
	const items = await itemsOf(db, orgId, page.rows, currency);
	const caps = lines.slice(0, LINES_SHOWN);
	const left = lines.slice(LINES_SHOWN);
	return {
		unit: query.metric?.unit ?? 'points',
		currency,
		sum: (figure ?? sums).sum,
		activities: (figure ?? sums).activities,
		entries: (figure ?? sums).entries,
		start: startOf(query) ? String(startOf(query)) : null,
		items: figure ? await withSince(db, orgId, items, figure) : items,
		caps,
		capsLeft: left.length
			? { lines: left.length, points: String(left.reduce((sum, l) => sum + BigInt(l.points), 0n)) }
			: null,
		newer: page.newer,
		older: page.older,
		closed: figure ? await closedBehind(db, orgId, query, figure, { now, currency }) : null
	};
}

/** The figure itself, scaled, and how many activities and rows of the ledger stand behind it. */
async function readSums(db: Queryable, orgId: OrgId, query: BehindQuery) {
	const [row] = await db
		.select({
			sum: sql<string>`coalesce(sum(${totals.value}), 0)::text`,
			activities: sql<number>`coalesce(sum(${totals.activities}), 0)::int`,
			entries: sql<number>`coalesce(sum(${totals.entries}), 0)::int`
		})
		.from(totals)
		.where(
			and(
				within(orgId, query, totals, totals.periodStart),
				eq(totals.periodKind, 'day'),
				eq(totals.metricId, query.metric?.id ?? NONE)
			)
		);
	return row!;
}
