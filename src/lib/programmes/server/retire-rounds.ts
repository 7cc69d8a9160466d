import { and, eq, isNull, lte } from 'drizzle-orm';
import { retireBadge } from '#lib/badges/server/index.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { closeByItself } from '#lib/metrics/goals/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { outcomeWords } from '../programme-words.ts';
import { shownTally } from '../programme.ts';
import { readTallies } from './read-tallies.ts';
import { programmeRounds } from './schema.ts';

/**
 * Retires what nobody kept within the notice: a badge is put away, and who holds it keeps it; a goal
 * is closed with its result and the reason. Again changes nothing. Answers how many.
 */
export async function retireRounds(
	context: Context,
	{ id: orgId, timeZone }: Organization
): Promise<number> {
	const { db, clock } = context;
	const now = clock.now();
	const due = await db
		.select()
		.from(programmeRounds)
		.where(
			and(
				eq(programmeRounds.orgId, orgId),
				lte(programmeRounds.retiresOn, dayIn(timeZone, now)),
				isNull(programmeRounds.keptAt),
				isNull(programmeRounds.retiredAt)
			)
		);
	const ids = due.map(({ id }) => id);
	const tallies = await readTallies(db, orgId, ids);
	for (const { id, goalId, badgeId, verdict } of due) {
		const why = outcomeWords(verdict, shownTally(tallies.get(id)!, true));
		// Each is done once by itself; where this stops between the two it goes on here next time.
		if (goalId) await closeByItself(context, orgId, goalId, why);
		if (badgeId) await retireBadge(context, orgId, badgeId, why);
		await db
			.update(programmeRounds)
			.set({ retiredAt: now })
			.where(and(eq(programmeRounds.orgId, orgId), eq(programmeRounds.id, id)));
	}
	return due.length;
}
