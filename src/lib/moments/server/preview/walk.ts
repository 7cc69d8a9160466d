import { findReasons } from '../../rules/find-reasons.ts';
import type { RuleKey, RuleSetting } from '../../rules.ts';
import type { Assist, Track, WinFacts } from '../../win.ts';
import { assistsOf } from './assists.ts';
import { draftsOf, type Draft } from './draft.ts';
import { endingsOf } from './endings.ts';
import { goalsNow, newHistory, takeIn, trackNow, type History, type MovedGoal } from './history.ts';
import type { LedgerRow, PastDay, WalkWorld } from './ledger.ts';
import {
	continued,
	grow,
	newRinging,
	ring,
	rungOf,
	type Ringing,
	type WalkedMoment
} from './ringing.ts';

/** The walk goes so far at a time: somebody else may want the processor. */
const ROWS_AT_ONCE = 500;

/**
 * What would have rung, had the ledger's rows come in on their own days under these rules. `past` is
 * what came before the rows, by day; both are in order. It yields rests and nothing else: whoever
 * walks decides when to go on, and has the moments when it is over.
 */
export function* walk(
	past: readonly PastDay[],
	rows: readonly LedgerRow[],
	settings: readonly RuleSetting[],
	world: WalkWorld
): Generator<void, WalkedMoment[]> {
	const walker = { history: newHistory(), world, settings, ringing: newRinging() };
	for (const [index, day] of past.entries()) {
		takeIn(walker.history, day, world);
		if (index % ROWS_AT_ONCE === 0) yield;
	}
	const wins = draftsOf(rows, world).map((draft) => ({ ...draft, tracks: [], goals: [] }));
	const endings = endingsOf<Walked>(wins);
	for (const [index, row] of rows.entries()) {
		takeIn(walker.history, row, world);
		grow(walker.ringing, row);
		for (const { win, work, isLast } of endings.get(row) ?? []) {
			look(walker, win, work);
			if (isLast) conclude(walker, win);
		}
		if (index % ROWS_AT_ONCE === 0) yield;
	}
	return walker.ringing.moments;
}

interface Walker {
	history: History;
	world: WalkWorld;
	settings: readonly RuleSetting[];
	ringing: Ringing;
}

/** A win with what has been seen of it so far. */
interface Walked extends Draft {
	tracks: Track[];
	goals: MovedGoal[];
}

function look({ history, world, ringing }: Walker, win: Walked, work: LedgerRow[]): void {
	const rows = continued(ringing, win)?.rows ?? work;
	const track = trackNow(history, rows, world);
	if (work !== win.works[0]) return void win.tracks.push(track);
	// What leads a win comes first, also where its money came in before it.
	win.tracks.unshift(track);
	win.goals = goalsNow(history, rows, world);
}

function conclude(walker: Walker, win: Walked): void {
	const { tracks, goals, deal } = win;
	tell(walker, win, { deal: dealOf(win), tracks, goals, assist: null });
	if (!deal || !isOn(walker, 'assist')) return;
	for (const { helper, assist } of assistsOf(deal, walker.world))
		tell(walker, { ...win, memberId: helper, deal: null, works: [] }, assisted(assist));
}

function isOn({ settings }: Walker, key: RuleKey): boolean {
	return settings.some(({ rule, isOn: on }) => rule === key && on);
}

function assisted(assist: Assist): Told {
	return { deal: null, tracks: [], goals: [], assist };
}

function dealOf({ deal, tracks: [deals, money] }: Walked): WinFacts['deal'] {
	if (!deal || !deals) return null;
	const { value, before } = deals;
	return {
		note: deal.note,
		deals: value,
		today: before.day + value,
		thisWeek: before.week + value,
		ever: before.ever + value,
		amount: money?.value ?? null
	};
}

type Told = Pick<WinFacts, 'deal' | 'tracks' | 'assist'> & { goals: MovedGoal[] };

function tell({ world, settings, ringing }: Walker, draft: Draft, told: Told): void {
	const { memberId: id, day } = draft;
	const earlier = draft.works.length ? continued(ringing, draft)?.moment : undefined;
	const facts: WinFacts = {
		...told,
		member: { id, name: world.people.get(id) ?? '' },
		day,
		currency: world.currency,
		goals: told.goals.map((goal) => ({ ...goal, rung: rungOf(ringing, goal.id, earlier) }))
	};
	const reasons = findReasons(facts, settings, () => {});
	if (reasons.length) ring(ringing, settings, { draft, facts, reasons, earlier }, world.calendar);
}
