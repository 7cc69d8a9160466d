import {
	scoreWindow,
	windowOf,
	type Before,
	type DayScore,
	type DaySum
} from '#lib/metrics/guardrail.ts';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Guard } from './guards.ts';

/** One member's work and its outcome in one window of a guardrail. */
export interface Window {
	guard: Guard;
	orgId: OrgId;
	memberId: MemberId;
	start: Day;
	end: Day;
	/** The first day on which something is new: what lies before it scores as it did. */
	since: Day;
	before: Before;
	/** From `since` on. */
	work: DaySum[];
	outcomes: DaySum[];
	/** What has scored so far, from `since` on. */
	scores: DayScore[];
}

/** What a member did of a metric on a day in a team: a row of the ledger, or a day's total. */
export interface Done extends DaySum {
	orgId: OrgId;
	metricId: MetricId;
	memberId: MemberId;
}

/** What scores anew on a day, in a team. */
export interface Change extends DayScore {
	window: Window;
	/** In billionths; negative where it scored more before. */
	points: bigint;
}

/** Windows by what tells them apart: whose, of which metric, from which day. */
export type Windows = Map<string, Window>;

/** The windows that these fall into, each with nothing in it yet. */
export function windowsOf(done: Done[], guards: Guard[]): Windows {
	const windows: Windows = new Map();
	for (const { key, one, window } of inWindows(done, guards)) {
		const known = windows.get(key);
		if (!known) windows.set(key, { ...window, ...nothing(), since: one.day });
		else if (one.day < known.since) known.since = one.day;
	}
	return windows;
}

function nothing(): Pick<Window, 'before' | 'work' | 'outcomes' | 'scores'> {
	return { before: { work: 0n, outcomes: 0n }, work: [], outcomes: [], scores: [] };
}

/** What scores anew in the windows once these are done, too. */
export function changesWith(windows: Windows, done: Done[], guards: Guard[]): Change[] {
	const all = new Map<string, Window>();
	for (const [key, window] of windows)
		all.set(key, { ...window, work: [...window.work], outcomes: [...window.outcomes] });
	for (const { key, one, window } of inWindows(done, guards)) {
		const its = all.get(key)!;
		(one.metricId === window.guard.metricId ? its.work : its.outcomes).push(one);
	}
	return [...all.values()].flatMap(changesIn);
}

function* inWindows(done: Done[], guards: Guard[]) {
	for (const one of done)
		for (const guard of guards) {
			if (!isWeighed(one, guard)) continue;
			const { orgId, memberId } = one;
			const days = windowOf(guard, one.day, guard.calendar);
			const key = [orgId, memberId, guard.metricId, days.start].join();
			yield { key, one, window: { guard, orgId, memberId, ...days } };
		}
}

// Where what scores now differs from what has scored so far.
function changesIn(window: Window): Change[] {
	const before = new Map(window.scores.map((score) => [keyOf(score), score]));
	const now = scoreWindow(window.work, window.outcomes, window.guard, window.before);
	const kept = new Set(now.map(keyOf));
	const gone = window.scores
		.filter((score) => !kept.has(keyOf(score)))
		.map((score) => ({ ...score, scored: 0n }));
	return [...now, ...gone].flatMap((score) => {
		const moved = score.scored - (before.get(keyOf(score))?.scored ?? 0n);
		return moved ? [{ ...score, window, points: moved * window.guard.factor }] : [];
	});
}

/** Whether this is work that the guardrail weighs, or its outcome. */
export function isWeighed({ orgId, metricId, day }: Done, guard: Guard): boolean {
	if (orgId !== guard.orgId || day < guard.from) return false;
	if (guard.until !== null && day >= guard.until) return false;
	return metricId === guard.metricId || metricId === guard.outcomeId;
}

function keyOf({ day, teamId }: DayScore): string {
	return `${day} ${teamId}`;
}
