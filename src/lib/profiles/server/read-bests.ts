import type { Organization } from '#lib/identity/organization.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { biggestEntry, personalBests } from '#lib/metrics/standings/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { BEST_KINDS, type Best } from '../profile.ts';

/**
 * A member's best day, week, month and single entry in a metric, or the first three in points. A
 * single entry of something that is counted one by one says nothing and is left out.
 */
export async function readBests(
	db: Queryable,
	organization: Organization,
	memberId: MemberId,
	metric: Metric | undefined
): Promise<Best[]> {
	const found: Best[] = (
		await personalBests(db, organization.id, memberId, metric?.id ?? null)
	).map(({ kind, start, value }) => ({
		kind: kind as Best['kind'],
		start,
		end: periodOf(kind, start, organization).end,
		value: String(value),
		note: null,
		entry: null
	}));
	const single = metric && (await biggestEntry(db, organization.id, memberId, metric.key));
	if (single && single.value > 1n) {
		const { id, day, note, value } = single;
		found.push({
			...{ kind: 'single', start: day, end: day },
			...{ value: String(value), note, entry: id }
		});
	}
	return BEST_KINDS.flatMap((kind) => found.filter((best) => best.kind === kind));
}
