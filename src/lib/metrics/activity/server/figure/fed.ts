import { inArray, or, sql, type SQL } from 'drizzle-orm';
import { NONE } from '#lib/platform/ids.ts';
import { activities } from '../schema.ts';
import type { GoalFeed } from './goal-figure.ts';

/** The rows of the ledger that one of these feeds leads to: the same rule as recording asks. */
export function fed(feeds: GoalFeed[]): SQL | undefined {
	if (!feeds.length) return sql`false`;
	const column = (of: (feed: GoalFeed) => unknown) => sql.param(feeds.map(of));
	const { memberId, teamId, day, segment, value } = activities;
	const leads = sql`exists (
		select from unnest(
			${column(({ feeder }) => feeder)}::uuid[], ${column(({ startsOn }) => startsOn)}::date[],
			${column(({ endsOn }) => endsOn)}::date[], ${column((feed) => feed.segment)}::text[],
			${column(({ atLeast }) => (atLeast === null ? null : String(atLeast)))}::bigint[]
		) as f(feeder, starts_on, ends_on, segment, at_least)
		where f.feeder in (${memberId}, ${teamId}, ${NONE}) and ${day} between f.starts_on and f.ends_on
			and (f.segment is null or f.segment = ${segment})
			and (f.at_least is null or abs(${value}) >= f.at_least))`;
	return sql`(${whose(feeds)} and ${leads})`;
}

// The people of a pod are found by their key; each of everybody's rows would be held against each feed.
function whose(feeds: GoalFeed[]): SQL {
	const feeders = [...new Set(feeds.map(({ feeder }) => feeder))];
	if (feeders.includes(NONE)) return sql`true`;
	const { memberId, teamId } = activities;
	return or(inArray(memberId, feeders as never[]), inArray(teamId, feeders as never[]))!;
}
