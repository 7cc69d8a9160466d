import { and, desc, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import type { Id, OrgId } from '#lib/platform/ids.ts';
import { addDays, daysBetween } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { NOTICE, verdictOf } from '../programme.ts';
import { readTallies } from './read-tallies.ts';
import { programmeRounds } from './schema.ts';

type Round = typeof programmeRounds.$inferSelect;

/** The quarter before ended less than so many days ago, also where the fiscal year was moved since. */
const QUARTER_BEFORE = 170;

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
	const silent = await silentBefore(db, orgId, open);
	const tallies = await readTallies(
		db,
		orgId,
		open.map(({ id }) => id)
	);
	for (const round of open) {
		const verdict = verdictOf(tallies.get(round.id)!, {
			kind: round.kind,
			wasSilent: silent.has(round.id)
		});
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
	orgId: OrgId,
	rounds: Round[]
): Promise<Set<Id<'programme-round'>>> {
	if (!rounds.length) return new Set();
	const [earliest] = rounds.map(({ endsOn }) => endsOn).sort();
	const earlier = await db
		.select()
		.from(programmeRounds)
		.where(
			and(
				eq(programmeRounds.orgId, orgId),
				gte(programmeRounds.endsOn, addDays(earliest!, -QUARTER_BEFORE)),
				inArray(
					programmeRounds.subject,
					rounds.map(({ subject }) => subject)
				)
			)
		)
		.orderBy(desc(programmeRounds.endsOn));
	const tallies = await readTallies(
		db,
		orgId,
		earlier.map(({ id }) => id)
	);
	const wasSilent = (round: Round) => {
		const before = earlier.find((each) => isBefore(each, round));
		const tally = before && tallies.get(before.id);
		return tally !== undefined && tally.useful + tally.notForMe === 0;
	};
	return new Set(rounds.filter(wasSilent).map(({ id }) => id));
}

function isBefore(earlier: Round, round: Round): boolean {
	const days = daysBetween(earlier.endsOn, round.endsOn);
	return earlier.subject === round.subject && days > 0 && days < QUARTER_BEFORE;
}
