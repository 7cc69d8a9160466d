import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { changesWith, isWeighed, windowsOf, type Change } from './guard-windows.ts';
import { lockGuards, type Guard } from './guards.ts';
import { keepScores } from './keep-scores.ts';
import { periodStarts } from '../period-starts.ts';
import { readWindows } from './read-windows.ts';

/** A day on which somebody's points may move, in one team, with the periods it lies in. */
export interface PointsDay {
	orgId: OrgId;
	memberId: MemberId;
	teamId: string;
	day: Day;
	week: Day;
	month: Day;
	quarter: Day;
}

export interface Weighing {
	/** The same rows, those that a guardrail weighs without points of their own. */
	rows: LedgerRow[];
	/** Other days in the rows' windows, whose points move with them. */
	later: PointsDay[];
	/** Whether there is nothing to weigh. */
	isIdle: boolean;
	/** Weighs what has become of the windows with these rows; answers the facts of what moved. */
	finish(added: LedgerRow[]): Promise<{ orgId: OrgId; fact: string }[]>;
}

/**
 * Reads what the guardrails that these rows touch have weighed so far, with the members' scores
 * locked, before the rows go into the ledger. Costs nothing where they touch none.
 */
export async function startWeighing(tx: Queryable, rows: LedgerRow[]): Promise<Weighing> {
	const guards = await lockGuards(tx, rows);
	const windows = await readWindows(tx, windowsOf(rows, guards));
	if (!windows.size) return { rows, later: [], isIdle: true, finish: async () => [] };
	// What comes of it where all rows are new; where some are not, fewer of these days move, or others.
	const expected = changesWith(windows, rows, guards);
	return {
		rows: rows.map((row) => (isGuarded(row, guards) ? withoutPoints(row) : row)),
		later: laterDays(expected, rows),
		isIdle: false,
		async finish(added) {
			const all = added.length === rows.length;
			const changes = all ? expected : changesWith(windows, added, guards);
			await keepScores(tx, changes);
			return changes.flatMap(factsOf);
		}
	};
}

function isGuarded(row: LedgerRow, guards: Guard[]): boolean {
	return guards.some((guard) => guard.metricId === row.metricId && isWeighed(row, guard));
}

function withoutPoints(row: LedgerRow): LedgerRow {
	return { ...row, rule: { ...row.rule, factor: 0n } };
}

// Not the days of the rows themselves: the ledger's own statement holds those.
function laterDays(changes: Change[], rows: LedgerRow[]): PointsDay[] {
	const own = new Set(rows.map(keyOf));
	const later = new Map<string, PointsDay>();
	for (const { window, day, teamId } of changes) {
		const slot = { orgId: window.orgId, memberId: window.memberId, teamId, day };
		if (!own.has(keyOf(slot))) later.set(keyOf(slot), { ...slot, ...startsOf(day, window.guard) });
	}
	return [...later.values()];
}

function startsOf(day: Day, { calendar }: Guard) {
	const { week, month, quarter } = periodStarts(day, calendar);
	return { week, month, quarter };
}

function keyOf(slot: { orgId: OrgId; memberId: MemberId; teamId: string; day: Day }): string {
	return [slot.orgId, slot.memberId, slot.teamId, slot.day].join();
}

function factsOf({ window, day }: Change): { orgId: OrgId; fact: string }[] {
	const { orgId, memberId, guard } = window;
	const moved = PERIOD_KINDS.map(
		(kind) => `totals:points:${kind}:${periodStarts(day, guard.calendar)[kind]}`
	);
	return [...moved, `moved:${memberId}`].map((fact) => ({ orgId, fact }));
}
