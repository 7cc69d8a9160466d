import { and, eq, isNull, sql } from 'drizzle-orm';
import { teamMemberships } from '#lib/identity/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Seen } from '../flag-words.ts';
import type { FlagKind } from '../question.ts';
import { concerned } from './concerned.ts';
import { flags } from './schema.ts';

export interface FoundFlag {
	kind: FlagKind;
	memberId: MemberId;
	/** The nil id where it is about several. */
	metricId: MetricId | typeof NONE;
	/** The day it is kept under: once a kind, member, metric and day. */
	day: Day;
	seen: Seen;
}

/** Keeps what was found, once; what nobody has looked at yet may still grow. */
export async function keepFlags(
	{ db, clock, announce }: Context,
	orgId: OrgId,
	found: FoundFlag[]
): Promise<void> {
	const now = clock.now();
	for (const flag of found) {
		const kept = await db
			.insert(flags)
			.values({ orgId, id: newId<'flag'>(now), foundAt: now, ...flag })
			.onConflictDoUpdate({
				target: [flags.orgId, flags.kind, flags.memberId, flags.metricId, flags.day],
				set: { seen: flag.seen },
				setWhere: and(isNull(flags.lookedAt), sql`${flags.seen} is distinct from excluded.seen`)
			});
		if (kept.rowCount)
			announce(orgId, concerned(flag.memberId, await teamOn(db, orgId, flag.memberId, flag.day)));
	}
}

/** The team somebody was in on a day, whose managers look at what is flagged then; the nil id for none. */
async function teamOn(db: Queryable, orgId: OrgId, memberId: MemberId, day: Day): Promise<string> {
	const [team] = await db
		.select({ id: teamMemberships.teamId })
		.from(teamMemberships)
		.where(
			and(
				eq(teamMemberships.orgId, orgId),
				eq(teamMemberships.memberId, memberId),
				sql`${day}::date between ${teamMemberships.startsOn} and coalesce(${teamMemberships.endsOn}, 'infinity')`
			)
		);
	return team?.id ?? NONE;
}
