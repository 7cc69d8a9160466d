import { eq, sql, type SQL } from 'drizzle-orm';
import { windowOf } from '#lib/metrics/guardrail.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { members, type Organization } from '#lib/identity/server/index.ts';
import type { GuardLine } from '../../behind.ts';
import { within, type BehindQuery } from './behind-query.ts';
import { guardsOf, type Guard } from '../guards/guards.ts';
import { guardedScores, totals } from '../schema.ts';

interface Part {
	guard: Guard;
	start: Day;
	end: Day;
}

interface Row {
	i: number;
	member_id: string;
	member: string;
	/** What scores in the figure, less what was done: below nothing where some of it does not. */
	net: string;
	/** What does not score in the whole window. */
	waiting: string;
	/** What was done after the figure's days, within the window. */
	after: string;
}

/**
 * What guardrails change about a figure of points, by person and window, newest first: what was done
 * in it and scores on a later day or waits, or what was done before and scores in it. Exactly the
 * difference to what the entries would score after the daily caps.
 */
export async function guardLines(
	db: Queryable,
	organization: Organization,
	query: BehindQuery
): Promise<GuardLine[]> {
	const guards = await guardsOf(db, organization.id);
	const parts = partsOf(guards, await daysCounted(db, organization, query, guards));
	if (!parts.length) return [];
	const named = await db.select().from(metrics).where(eq(metrics.orgId, organization.id));
	const of = (id: string) => {
		const { key, name, unit } = named.find((metric) => metric.id === id)!;
		return { key, name, unit };
	};
	const rows = await readNets(db, organization, query, parts);
	return rows.flatMap((row) => {
		const { guard, start } = parts[row.i - 1]!;
		const shared = {
			day: start,
			member: { id: row.member_id, name: row.member },
			metric: of(guard.metricId),
			outcome: of(guard.outcomeId),
			window: guard.window
		};
		return split(row).map(({ kind, amount }) => ({
			...shared,
			kind,
			amount: (amount < 0n ? -amount : amount).toString(),
			points: (amount * guard.factor).toString()
		}));
	});
}

// The oldest work scores first, so what waits is the youngest of the window.
function split(row: Row): { kind: GuardLine['kind']; amount: bigint }[] {
	const net = BigInt(row.net);
	if (net > 0n) return [{ kind: 'released', amount: net }];
	const left = BigInt(row.waiting) - BigInt(row.after);
	const waiting = left < 0n ? 0n : left < -net ? left : -net;
	return [
		{ kind: 'waiting' as const, amount: -waiting },
		{ kind: 'later' as const, amount: net + waiting }
	].filter(({ amount }) => amount !== 0n);
}

/** The windows that these days lie in, newest first. */
function partsOf(guards: Guard[], { from, to }: Pick<BehindQuery, 'from' | 'to'>): Part[] {
	const parts: Part[] = [];
	for (const guard of guards) {
		const first = guard.from > from ? guard.from : from;
		const last = guard.until !== null && guard.until <= to ? addDays(guard.until, -1) : to;
		for (let day = first; day <= last;) {
			const days = windowOf(guard, day, guard.calendar);
			parts.push({ guard, ...days });
			day = addDays(days.end, 1);
		}
	}
	return parts.sort((a, b) => (a.start < b.start ? 1 : -1));
}

/**
 * The figure's days from the first to the last on which anything that guardrails weigh was counted:
 * a figure may be asked for of a thousand years, which are 57,000 weeks. None where nothing was.
 */
async function daysCounted(
	db: Queryable,
	{ id }: Organization,
	{ from, to }: BehindQuery,
	guards: Guard[]
): Promise<Pick<BehindQuery, 'from' | 'to'>> {
	const metricIds = new Set(guards.flatMap(({ metricId, outcomeId }) => [metricId, outcomeId]));
	const result = await db.execute(sql`
		select coalesce(min(d.first), ${to})::text as from, coalesce(max(d.last), ${from})::text as to
		from unnest(${sql.param([...metricIds])}::uuid[]) as k(id) cross join lateral (
			select min(period_start) as first, max(period_start) as last from ${totals}
			where org_id = ${id} and metric_id = k.id and period_kind = 'day'
				and period_start between ${from} and ${to}
		) as d`);
	return result.rows[0] as unknown as Pick<BehindQuery, 'from' | 'to'>;
}

async function readNets(
	db: Queryable,
	{ id }: Organization,
	query: BehindQuery,
	parts: Part[]
): Promise<Row[]> {
	const column = (of: (part: Part) => unknown) => sql.param(parts.map(of));
	const its = (table: typeof totals | typeof guardedScores): SQL =>
		query.memberId ? sql`and ${table.memberId} = ${query.memberId}` : sql``;
	const result = await db.execute(sql`
		select w.i::int, m.id as member_id, m.name as member,
			sum(s.scored - s.done) filter (where s.inside)::text as net,
			sum(s.done - s.scored)::text as waiting,
			coalesce(sum(s.done) filter (where s.day > ${query.to}), 0)::text as after
		from unnest(
			${column(({ guard }) => guard.metricId)}::uuid[], ${column(({ guard }) => guard.dailyCap)}::bigint[],
			${column(({ start }) => start)}::date[], ${column(({ end }) => end)}::date[]
		) with ordinality as w(metric_id, cap, first, last, i)
		cross join lateral (
			select ${totals.memberId} as member_id, ${totals.periodStart} as day,
				least(${totals.value}, w.cap) as done, 0 as scored,
				${within(id, query, totals, totals.periodStart)} as inside
			from ${totals} where ${totals.orgId} = ${id} and ${totals.metricId} = w.metric_id
				and ${totals.periodKind} = 'day' and ${totals.periodStart} between w.first and w.last
				${its(totals)}
			union all
			select ${guardedScores.memberId}, ${guardedScores.day}, 0, ${guardedScores.scored},
				${within(id, query, guardedScores, guardedScores.day)}
			from ${guardedScores} where ${guardedScores.orgId} = ${id}
				and ${guardedScores.metricId} = w.metric_id
				and ${guardedScores.day} between w.first and w.last ${its(guardedScores)}
		) as s
		join ${members} m on m.org_id = ${id} and m.id = s.member_id
		group by w.i, m.id, m.name
		having sum(s.scored - s.done) filter (where s.inside) <> 0
		order by w.i, m.name, m.id`);
	return result.rows as unknown as Row[];
}
