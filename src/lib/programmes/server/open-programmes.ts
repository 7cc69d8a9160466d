import { gte } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { OwnedRound } from '../shown-round.ts';
import { roundsWithNames } from './read-rounds.ts';
import { programmeRounds } from './schema.ts';
import { showRounds } from './show-rounds.ts';

/** A year of quarters. */
const SHOWN_DAYS = 370;

/** What was asked about the programmes somebody answers for, of the last year; an admin sees all. */
export async function openProgrammes(
	{ db, clock }: Context,
	actor: MemberActor
): Promise<{ rounds: OwnedRound[] }> {
	const { orgId } = actor;
	const { timeZone } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, clock.now());
	const since = addDays(today, -SHOWN_DAYS);
	const found = await roundsWithNames(db, orgId, gte(programmeRounds.endsOn, since));
	const theirs = found.filter(({ ownerId }) => may(actor, { may: 'programmes.keep', of: ownerId }));
	const shown = await showRounds(db, orgId, theirs);
	return {
		rounds: shown.map((round) => ({
			...round,
			mayKeep:
				round.retiresOn !== null && round.retiresOn > today && !round.kept && !round.isRetired
		}))
	};
}
