import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { stepPeriod, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Player, SeasonKind } from '../league.ts';
import { valuesOf } from './season-values.ts';

/** How many periods before a season place people. */
const TRAILING = 3;

/** Somebody who plays, with what a list shows of them. */
export interface NamedPlayer extends Player {
	memberId: MemberId;
	name: string;
	colour: number;
}

/** A season that begins: by what, how long, and its first day. */
export interface Beginning {
	metricId: string;
	season: SeasonKind;
	startsOn: Day;
}

/**
 * Who plays a season that begins: every rep who has not left the leagues and for whom something was
 * counted in the three periods before it or since, or who came to us in that time.
 */
export async function playersOf(
	db: Queryable,
	organization: Organization,
	{ metricId, season, startsOn }: Beginning,
	today: Day
): Promise<NamedPlayer[]> {
	const starts = Array.from(
		{ length: TRAILING },
		(_, index) => stepPeriod(season, startsOn, index - TRAILING, organization).start
	);
	const reps = await repsOf(db, organization, starts[0]!, today);
	const values = await valuesOf(db, organization.id, metricId, season, starts);
	return reps.map(({ id, name, colour, since, first }) => {
		const begun = starts.filter(
			(start) => first && first < stepPeriod(season, start, 1, organization).start
		);
		const sum = values.get(id) ?? 0n;
		// Six times the average: see `Player`.
		const trailing = begun.length ? (sum * 6n) / BigInt(begun.length) : null;
		return { memberId: id, name, colour, since, trailing };
	});
}

interface Rep {
	id: MemberId;
	name: string;
	colour: number;
	since: string;
	/** The day of their first activity. */
	first: Day | null;
}

async function repsOf(
	db: Queryable,
	{ id: orgId, timeZone }: { id: OrgId; timeZone: string },
	from: Day,
	today: Day
): Promise<Rep[]> {
	const { rows } = await db.execute(sql`
		select m.id, m.name, m.colour, m.joined_at::text as since, f.first::text
		from members m
		cross join lateral (
			select min(a.day) as first, coalesce(bool_or(a.day >= ${from}::date), false) as lately
			from activities a
			where a.org_id = m.org_id and a.member_id = m.id and a.day <= ${today}::date) f
		where m.org_id = ${orgId} and m.role = 'rep' and m.left_at is null
			and not exists (
				select from league_absences l where l.org_id = m.org_id and l.member_id = m.id)
			and (f.lately
				or (m.joined_at at time zone ${timeZone})::date between ${from}::date and ${today}::date)
		order by m.joined_at, m.id`);
	return rows as unknown as Rep[];
}
