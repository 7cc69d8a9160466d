import { and, desc, eq, gte, or, sql } from 'drizzle-orm';
import { members, teamManagers, teamMemberships } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { specificity } from '../specific.ts';
import { isSaid, itsRecipients, itsSender } from './joins.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** When somebody who leads a person last said something specific to them, and who that was. */
export interface LastSpecific {
	at: Date;
	from: { id: MemberId; name: string };
}

export interface SpecificQuery {
	/** Whom it was said to; left out for everybody. */
	people?: readonly MemberId[];
	/** Only what was said from then on. */
	since?: Date;
	now: Date;
	/** Who leads whom goes by the teams of this day. */
	today: Day;
}

/**
 * The last specific word that each of these people heard from a manager of their team or an admin,
 * in private too; who heard none is not in the map. One query.
 */
export async function lastSpecific(
	db: Queryable,
	orgId: OrgId,
	query: SpecificQuery
): Promise<Map<MemberId, LastSpecific>> {
	const found = new Map<MemberId, LastSpecific>();
	if (query.people?.length === 0) return found;
	for (const { memberId, sentence, at, from } of await leaderWords(db, orgId, query))
		if (!found.has(memberId) && specificity(sentence) === 'specific')
			found.set(memberId, { at, from });
	return found;
}

function leaderWords(db: Queryable, orgId: OrgId, { people, since, now, today }: SpecificQuery) {
	const { memberId } = recognitionRecipients;
	return db
		.select({
			memberId,
			sentence: recognitions.sentence,
			at: recognitions.saidAt,
			from: { id: members.id, name: members.name }
		})
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.innerJoin(members, itsSender)
		.where(
			and(
				eq(recognitions.orgId, orgId),
				isSaid(now),
				since ? gte(recognitions.saidAt, since) : undefined,
				// One parameter however many there are.
				people ? sql`${memberId} = any(${sql.param(people)}::uuid[])` : undefined,
				// The same text over and over is no word of its own.
				sql`${recognitions.damped} is distinct from 'repeat'`,
				or(eq(members.role, 'admin'), leads(today))
			)
		)
		.orderBy(desc(recognitions.saidAt));
}

function leads(today: Day) {
	return sql`exists (select from ${teamMemberships} tm
		join ${teamManagers} m on m.org_id = tm.org_id and m.team_id = tm.team_id
		where tm.org_id = ${recognitions.orgId} and tm.member_id = ${recognitionRecipients.memberId}
			and m.member_id = ${recognitions.fromId} and tm.starts_on <= ${today}
			and coalesce(tm.ends_on, 'infinity') >= ${today})`;
}
