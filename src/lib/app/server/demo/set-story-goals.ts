import type { MemberActor } from '#lib/identity/actor.ts';
import {
	agreeGoal,
	askForHelp,
	checkIn,
	closeGoal,
	joinGoal,
	setGoal,
	stayIn
} from '#lib/metrics/goals/server/index.ts';
import { findMoments } from '#lib/moments/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import { readRecognition } from '#lib/recognition/server/index.ts';
import type { Story } from './found-story.ts';
import { timesOf, type GoalTimes } from './goal-times.ts';
import type { Past } from './past.ts';
import type { StoryGoal } from './story-goal.ts';
import { GOALS } from './story-goals.ts';

const HOUR_MS = 3_600_000;

/** Sets the story's goals, each at its time and under the one it supports; answers their ids by title. */
export async function setStoryGoals(
	past: Past,
	story: Story,
	now: Date
): Promise<Map<string, GoalId>> {
	const ids = new Map<string, GoalId>();
	for (const [goal, times] of timed(story, now)) {
		const id = await setOne(past, story, goal, times, ids);
		ids.set(goal.title, id);
		for (const who of goal.with ?? []) must(await stayIn(past.context, story.people[who]!, id));
		for (const { who, days } of goal.joined ?? []) {
			past.goTo(times.joined(days));
			must(await joinGoal(past.context, story.people[who]!, id));
		}
		for (const nth of (goal.taps ?? []).keys()) await tap(past, story, goal, times, id, nth);
	}
	past.goTo(now);
	return ids;
}

/** The goals of the story with the times of each. */
function timed({ organization }: Story, now: Date): [StoryGoal, GoalTimes][] {
	const agreed = new Map<string, Date>();
	return GOALS.map((goal, nth) => {
		const above = goal.supports ? agreed.get(goal.supports) : undefined;
		const times = timesOf(goal, { organization, now, nth, above });
		agreed.set(goal.title, times.agreed);
		return [goal, times];
	});
}

async function setOne(
	past: Past,
	story: Story,
	goal: StoryGoal,
	{ period, ...times }: GoalTimes,
	ids: Map<string, GoalId>
): Promise<GoalId> {
	const by = story.people[goal.by]!;
	const { title, why, scope, target, metric, segment, measure, further, commit } = goal;
	past.goTo(times.set);
	const { id, agreed } = must(
		await setGoal(past.context, by, {
			...{ title, why, scope, target, startsOn: period.start, endsOn: period.end },
			...(metric ? { metric } : {}),
			...(segment ? { segment } : {}),
			...(measure ? { measure } : {}),
			...(further ? { further } : {}),
			...(commit ? { commit } : {}),
			...(scope === 'team' ? { team: by.manages[0]! } : {}),
			...(goal.with ? { people: goal.with.map((name) => story.people[name]!.memberId) } : {}),
			...(goal.supports ? { supports: ids.get(goal.supports)! } : {})
		})
	);
	past.goTo(times.agreed);
	if (!agreed && !goal.waits) must(await agreeGoal(past.context, ownerAbove(story, goal), id));
	return id;
}

/** Who answers for what the goal supports. */
function ownerAbove(story: Story, goal: StoryGoal): MemberActor {
	return story.people[GOALS.find(({ title }) => title === goal.supports)!.by]!;
}

/** A tap at its time; what it reaches rang then, and not when the story is told. */
async function tap(
	past: Past,
	{ organization, people }: Story,
	goal: StoryGoal,
	times: GoalTimes,
	goalId: GoalId,
	nth: number
): Promise<void> {
	const { note, daysAgo, by = goal.by } = goal.taps![nth]!;
	const member = people[by]!;
	past.goTo(times.tapped(daysAgo));
	const command = { goalId, amount: 1, note, requestId: `demo:${goalId}:${nth}` } as const;
	const { value } = must(await checkIn(past.context, member, command));
	const [before, after] = [String(value - 1n), String(value)];
	const fact = { kind: 'check-in' as const, goalId, memberId: member.memberId, before, after };
	await findMoments(past.context, { orgId: organization.id, ...fact }, readRecognition);
}

/** What happened to the goals once the work was there: reviews of what is over, a question for help. */
export async function tellOfGoals(
	past: Past,
	story: Story,
	ids: ReadonlyMap<string, GoalId>,
	now: Date
): Promise<void> {
	for (const [goal, times] of timed(story, now)) {
		const by = story.people[goal.by]!;
		const id = ids.get(goal.title)!;
		past.goTo(times.closed);
		if (goal.learned) must(await closeGoal(past.context, by, id, goal.learned));
		if (!goal.help) continue;
		const { to, sentence, hoursAgo } = goal.help;
		past.goTo(new Date(now.getTime() - hoursAgo * HOUR_MS));
		const command = { goalId: id, to: story.people[to]!.memberId, sentence };
		must(await askForHelp(past.context, by, command));
	}
	past.goTo(now);
}

/** The story is right by construction: a refusal is a bug in it. */
export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`the demo's story: ${result.problem.detail}`);
	return result.value;
}
