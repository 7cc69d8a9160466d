import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { diffGoals } from '#lib/metrics/goals/diff-goals.ts';
import { GOAL_FACTS, onlyFigures } from '#lib/metrics/goals/facts.ts';
import type { GoalsChange, GoalsState } from '#lib/metrics/goals/goal.ts';
import { withFiguresOf, withReachedDays, type HeldGoals } from '#lib/metrics/goals/server/index.ts';
import type { BoardQuery } from '#lib/metrics/standings/board-query.ts';
import { parseBoardTopic, type Boards } from '#lib/metrics/standings/server/index.ts';
import { diffFeed, type FeedChange, type FeedState } from '#lib/moments/feed.ts';
import { feedTopic } from '#lib/moments/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { AnyTopic, Earlier, Reading, Topic } from '#lib/realtime/server/topic.ts';
import { goalsShown, winsShown, type Hidden } from '../hidden.ts';
import { diffTvBoard, tvBoard, type TvBoard, type TvBoardChange } from '../tv-board.ts';
import { hiddenPeople } from './hidden-people.ts';

type Nothing = Record<string, never>;

/**
 * What TVs watch in place of the topics of people: boards, goals and wins without whoever asked that
 * no TV names them. Topics of their own, so that what is left out never travels, and each change is
 * still made once for all the TVs that show it.
 */
export function wallTopics(context: Context, boards: Boards, goals: HeldGoals): AnyTopic<Actor>[] {
	return [boardOnWall(context, boards), goalsOnWall(context, goals), feedOnWall(context)];
}

/** `wall-board?metric=points&period=week`: spelt as topic `board` is. */
function boardOnWall(
	context: Context,
	boards: Boards
): Topic<Actor, BoardQuery, TvBoard, TvBoardChange> {
	return {
		name: 'wall-board',
		parse: parseBoardTopic,
		mayWatch: mayHang,
		forbids: HIDES,
		async read(orgId, query, earlier) {
			const reading = await boards.read(orgId, query);
			if (!reading.ok) return undefined;
			const { board, facts } = reading.value;
			const hidden = await hiddenNow(context, orgId, earlier);
			return hung({ state: tvBoard(board, hidden), facts }, hidden);
		},
		diff: diffTvBoard
	};
}

/** What is announced where an entry was corrected, also where no figure moved by it. */
const CORRECTED = 'corrected';

/** `wall-goals`: all open goals but the own ones of who hides. */
function goalsOnWall(
	context: Context,
	goals: HeldGoals
): Topic<Actor, Nothing, GoalsState, GoalsChange> {
	return {
		name: 'wall-goals',
		parse: (params) => (params.size ? undefined : {}),
		mayWatch: mayHang,
		forbids: HIDES,
		async read(orgId, _, earlier) {
			const moved = new Set(earlier?.moved);
			// The same figure may have been reached on another day.
			const isCorrected = moved.delete(CORRECTED);
			const held = await goals.read(orgId);
			const isFigures = earlier?.state.today === held.today && onlyFigures(moved);
			const known = isFigures ? earlier.state : undefined;
			const hidden = await hiddenNow(context, orgId, earlier);
			// What is known hangs without who hides already.
			const shown = known && hidden.length ? withFiguresOf(known, held) : goalsShown(held, hidden);
			const days = isCorrected ? undefined : known;
			const state = await withReachedDays(context.db, orgId, shown, days);
			return hung({ state, facts: [...GOAL_FACTS, CORRECTED] }, hidden);
		},
		diff: diffGoals
	};
}

/** `wall-feed`: the newest wins that may hang on a wall. */
function feedOnWall(context: Context): Topic<Actor, Nothing, FeedState, FeedChange> {
	const feed = feedTopic(context.db);
	return {
		name: 'wall-feed',
		parse: (params) => (params.size ? undefined : {}),
		mayWatch: mayHang,
		forbids: HIDES,
		async read(orgId, _, earlier) {
			const { state, facts } = (await feed.read(orgId, { onTv: true }))!;
			const hidden = await hiddenNow(context, orgId, earlier);
			return hung({ state: feedShown(state, hidden), facts }, hidden);
		},
		diff: diffFeed
	};
}

function feedShown({ moments, more }: FeedState, hidden: readonly Hidden[]): FeedState {
	return { moments: winsShown(moments, hidden), more };
}

function mayHang(viewer: Actor): boolean {
	return may(viewer, { may: 'walls.watch' });
}

const HIDES = ['hides'];
const PEOPLE = ['people', 'preferences', ...HIDES];
/** Who hid from each state that a wall was given. */
const hiddenFrom = new WeakMap<object, readonly Hidden[]>();

// A wall moves with each win: who hides is asked again only where it can be somebody else.
async function hiddenNow(
	{ db }: Context,
	orgId: OrgId,
	earlier: Earlier<object> | undefined
): Promise<readonly Hidden[]> {
	const asks = [...PEOPLE, '*'].some((fact) => earlier?.moved.has(fact));
	const still = asks ? undefined : earlier && hiddenFrom.get(earlier.state);
	return still ?? hiddenPeople(db, orgId);
}

function hung<Shown extends object>(
	{ state, facts }: Reading<Shown>,
	hidden: readonly Hidden[]
): Reading<Shown> {
	hiddenFrom.set(state, hidden);
	return { state, facts: [...new Set([...facts, ...PEOPLE])] };
}
