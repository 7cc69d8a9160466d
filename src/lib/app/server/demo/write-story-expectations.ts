import {
	acknowledge,
	askToTalk,
	openCard,
	writeCard,
	type TypedLine
} from '#lib/expectations/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { EXPECTED, type StoryCard, type StoryExpectation } from './expected-words.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The cards of a few reps, each version written and tapped when it was; what somebody wants to talk
 * about and the last change wait for an answer. `goals` by title.
 */
export async function writeStoryExpectations(
	past: Past,
	story: Story,
	goals: ReadonlyMap<string, GoalId>,
	now: Date
): Promise<void> {
	for (const card of EXPECTED) await writeOne(past, story, goals, now, card);
	past.goTo(now);
}

async function writeOne(
	past: Past,
	story: Story,
	goals: ReadonlyMap<string, GoalId>,
	now: Date,
	{ of, by, versions, asks }: StoryCard
): Promise<void> {
	const [person, leader] = [story.people[of]!, story.people[by]!];
	const { memberId } = person;
	for (const [at, { daysAgo, lines, isRead }] of versions.entries()) {
		past.goTo(new Date(now.getTime() - daysAgo * DAY_MS));
		const typed = await typedLines(past, person, lines, goals);
		const requestId = newId<'card'>(past.context.clock.now());
		const card = { memberId, basedOn: at, lines: typed, requestId };
		const { version } = must(await writeCard(past.context, leader, card));
		past.goTo(new Date(now.getTime() - daysAgo * DAY_MS + 3 * HOUR_MS));
		if (isRead) must(await acknowledge(past.context, person, { memberId, version }));
	}
	if (!asks) return;
	const at = new Date(now.getTime() - asks.hoursAgo * HOUR_MS);
	past.goTo(at);
	const words = { memberId, version: versions.length, requestId: newId<'talk'>(at) };
	must(await askToTalk(past.context, person, { ...words, sentence: asks.sentence }));
}

// A line keeps its id from the version before, so that its history is told as one.
async function typedLines(
	{ context }: Past,
	person: Story['people'][string],
	lines: readonly StoryExpectation[],
	goals: ReadonlyMap<string, GoalId>
): Promise<TypedLine[]> {
	const { now } = must(await openCard(context, person, person.memberId));
	return lines.map(({ serves, ...line }, at) => {
		const before = now.find(({ title }) => title === line.title);
		return {
			metric: '',
			startsOn: before?.startsOn ?? '',
			endsOn: '',
			...line,
			at,
			line: before?.line,
			goal: (serves && goals.get(serves)) ?? ''
		};
	});
}
