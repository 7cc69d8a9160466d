import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import { latestWins } from '#lib/moments/server/index.ts';
import type { ActivityId, MemberId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { NamedWin } from '../overview.ts';

const RECENT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * A real win of the last weeks for each of these people: their latest moment, else their latest entry,
 * rather one with an account beside it.
 */
export async function recentWins(
	db: Queryable,
	organization: Organization,
	{ memberId }: MemberActor,
	people: readonly MemberId[],
	{ now, today }: { now: Date; today: Day }
): Promise<Map<MemberId, NamedWin>> {
	const orgId = organization.id;
	const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS);
	const moments = await latestWins(db, orgId, people, memberId, since);
	const wins = new Map([...moments].map(([id, card]) => [id, fromMoment(card)]));
	const others = people.filter((id) => !wins.has(id));
	const from = addDays(today, -RECENT_DAYS);
	for (const entry of await latestEntries(db, organization, others, from))
		wins.set(entry.memberId, fromEntry(entry, organization));
	return wins;
}

function fromMoment({ id, headline, figure, at }: MomentCard): NamedWin {
	const title = headline.charAt(0).toUpperCase() + headline.slice(1);
	const words = [title, figure].filter(Boolean).join(', ');
	return { words, at, href: `/moments/${id}`, about: { moment: id } };
}

interface Entry {
	id: ActivityId;
	memberId: MemberId;
	name: string;
	unit: Unit;
	value: string;
	note: string | null;
	day: Day;
}

async function latestEntries(
	db: Queryable,
	{ id: orgId }: Organization,
	people: readonly MemberId[],
	since: Day
): Promise<Entry[]> {
	if (!people.length) return [];
	const { memberId, day, value } = activities;
	const found = await db.execute(sql`
		select distinct on (${memberId}) ${activities.id}, ${memberId} as "memberId",
			${metrics.name}, ${metrics.unit}, ${value}::text, ${activities.note}, ${day}::text
		from ${activities}
		join ${metrics} on ${metrics.orgId} = ${activities.orgId}
			and ${metrics.id} = ${activities.metricId}
		where ${activities.orgId} = ${orgId} and ${memberId} = any(${sql.param(people)}::uuid[])
			and ${day} >= ${since} and ${value} > 0 and ${counts()}
		order by ${memberId}, ${activities.note} is null, ${day} desc, ${activities.position} desc`);
	return found.rows as unknown as Entry[];
}

function fromEntry({ id, name, unit, value, note, day }: Entry, { currency }: Organization) {
	const figure = showFigure(BigInt(value), unit, currency);
	const words = [`${name}: ${figure}`, note].filter(Boolean).join(', ');
	return { words, at: day, href: `/entries/${id}`, about: { activity: id } };
}
