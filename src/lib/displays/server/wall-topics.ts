import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { onlyFigures } from '#lib/metrics/goals/facts.ts';
import { diffGoals, type GoalsChange, type GoalsState } from '#lib/metrics/goals/goal.ts';
import { goalsTopic, withReachedDays } from '#lib/metrics/goals/server/index.ts';
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
export function wallTopics(context: Context, boards: Boards): AnyTopic<Actor>[] {
	return [boardOnWall(context, boards), goalsOnWall(context), feedOnWall(context)];
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
		async read(orgId, query, earlier) {
			const reading = await boards.read(orgId, query);
			if (!reading.ok) return undefined;
			const { board, facts } = reading.value;
			return named(context, orgId, { state: board, facts }, tvBoard, earlier);
		},
		diff: diffTvBoard
	};
}

/** What is announced where an entry was corrected, also where no figure moved by it. */
const CORRECTED = 'corrected';

/** `wall-goals`: all open goals but the own ones of who hides. */
function goalsOnWall(context: Context): Topic<Actor, Nothing, GoalsState, GoalsChange> {
	const goals = goalsTopic(context);
	return {
		name: 'wall-goals',
		parse: goals.parse,
		mayWatch: mayHang,
		async read(orgId, _, earlier) {
			const moved = new Set(earlier?.moved);
			// The same figure may have been reached on another day.
			const isCorrected = moved.delete(CORRECTED);
			const reading = (await goals.read(orgId, {}, earlier && { ...earlier, moved }))!;
			const known = earlier && onlyFigures(moved) ? earlier.state : undefined;
			const days = isCorrected ? undefined : known;
			const state = await withReachedDays(context.db, orgId, reading.state, days);
			// Nobody began to hide since, so what was read on is without them already.
			const show = known ? (shown: GoalsState) => shown : goalsShown;
			const facts = [...reading.facts, CORRECTED];
			return named(context, orgId, { state, facts }, show, earlier);
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
		read: async (orgId, _, earlier) =>
			named(context, orgId, (await feed.read(orgId, { onTv: true }))!, feedShown, earlier),
		diff: diffFeed
	};
}

function feedShown({ moments, more }: FeedState, hidden: readonly Hidden[]): FeedState {
	return { moments: winsShown(moments, hidden), more };
}

function mayHang(viewer: Actor): boolean {
	return may(viewer, { may: 'walls.watch' });
}

async function named<State, Shown extends object>(
	{ db }: Context,
	orgId: OrgId,
	{ state, facts }: Reading<State>,
	show: (state: State, hidden: readonly Hidden[]) => Shown,
	earlier: Earlier<Shown> | undefined
): Promise<Reading<Shown>> {
	const hidden = stillHidden(earlier) ?? (await hiddenPeople(db, orgId));
	const shown = show(state, hidden);
	hiddenFrom.set(shown, hidden);
	return { state: shown, facts: [...new Set([...facts, ...PEOPLE])] };
}

const PEOPLE = ['people', 'preferences'];
/** Who hid from each state that a wall was given. */
const hiddenFrom = new WeakMap<object, readonly Hidden[]>();

// A wall moves with each win: who hides is asked again only where it can be somebody else.
function stillHidden(earlier: Earlier<object> | undefined): readonly Hidden[] | undefined {
	const asks = [...PEOPLE, '*'].some((fact) => earlier?.moved.has(fact));
	return asks ? undefined : earlier && hiddenFrom.get(earlier.state);
}
