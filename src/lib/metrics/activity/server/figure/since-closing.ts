import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS, type Day, type PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindItem, SinceClosing } from '../../behind.ts';
import type { ClosedFigure } from './closed-figure.ts';

/** A reversal in the chain that hangs on a row, or the corrected copy that stands in for it. */
interface Change {
	id: string;
	isCopy: boolean;
	position: string;
	at: string;
}

/**
 * The items of a closed figure, each with what came of it since: the figure counts it as it was when it
 * closed, while the item itself says how it is now.
 */
export async function withSince(
	db: Queryable,
	orgId: OrgId,
	items: BehindItem[],
	figure: ClosedFigure
): Promise<BehindItem[]> {
	const ids = items.map(({ id }) => id);
	const changes = await readChanges(db, orgId, ids);
	return items.map((item) => {
		const its = changes.filter(({ id }) => id === item.id);
		return { ...item, since: sinceOf(its, item.day, figure) };
	});
}

function sinceOf(changes: Change[], day: Day, figure: ClosedFigure): SinceClosing | undefined {
	const isLate = ({ position }: Change) => BigInt(position) > figure.position;
	const back = changes.filter(({ isCopy }) => !isCopy);
	const counted = back.filter((change) => !isLate(change)).length % 2 === 0;
	const counts = back.length % 2 === 0;
	const copy = changes.find((change) => change.isCopy && isLate(change));
	// Taken back and counted again since: nothing has changed.
	const last = copy ?? (counts === counted ? undefined : back.at(-1));
	if (!last) return undefined;
	const what = copy ? 'corrected' : counts ? 'counted again' : 'taken back';
	return { counted, what, at: last.at, closed: figure.kind, open: openThen(last, day, figure) };
}

function openThen({ position }: Change, day: Day, { kind, closings }: ClosedFigure): PeriodKind[] {
	if (kind === 'goal') return [];
	const closed = closings
		.filter(({ start, end }) => start <= day && day <= end)
		.filter((closing) => closing.position < BigInt(position));
	return PERIOD_KINDS.filter((each) => !closed.some((closing) => closing.kind === each));
}

/** In the order they came. */
async function readChanges(db: Queryable, orgId: OrgId, ids: string[]): Promise<Change[]> {
	if (!ids.length) return [];
	const asked = sql`any(${sql.param(ids)}::uuid[])`;
	const { rows } = await db.execute(sql`
		with recursive chain as (
			select reverses_id as id, id as last, position, recorded_at from activities
			where org_id = ${orgId} and reverses_id = ${asked}
			union all
			select c.id, a.id, a.position, a.recorded_at from chain c
			join activities a on a.org_id = ${orgId} and a.reverses_id = c.last
		)
		select id, "isCopy", position::text, to_json(recorded_at) as at from (
			select id, false as "isCopy", position, recorded_at from chain
			union all
			select replaces_id, true, position, recorded_at from activities
			where org_id = ${orgId} and replaces_id = ${asked}
		) changes order by changes.position`);
	return rows as unknown as Change[];
}
