import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { shownTally } from '../programme.ts';
import type { ShownRound } from '../shown-round.ts';
import type { NamedRound } from './read-rounds.ts';
import { readTallies } from './read-tallies.ts';
import { programmeAnswers } from './schema.ts';

/**
 * Rounds as everybody may see them who may see them at all: once decided, and from five answers on,
 * with which side prevailed and the sentences; before and below that without. Never who said it, and
 * never how many said what.
 */
export async function showRounds(
	db: Queryable,
	orgId: OrgId,
	rounds: NamedRound[]
): Promise<ShownRound[]> {
	const ids = rounds.map(({ id }) => id);
	const tallies = await readTallies(db, orgId, ids);
	const said = await readSentences(db, orgId, ids);
	return rounds.map((round) => {
		const tally = shownTally(tallies.get(round.id)!, round.verdict !== null);
		const { id, kind, name, about, badge, href, quarter, endsOn, verdict, retiresOn, keptAt } =
			round;
		const kept = keptAt && { by: round.keeper ?? 'an admin', why: round.keptWhy ?? '' };
		return {
			...{ id, kind, name, about, badge, href, quarter, endsOn, verdict, retiresOn, kept, tally },
			isRetired: round.retiredAt !== null,
			sentences: tally.found ? (said.get(id) ?? []) : []
		};
	});
}

/** In an order that tells nothing of who wrote when. */
async function readSentences(
	db: Queryable,
	orgId: OrgId,
	ids: NamedRound['id'][]
): Promise<Map<string, string[]>> {
	if (!ids.length) return new Map();
	const rows = await db
		.select({ id: programmeAnswers.roundId, sentence: programmeAnswers.sentence })
		.from(programmeAnswers)
		.where(
			and(
				eq(programmeAnswers.orgId, orgId),
				inArray(programmeAnswers.roundId, ids),
				isNotNull(programmeAnswers.sentence)
			)
		)
		.orderBy(programmeAnswers.sentence);
	const said = new Map<string, string[]>();
	for (const { id, sentence } of rows) said.set(id, [...(said.get(id) ?? []), sentence!]);
	return said;
}
