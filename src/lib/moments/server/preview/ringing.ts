import type { MemberId } from '#lib/platform/ids.ts';
import { periodOf, type Calendar, type Day } from '#lib/platform/period.ts';
import { withinCeilings } from '../../rules/ceilings.ts';
import { mergeReasons, type WinWords } from '../../rules/merge.ts';
import type { RuleSetting } from '../../rules.ts';
import type { Reason, RuleKey, WinFacts } from '../../win.ts';
import { FOLD_MS } from '../wins/fold-wins.ts';
import type { Draft } from './draft.ts';
import type { LedgerRow } from './ledger.ts';

/** A moment as it would have rung. Its words may change while the walk goes on, as a feed's do. */
export interface WalkedMoment extends WinWords {
	memberId: MemberId;
	name: string;
	day: Day;
	at: Date;
}

/** What has rung so far, and what may still grow. */
export interface Ringing {
	moments: WalkedMoment[];
	/** Each person's moments of the day that the walk is at. */
	today: Map<MemberId, { day: Day; moments: WalkedMoment[] }>;
	/** By person and metric: the latest win, and all rows since its first. */
	growing: Map<string, { moment: WalkedMoment; rows: LedgerRow[] }>;
	/** The milestones of goals that have rung, in percent, and by which moment. */
	milestones: { goalId: string; percent: number; moment: WalkedMoment }[];
	/** A team's best week is one, whoever carries it over. */
	records: Set<string>;
}

export function newRinging(): Ringing {
	return { moments: [], today: new Map(), growing: new Map(), milestones: [], records: new Set() };
}

/** A row of work belongs to the win that rang shortly before it, whether it rings itself or not. */
export function grow({ growing }: Ringing, row: LedgerRow): void {
	const win = growing.get(keyOf(row));
	if (!win) return;
	const first = win.rows[0]!;
	if (first.day === row.day && first.teamId === row.teamId) win.rows.push(row);
	else growing.delete(keyOf(row));
}

/** The win that this work only continues: it changes its words and rings no second bell. */
export function continued({ growing }: Ringing, { deal, works, at }: Draft) {
	const win = deal ? undefined : growing.get(keyOf(works[0]![0]!));
	if (!win) return undefined;
	const later = at.getTime() - win.moment.at.getTime();
	return later <= FOLD_MS ? win : undefined;
}

/** How far, in percent, a goal has rung on its way, by other moments than this one. */
export function rungOf({ milestones }: Ringing, goalId: string, except?: WalkedMoment): number {
	return milestones
		.filter((each) => each.goalId === goalId && each.moment !== except)
		.reduce((most, { percent }) => Math.max(most, percent), 0);
}

export interface WalkedWin {
	draft: Draft;
	facts: WinFacts;
	reasons: Reason[];
	/** The moment that it continues. */
	earlier: WalkedMoment | undefined;
}

/** Rings, or changes the words of the moment that the win continues. */
export function ring(
	ringing: Ringing,
	settings: readonly RuleSetting[],
	{ draft, facts, reasons, earlier }: WalkedWin,
	calendar: Calendar
): void {
	const others = momentsToday(ringing, draft).filter((moment) => moment !== earlier);
	const words = mergeReasons(withinCeilings(reasons, settings, countsOf(others)));
	if (!words) return;
	if (earlier) return void Object.assign(earlier, words);
	if (words.kind === 'team' && isKept(ringing, draft, calendar)) return;
	const { memberId, day, at } = draft;
	const moment = { ...words, memberId, name: facts.member.name, day, at };
	ringing.moments.push(moment);
	momentsToday(ringing, draft).push(moment);
	const [rows] = draft.works;
	if (!draft.deal && rows) ringing.growing.set(keyOf(rows[0]!), { moment, rows: [...rows] });
	const goal = facts.goals.find(({ id }) => id === words.goalId);
	if (!goal) return;
	const percent = Number((goal.after * 100n) / goal.target);
	ringing.milestones.push({ goalId: goal.id, percent, moment });
}

/** Whether the team's best week in this metric has rung; from now on it has. */
function isKept({ records }: Ringing, { teamId, works, day }: Draft, calendar: Calendar): boolean {
	const week = periodOf('week', day, calendar).start;
	const record = [teamId, works[0]?.[0]?.metricId, week].join();
	return records.size === records.add(record).size;
}

function momentsToday({ today }: Ringing, { memberId, day }: Draft): WalkedMoment[] {
	const kept = today.get(memberId);
	if (kept?.day === day) return kept.moments;
	const begun = { day, moments: [] };
	today.set(memberId, begun);
	return begun.moments;
}

function countsOf(moments: WalkedMoment[]): Map<RuleKey, number> {
	const counts = new Map<RuleKey, number>();
	for (const { rules } of moments)
		for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return counts;
}

function keyOf({ memberId, metricId }: LedgerRow): string {
	return `${memberId},${metricId}`;
}
