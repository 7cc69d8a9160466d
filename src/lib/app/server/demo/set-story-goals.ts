import type { MemberActor } from '#lib/identity/actor.ts';
import {
	agreeGoal,
	askForHelp,
	checkIn,
	closeGoal,
	setGoal
} from '#lib/metrics/goals/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { addDays, periodOf, type Period } from '#lib/platform/period.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { GOALS, type StoryGoal } from './story-goals.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

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
	const period = periodFor(context, story, goal);
	const { title, why, scope, target, metric, segment, measure, further, commit } = goal;
	const { id, agreed } = must(
		await setGoal(context, by, {
			...{ title, why, scope, target },
			...(metric ? { metric } : {}),
			...(segment ? { segment } : {}),
			...(measure ? { measure } : {}),
			...(further ? { further } : {}),
			...(commit ? { commit } : {}),
			...(scope === 'team' ? { team: by.manages[0]! } : {}),
			...(goal.with ? { people: goal.with.map((name) => story.people[name]!.memberId) } : {}),
			...(period ? { startsOn: period.start, endsOn: period.end } : {}),
			...(goal.supports ? { supports: ids.get(goal.supports)! } : {})
		})
	);
	if (!agreed && !goal.waits) must(await agreeGoal(context, ownerAbove(story, goal), id));
	await tap(context, story, goal, id, period);
	return id;
}

/** Who answers for what the goal supports. */
function ownerAbove(story: Story, goal: StoryGoal): MemberActor {
	return story.people[GOALS.find(({ title }) => title === goal.supports)!.by]!;
}

async function tap(
	context: Context,
	story: Story,
	goal: StoryGoal,
	id: GoalId,
	period: Period | undefined
): Promise<void> {
	const now = context.clock.now();
	for (const { note, daysAgo, by = goal.by } of goal.taps ?? []) {
		const then = new Date(now.getTime() - daysAgo * DAY_MS);
		// On the first day of the month, yesterday lies before the goal: the tap is then of today.
		const tooEarly = dayIn(story.organization.timeZone, then) < (period?.start ?? '');
		const past = { ...context, clock: { now: () => (tooEarly ? now : then) } };
		const command = { goalId: id, amount: 1, note, requestId: `demo:${id}` } as const;
		must(await checkIn(past, story.people[by]!, command));
	}
}

/** What happened to the goals once the work was there: last month's review, a question for help. */
export async function tellOfGoals(
	past: Past,
	story: Story,
	ids: ReadonlyMap<string, GoalId>,
	now: Date
): Promise<void> {
	for (const goal of GOALS) {
		const by = story.people[goal.by]!;
		const id = ids.get(goal.title)!;
		past.goTo(now);
		if (goal.learned) must(await closeGoal(past.context, by, id, goal.learned));
		if (!goal.help) continue;
		const { to, sentence, hoursAgo } = goal.help;
		past.goTo(new Date(now.getTime() - hoursAgo * HOUR_MS));
		const command = { goalId: id, to: story.people[to]!.memberId, sentence };
		must(await askForHelp(past.context, by, command));
	}
	past.goTo(now);
}

function periodFor(context: Context, story: Story, { period }: StoryGoal): Period | undefined {
	if (!period) return undefined;
	const { organization } = story;
	const today = dayIn(organization.timeZone, context.clock.now());
	if (period !== 'last-month') return periodOf(period, today, organization);
	const last = addDays(periodOf('month', today, organization).start, -1);
	return periodOf('month', last, organization);
}

/** The story is right by construction: a refusal is a bug in it. */
export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`the demo's story: ${result.problem.detail}`);
	return result.value;
}
