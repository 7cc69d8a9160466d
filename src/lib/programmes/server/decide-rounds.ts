import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { NOTICE, quarterBefore, verdictOf, type Tally } from '../programme.ts';
import { readTallies } from './read-tallies.ts';
import { programmeRounds } from './schema.ts';

type Round = typeof programmeRounds.$inferSelect;

/**
 * Says what the rounds came to whose last day is over. What is to retire does so two weeks from now,
 * unless somebody keeps it. Answers how many were decided.
 */
export async function decideRounds(
	db: Queryable,
	organization: Organization,
	now: Date
): Promise<number> {
	const { id: orgId, timeZone } = organization;
	const today = dayIn(timeZone, now);
	const open = await db
		.select()
		.from(programmeRounds)
		.where(
			and(
				eq(programmeRounds.orgId, orgId),
				isNull(programmeRounds.verdict),
				lt(programmeRounds.endsOn, today)
			)
		);
	const silent = await silentBefore(db, organization, open);
	const tallies = await readTallies(
		db,
		orgId,
		open.map(({ id }) => id)
	);
	for (const round of open) {
		const verdict = verdictOf(tallies.get(round.id)!, silent.has(keyOf(round)));
		const retiresOn = verdict === 'stays' ? null : addDays(today, NOTICE);
		await db
			.update(programmeRounds)
			.set({ verdict, decidedAt: now, retiresOn })
			.where(
				and(
					eq(programmeRounds.orgId, orgId),
					eq(programmeRounds.id, round.id),
					isNull(programmeRounds.verdict)
				)
			);
	}
	return open.length;
}

/** Which of these had been asked about the quarter before, too, without any answer. */
async function silentBefore(
	db: Queryable,
	organization: Organization,
	rounds: Round[]
): Promise<Set<string>> {
	if (!rounds.length) return new Set();
	const orgId: OrgId = organization.id;
	const calendar = calendarOf(organization);
	const before = new Map(rounds.map((round) => [quarterBefore(round.quarter, calendar), round]));
	const earlier = await db
		.select()
		.from(programmeRounds)
		.where(
			and(
				eq(programmeRounds.orgId, orgId),
				inArray(programmeRounds.quarter, [...before.keys()]),
				inArray(
					programmeRounds.subject,
					rounds.map(({ subject }) => subject)
				)
			)
		);
	const tallies = await readTallies(
		db,
		orgId,
		earlier.map(({ id }) => id)
	);
	const wasSilent = ({ asked, useful, notForMe }: Tally) => asked > 0 && useful + notForMe === 0;
	const silent = earlier.filter(({ id }) => wasSilent(tallies.get(id)!));
	return new Set(
		rounds
			.filter((round) =>
				silent.some(
					({ subject, quarter }) =>
						subject === round.subject && quarter === quarterBefore(round.quarter, calendar)
				)
			)
			.map(keyOf)
	);
}

function keyOf({ subject, quarter }: Pick<Round, 'subject' | 'quarter'>): string {
	return `${quarter} ${subject}`;
}
