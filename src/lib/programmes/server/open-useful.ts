import { and, eq, gte, inArray } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { AskedRound } from '../shown-round.ts';
import { roundsWithNames } from './read-rounds.ts';
import { programmeAnswers, programmeRounds } from './schema.ts';
import { showRounds } from './show-rounds.ts';

const SHOWN_DAYS = 120;

/** What somebody is asked about now, and what came of what they were asked about lately. */
export async function openUseful(
	{ db, clock }: Context,
	{ orgId, memberId }: MemberActor
): Promise<{ asked: AskedRound[]; past: AskedRound[] }> {
	const own = await db
		.select()
		.from(programmeAnswers)
		.where(and(eq(programmeAnswers.orgId, orgId), eq(programmeAnswers.memberId, memberId)));
	if (!own.length) return { asked: [], past: [] };
	const { timeZone } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, clock.now());
	const lately = gte(programmeRounds.endsOn, addDays(today, -SHOWN_DAYS));
	const theirs = inArray(
		programmeRounds.id,
		own.map(({ roundId }) => roundId)
	);
	const shown = await showRounds(db, orgId, await roundsWithNames(db, orgId, and(theirs, lately)));
	const rounds = shown.map((round) => {
		const { answer, sentence } = own.find(({ roundId }) => roundId === round.id)!;
		return { ...round, answer, sentence };
	});
	const isOpen = ({ verdict, endsOn }: AskedRound) => !verdict && endsOn >= today;
	const asked = rounds.filter(isOpen);
	return {
		// What is not answered yet stands first.
		asked: [...asked.filter(({ answer }) => !answer), ...asked.filter(({ answer }) => answer)],
		past: rounds.filter((round) => !isOpen(round))
	};
}
