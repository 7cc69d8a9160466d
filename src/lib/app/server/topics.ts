import type { Actor } from '#lib/identity/actor.ts';
import { preferencesTopic } from '#lib/identity/preferences/server/index.ts';
import { talksTopic } from '#lib/coaching/server/index.ts';
import { displayTopic, wallTopics } from '#lib/displays/server/index.ts';
import { expectationsTopic } from '#lib/expectations/server/index.ts';
import { entryTopic } from '#lib/metrics/activity/server/index.ts';
import {
	branchTopic,
	chainTopic,
	goalsTopic,
	type HeldGoals
} from '#lib/metrics/goals/server/index.ts';
import { leagueTopic } from '#lib/metrics/leagues/server/index.ts';
import { checksTopic } from '#lib/metrics/questions/server/index.ts';
import { boardTopicOf, placeTopicOf, type Boards } from '#lib/metrics/standings/server/index.ts';
import { coachingTopic, commentsTopic, feedTopic } from '#lib/moments/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { AnyTopic } from '#lib/realtime/server/topic.ts';
import { asksTopic } from './asks.ts';

/** Everything that can be watched. */
export function topics(context: Context, boards: Boards, goals: HeldGoals): AnyTopic<Actor>[] {
	return [
		boardTopicOf(boards),
		placeTopicOf(boards),
		leagueTopic(context),
		feedTopic(context.db),
		commentsTopic(context.db),
		coachingTopic(context.db),
		goalsTopic(goals),
		chainTopic(context),
		branchTopic(context),
		checksTopic(context),
		asksTopic(context),
		expectationsTopic(context),
		talksTopic(context),
		entryTopic(context),
		preferencesTopic(context.db),
		displayTopic(context),
		...wallTopics(context, boards, goals)
	];
}
