import { and, eq, gte, inArray } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import { NONE, type MemberId, type MetricId, type OrgId, type TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Keeping } from '../picture.ts';
import { keyOf, type Whose } from '../whose.ts';
import { keptWork } from './schema.ts';

/**
 * What was said to be done all the same and still holds, by metric. What a manager said of the team's
 * work holds for each of its people, and what an admin said of everybody's for all; the narrowest is told.
 */
export async function readKept(
	db: Queryable,
	orgId: OrgId,
	whose: Whose,
	ground: { today: Day; teamId: TeamId | null; reader: MemberId }
): Promise<Map<MetricId, Keeping>> {
	const wide = whose.kind === 'member' && ground.teamId ? [ground.teamId, NONE] : [NONE];
	const asked = [...new Set<string>([keyOf(whose), ...wide])];
	const rows = await db
		.select({ kept: keptWork, by: members.name })
		.from(keptWork)
		.innerJoin(members, and(eq(members.orgId, keptWork.orgId), eq(members.id, keptWork.keptBy)))
		.where(
			and(
				eq(keptWork.orgId, orgId),
				inArray(keptWork.whose, asked),
				gte(keptWork.until, ground.today)
			)
		);
	rows.sort((a, b) => asked.indexOf(b.kept.whose) - asked.indexOf(a.kept.whose));
	return new Map(
		rows.map(({ kept, by }) => [
			kept.metricId,
			{
				by: kept.keptBy === ground.reader ? 'You' : by,
				whose: kept.memberId ? 'member' : kept.teamId ? 'team' : 'everyone',
				until: kept.until,
				why: kept.why
			}
		])
	);
}
