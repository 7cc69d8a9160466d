import type { DisplayActor } from '#lib/identity/actor.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { boardParams } from '#lib/metrics/standings/board-query.ts';
import type { FeedState } from '#lib/moments/feed.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { topicKey, type Snapshot, type TopicKey } from '#lib/realtime/protocol.ts';
import type { DisplayState } from '../display.ts';
import type { TvBoard } from '../tv-board.ts';

/** What can be asked for snapshots; the app is. */
interface Screens {
	snapshot<State>(orgId: OrgId, topic: TopicKey): Promise<Snapshot<State>>;
}

/** Everything a TV shows, ready to go live: its team's week, the teams, the goals and the wins. */
export async function openWall(screens: Screens, { orgId, displayId }: DisplayActor) {
	const display = await screens.snapshot<DisplayState>(
		orgId,
		topicKey('display', { id: displayId })
	);
	const week = { metric: 'points', period: 'week' } as const;
	const own = boardParams({ ...week, team: display.data.team?.key, by: 'member' });
	const battle = boardParams({ ...week, by: 'team' });
	const [board, teams, goals, feed] = await Promise.all([
		screens.snapshot<TvBoard>(orgId, topicKey('wall-board', own)),
		screens.snapshot<TvBoard>(orgId, topicKey('wall-board', battle)),
		screens.snapshot<GoalsState>(orgId, topicKey('wall-goals')),
		screens.snapshot<FeedState>(orgId, topicKey('wall-feed'))
	]);
	return { display, board, teams, goals, feed };
}
