import { and, lt } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ledgerRows } from './behind-items.ts';
import { beyond, byTime } from './behind-order.ts';
import type { BehindQuery } from './behind-query.ts';
import type { ClosedFigure } from './closed-figure.ts';
import { counted } from './counted.ts';
import { activities } from '../schema.ts';

const PAGE = 50;

type Rows = Awaited<ReturnType<typeof ledgerRows>>;

/** A page of the rows behind a figure, newest first, with the addresses of the pages beside it. */
export interface PageOfRows {
	rows: Rows;
	newer: string | null;
	older: string | null;
}

/** What is newer than the first page is on the first page; so is what an unknown entry is asked for. */
export async function readPage(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	figure: ClosedFigure | null
): Promise<PageOfRows> {
	const { page } = query;
	const found = await readRows(db, orgId, query, figure);
	const more = found.length > PAGE;
	if (page && (!found.length || (page.way === 'newer' && !more)))
		return readPage(db, orgId, { ...query, page: null }, figure);
	const rows = page?.way === 'newer' ? found.slice(0, PAGE).reverse() : found.slice(0, PAGE);
	return {
		rows,
		newer: page ? `newer.${rows[0]!.activity.id}` : null,
		older: more || page?.way === 'newer' ? `older.${rows.at(-1)!.activity.id}` : null
	};
}

function readRows(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	figure: ClosedFigure | null
): Promise<Rows> {
	return ledgerRows(db)
		.where(
			and(
				counted(orgId, query),
				figure ? lt(activities.position, figure.position) : undefined,
				query.page ? beyond(db, orgId, query.page) : undefined
			)
		)
		.orderBy(...byTime(query.page?.way === 'newer' ? 'oldest' : 'newest'))
		.limit(PAGE + 1);
}
