import { and, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { findReasons } from '../../rules/find-reasons.ts';
import { noteFailure } from '../tuning/note-failure.ts';
import type { WinMetrics } from '../win-metrics.ts';
import type { WinDraft } from './draft-wins.ts';
import type { Ground } from './gather-wins.ts';
import { readAssists, type FoundAssist } from './read-assists.ts';
import type { FoundWin } from './ring-wins.ts';

/** Credit for those whose work with the account these deals stand on; where the rule is on. */
export async function findAssists(
	context: Context,
	ground: Ground,
	metrics: WinMetrics,
	deals: WinDraft[]
): Promise<FoundWin[]> {
	const settings = ground.settings.filter(({ rule, isOn }) => rule === 'assist' && isOn);
	if (!settings.length) return [];
	const orgId = ground.organization.id;
	const found = await readAssists(ground.db, orgId, metrics, deals);
	const names = await namesOf(ground.db, orgId, found);
	const wins: FoundWin[] = [];
	for (const assist of found) {
		const draft = draftOf(assist);
		const failed: unknown[] = [];
		const facts = {
			member: { id: assist.memberId, name: names.get(assist.memberId) ?? '' },
			day: draft.day,
			currency: ground.organization.currency,
			deal: null,
			tracks: [],
			goals: [],
			assist: {
				winner: names.get(assist.deal.memberId) ?? '',
				account: assist.deal.deal!.note!.trim(),
				metric: assist.metric,
				day: assist.day,
				mates: found.filter(({ deal }) => deal === assist.deal).length
			}
		};
		const reasons = findReasons(facts, settings, (_, error) => failed.push(error));
		for (const error of failed)
			await noteFailure(context, orgId, 'assist', draft.cause, error, draft.ids);
		wins.push({ draft, reasons, mayRing: true, week: draft.day, goalOf: () => null });
	}
	return wins;
}

async function namesOf(db: Queryable, orgId: OrgId, found: FoundAssist[]) {
	const people = found.flatMap(({ memberId, deal }) => [memberId, deal.memberId]);
	if (!people.length) return new Map<string, string>();
	const rows = await db
		.select({ id: members.id, name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), isOneOf(members.id, [...new Set(people)])));
	return new Map<string, string>(rows.map(({ id, name }) => [id, name]));
}

function draftOf({ deal, memberId, activityId }: FoundAssist): WinDraft {
	const { cause, teamId, day, at, row, ids } = deal;
	return {
		cause: `assist:${cause.slice('activity:'.length)}:${memberId}`,
		memberId,
		teamId,
		day,
		at,
		deal: null,
		works: [],
		row,
		ids: [activityId, ids[0]!]
	};
}
