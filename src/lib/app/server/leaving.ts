import { countPaired } from '#lib/displays/server/index.ts';
import { countWritten } from '#lib/expectations/server/index.ts';
import { leavingMade, leavingTeam, type Leaving, type LedTeam } from '#lib/identity/leaving.ts';
import { countMade, listPeople, listTeams } from '#lib/identity/server/index.ts';
import { readLeaving } from '#lib/metrics/goals/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** What somebody answers for, and what becomes of each thing once they leave. */
export interface LeavingOf {
	things: Leaving[];
	/** Goals of theirs that are not named. */
	more: number;
}

/** For the admin who is about to say that somebody leaves today; nothing for who answers for nothing. */
export async function readLeavingOf(
	context: Context,
	orgId: OrgId,
	memberId: MemberId,
	today: Day
): Promise<LeavingOf> {
	const { db, clock } = context;
	const { goals, more } = await readLeaving(context, orgId, memberId);
	const led = await readLed(db, orgId, memberId, today);
	const made = {
		...(await countMade(db, orgId, memberId, clock.now())),
		tvs: await countPaired(db, orgId, memberId),
		cards: await countWritten(db, orgId, memberId)
	};
	const things = [...led.map(leavingTeam), ...goals, ...leavingMade(made)];
	return { things, more };
}

async function readLed(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	today: Day
): Promise<LedTeam[]> {
	const people = await listPeople(db, orgId, today);
	const led = (await listTeams(db, orgId)).filter(({ managerIds }) =>
		managerIds.includes(memberId)
	);
	return led.map(({ id, name, managerIds }) => {
		const others = people.filter((one) => one.id !== memberId && managerIds.includes(one.id));
		return { id, name, others: others.map(({ name }) => name) };
	});
}
