import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { withinCeilings } from '../../rules/ceilings.ts';
import { mergeReasons, type WinWords } from '../../rules/merge.ts';
import type { RuleSetting } from '../../rules.ts';
import type { Reason, RuleKey } from '../../win.ts';
import type { Step } from '../feeding.ts';
import { makeMoments, type MomentDraft } from '../make-moment.ts';
import type { WinDraft } from './draft-wins.ts';
import { continues } from './fold-wins.ts';
import { recentMoments, type Recent } from './recent-moments.ts';
import { rewordMoments } from './reword-moments.ts';

/** A win with why it rings. */
export interface FoundWin {
	draft: WinDraft;
	reasons: Reason[];
	/** False for a win that may change the words of its moment and makes none. */
	mayRing: boolean;
	/** The goal that goes with it, by the reason's wish or the nearest one. */
	goalOf(goalId: string | undefined): Step | null;
	/** The first day of the win's week. */
	week: string;
}

const DAY_MS = 86_400_000;

/**
 * Makes the moments of these wins, or changes the words of those they have; true where anything
 * changed. One organization's wins are rung one batch after the other, so that two of one person at
 * once neither pass a ceiling together nor ring twice.
 */
export async function ringWins(
	db: Queryable,
	organization: Organization,
	settings: RuleSetting[],
	wins: FoundWin[]
): Promise<boolean> {
	if (!wins.length) return false;
	const orgId = organization.id;
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`ring:${orgId}`}, 0))`);
		const recent = await recentMoments(tx, orgId, nearOf(wins));
		const { made, changed } = decide(organization, settings, wins, recent);
		const kept = await makeMoments(tx, orgId, made);
		const reworded = await rewordMoments(tx, orgId, changed);
		return kept.size > 0 || reworded;
	});
}

function nearOf(wins: FoundWin[]) {
	const times = wins.map(({ draft }) => draft.at.getTime());
	return {
		members: [...new Set(wins.map(({ draft }) => draft.memberId))],
		from: new Date(Math.min(...times) - DAY_MS),
		until: new Date(Math.max(...times) + DAY_MS),
		causes: wins.map(({ draft }) => draft.cause),
		activityIds: wins.flatMap(({ draft }) => draft.ids)
	};
}

interface Decided {
	made: MomentDraft[];
	changed: { id: MomentId; words: WinWords; draft: WinDraft }[];
}

/** Earlier wins first: what they ring counts for the ceilings of the later ones. */
function decide(
	organization: Organization,
	settings: RuleSetting[],
	wins: FoundWin[],
	recent: Recent[]
): Decided {
	const decided: Decided = { made: [], changed: [] };
	const byCause = new Map(recent.map((each) => [each.cause, each]));
	const byMember = groupedBy(recent, ({ memberId }) => memberId);
	const inOrder = [...wins].sort((a, b) => (a.draft.row.position < b.draft.row.position ? -1 : 1));
	for (const win of inOrder) {
		const { draft } = win;
		const own = byCause.get(draft.cause);
		const theirs = byMember.get(draft.memberId) ?? [];
		const others = theirs.filter((each) => each !== own && isSameDay(organization, each, draft));
		const words = mergeReasons(withinCeilings(win.reasons, settings, rungIn(others)));
		if (own && words) decided.changed.push({ id: own.id, words, draft });
		if (own || !words || !win.mayRing) continue;
		// It has come to be in the meantime, by a job beside this one.
		if (words.kind !== 'deal' && theirs.some((each) => continues(draft, each))) continue;
		const made = momentOf(win, words);
		decided.made.push(made);
		const rung = recentOf(draft, made);
		byCause.set(rung.cause, rung);
		byMember.set(draft.memberId, [...theirs, rung]);
	}
	return decided;
}

function isSameDay({ timeZone }: Organization, each: Recent, draft: WinDraft): boolean {
	return dayIn(timeZone, each.at) === draft.day;
}

function rungIn(moments: Recent[]): Map<RuleKey, number> {
	const rung = new Map<RuleKey, number>();
	for (const { rules } of moments)
		for (const rule of rules) rung.set(rule, (rung.get(rule) ?? 0) + 1);
	return rung;
}

function momentOf({ draft, goalOf, week }: FoundWin, words: WinWords): MomentDraft {
	const { memberId, teamId, at, works, ids } = draft;
	const { kind, headline, figure, detail, rules, goalId } = words;
	// A team's best week is one, whoever carries it over.
	const cause = kind === 'team' ? `record:${teamId}:${works[0]!.metricId}:${week}` : draft.cause;
	const goal = goalOf(goalId);
	const said = { headline, figure, detail, rules, goal };
	return { kind, cause, memberId, teamId, ...said, activityIds: ids, inFeed: true, onTv: true, at };
}

function recentOf(draft: WinDraft, made: MomentDraft): Recent {
	const { memberId, teamId, at, ids, works, row } = draft;
	const { cause, kind, headline, detail = '', rules = [], figure = null } = made;
	const metricIds = works.map(({ metricId }) => metricId);
	const said = { headline, detail, figure, rules };
	const behind = { activityIds: ids, metricIds, position: row.position };
	return { id: '' as MomentId, cause, kind, memberId, teamId, at, ...said, ...behind };
}
