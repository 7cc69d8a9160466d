import { and, asc, gte } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import type { FreshRow } from '../fresh-rows.ts';
import { standing } from '../entries/standing-activities.ts';
import { draftOf, type WinDraft } from './draft-wins.ts';
import { recentMoments, type Recent } from './recent-moments.ts';

/** Two wins of one person in one metric within this time are one. */
export const FOLD_MS = 10 * 60_000;

/**
 * Wins that continue one that has rung a moment ago, or that stand behind a moment already, are that
 * one with more behind it: they change its words and ring no second bell. Two queries.
 */
export async function foldWins(
	db: Queryable,
	orgId: OrgId,
	drafts: WinDraft[]
): Promise<WinDraft[]> {
	if (!drafts.length) return [];
	const times = drafts.map(({ at }) => at.getTime());
	const recent = await recentMoments(db, orgId, {
		members: [...new Set(drafts.map(({ memberId }) => memberId))],
		from: new Date(Math.min(...times) - FOLD_MS),
		until: new Date(Math.max(...times)),
		causes: [],
		activityIds: drafts.flatMap(({ ids }) => ids)
	});
	const theirs = groupedBy(recent, ({ memberId }) => memberId);
	const earlier = new Map(
		drafts.map((draft) => [draft, theirs.get(draft.memberId)?.find((win) => continues(draft, win))])
	);
	if (![...earlier.values()].some(Boolean)) return drafts;
	const between = groupedBy(await rowsSince(db, orgId, [...earlier]), workOf);
	const folded = drafts.map((draft) => {
		const win = earlier.get(draft);
		if (!win) return draft;
		const work = draft.works[0]!;
		const rows = (between.get(workOf({ ...draft, metricId: work.metricId })) ?? []).filter(
			({ position }) => win.position! <= position && position <= work.position
		);
		return { ...draftOf(win.cause, rows.length ? rows : work.rows), at: win.at };
	});
	// Of two that continue the same one, the later holds all.
	return [...new Map(folded.map((draft) => [draft.cause, draft])).values()];
}

type OneWork = Pick<FreshRow, 'memberId' | 'metricId' | 'day' | 'teamId'>;

function workOf({ memberId, metricId, day, teamId }: OneWork): string {
	return [memberId, metricId, day, teamId].join();
}

/** True where the moment is about the same work: it holds some of it, or came shortly before. */
export function continues({ memberId, ids, at, works, cause }: WinDraft, win: Recent): boolean {
	if (win.position === null || !(win.kind === 'work' || win.kind === 'team')) return false;
	if (win.cause.startsWith('assist:') || win.memberId !== memberId) return false;
	if (!works.some(({ metricId }) => win.metricIds.includes(metricId))) return false;
	if (win.cause === cause || win.activityIds.some((id) => ids.includes(id))) return true;
	const later = at.getTime() - win.at.getTime();
	return later >= 0 && later <= FOLD_MS;
}

async function rowsSince(db: Queryable, orgId: OrgId, pairs: [WinDraft, Recent | undefined][]) {
	const folded = pairs.filter((pair): pair is [WinDraft, Recent] => pair[1] !== undefined);
	const positions = folded.map(([, { position }]) => position!);
	const least = positions.reduce((a, b) => (b < a ? b : a));
	const of = <Value>(pick: (draft: WinDraft) => Value) => [
		...new Set(folded.map(([draft]) => pick(draft)))
	];
	return db
		.select()
		.from(activities)
		.where(
			and(
				standing(orgId),
				isOneOf(
					activities.memberId,
					of((draft) => draft.memberId)
				),
				isOneOf(
					activities.metricId,
					of((draft) => draft.works[0]!.metricId)
				),
				isOneOf(
					activities.day,
					of((draft) => draft.day)
				),
				gte(activities.position, least)
			)
		)
		.orderBy(asc(activities.position));
}
