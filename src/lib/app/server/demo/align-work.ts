import { findLoose, setMeeting } from '#lib/alignment/server/index.ts';
import { raisePoint, settlePoint } from '#lib/coaching/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { COMPANY_GOAL, MEETINGS_GOAL } from './story-goals.ts';

const DAY_MS = 86_400_000;

/**
 * Three recurring meetings, one of them without a goal, and Priya's list for her next one-to-one: what
 * they talked about last time, and the calls of this week that feed no goal. `goals` by title.
 */
export async function alignWork(
	past: Past,
	story: Story,
	goals: ReadonlyMap<string, GoalId>,
	now: Date
): Promise<void> {
	past.goTo(now);
	await holdMeetings(past, story, goals);
	await fillOneToOne(past, story, now);
	past.goTo(now);
}

async function holdMeetings(
	{ context }: Past,
	story: Story,
	goals: ReadonlyMap<string, GoalId>
): Promise<void> {
	const [greta, ruben] = [story.people['Greta Lindqvist']!, story.people['Ruben Adeyemi']!];
	const id = () => newId<'meeting'>(context.clock.now());
	const all = { name: 'All hands', minutes: 45, rhythm: 'month', weekday: 4, people: 15 } as const;
	must(
		await setMeeting(context, greta, {
			...all,
			id: id(),
			team: null,
			goal: goals.get(COMPANY_GOAL)!
		})
	);
	const team = ruben.manages[0]!;
	const calls = {
		name: 'Pipeline call',
		minutes: 30,
		rhythm: 'week',
		weekday: 1,
		people: 7
	} as const;
	must(await setMeeting(context, ruben, { ...calls, id: id(), team, goal: null }));
	const streets = { name: 'Which street next', minutes: 15, rhythm: 'two-weeks' } as const;
	const size = { weekday: 3, people: 6, goal: goals.get(MEETINGS_GOAL)! };
	must(await setMeeting(context, ruben, { ...streets, ...size, id: id(), team }));
}

async function fillOneToOne(past: Past, story: Story, now: Date): Promise<void> {
	const { context } = past;
	const [priya, ines] = [story.people['Priya Desai']!, story.people['Ines Falk']!];
	const { memberId } = priya;
	past.goTo(new Date(now.getTime() - 9 * DAY_MS));
	const last = must(
		await raisePoint(context, ines, {
			...{ memberId, kind: 'words', requestId: 'demo:mornings' },
			sentence: 'Which hour of the day do you get most people on the phone?'
		})
	);
	past.goTo(new Date(now.getTime() - 7 * DAY_MS));
	const outcome = 'Before ten. Priya keeps her mornings free of meetings.';
	must(await settlePoint(context, priya, { point: last.id, outcome }));
	past.goTo(now);
	const about = 'calls-connected';
	const title = await findLoose(context, priya.orgId, memberId, { metric: about, period: 'week' });
	if (!title) return;
	const point = { memberId, kind: 'work', about, title, requestId: 'demo:calls' } as const;
	must(await raisePoint(context, priya, point));
}
