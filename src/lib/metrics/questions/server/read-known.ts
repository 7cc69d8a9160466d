import { eq } from 'drizzle-orm';
import { members, type Organization } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Known } from '../change-words.ts';

/** Whom and what changes are about, by the ids that the trail keeps. */
export async function readKnown(db: Queryable, { id, currency }: Organization): Promise<Known> {
	const found = await db.select().from(metrics).where(eq(metrics.orgId, id));
	const people = await db
		.select({ id: members.id, name: members.name })
		.from(members)
		.where(eq(members.orgId, id));
	return {
		currency,
		metrics: new Map(
			found.flatMap((metric) => [
				[metric.key, metric],
				[metric.id, metric]
			])
		),
		people: new Map(people.map((person) => [person.id, person.name]))
	};
}
