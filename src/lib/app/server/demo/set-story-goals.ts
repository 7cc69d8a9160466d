import { checkIn, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Story } from './found-story.ts';
import { GOALS, type StoryGoal } from './story-words.ts';

const DAY_MS = 86_400_000;

/** Sets the story's goals, each under the one it supports; answers their ids by title. */
export async function setStoryGoals(context: Context, story: Story): Promise<Map<string, GoalId>> {
	const ids = new Map<string, GoalId>();
	for (const goal of GOALS) ids.set(goal.title, await setOne(context, story, goal, ids));
	return ids;
}

async function setOne(
	context: Context,
	story: Story,
	goal: StoryGoal,
	ids: Map<string, GoalId>
): Promise<GoalId> {
	const by = story.people[goal.by]!;
	const now = context.clock.now();
	const today = dayIn(story.organization.timeZone, now);
	const period = goal.period && periodOf(goal.period, today, story.organization);
	const { id } = must(
		await setGoal(context, by, {
			scope: goal.scope,
			title: goal.title,
			why: goal.why,
			target: goal.target,
			...(goal.metric ? { metric: goal.metric } : {}),
			...(goal.scope === 'team' ? { team: by.manages[0]! } : {}),
			...(period ? { startsOn: period.start, endsOn: period.end } : {}),
			...(goal.supports ? { supports: ids.get(goal.supports)! } : {})
		})
	);
	for (const { note, daysAgo } of goal.taps ?? []) {
		const then = new Date(now.getTime() - daysAgo * DAY_MS);
		// On the first day of the month, yesterday lies before the goal: the tap is then of today.
		const tooEarly = dayIn(story.organization.timeZone, then) < (period?.start ?? '');
		const past = { ...context, clock: { now: () => (tooEarly ? now : then) } };
		must(await checkIn(past, by, { goalId: id, amount: 1, note, requestId: `demo:${id}` }));
	}
	return id;
}

/** The story is right by construction: a refusal is a bug in it. */
export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`the demo's story: ${result.problem.detail}`);
	return result.value;
}
