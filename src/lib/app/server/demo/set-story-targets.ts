import { addGroup, setGroupMembers } from '#lib/identity/server/index.ts';
import { setTargets } from '#lib/metrics/targets/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';

const DAY_MS = 86_400_000;
const WEEKS_AGO = 8;

/** Points a week. */
const TARGETS: Record<string, number> = {
	'Mara Silva': 1800,
	'Tomás Benítez': 1500,
	'Jonas Okafor': 1500,
	'Aiko Kimura': 1200,
	'Lena Tran': 900,
	'Priya Desai': 1200,
	'Oskar Berg': 1100,
	'Sana Noor': 900,
	'Emil Vogt': 900,
	'Hana Mori': 900,
	'Caio Ramos': 800
};

const OFFICE = {
	name: 'Berlin office',
	by: 'Ines Falk',
	people: ['Aiko Kimura', 'Tomás Benítez', 'Oskar Berg', 'Hana Mori', 'Sana Noor']
};

/**
 * What each of them aims at in a week, said by their manager when the history begins, or in the week
 * after they came; and the people of one office as a group. Nora has just come and has no target yet.
 */
export async function setStoryTargets(past: Past, story: Story, now: Date): Promise<void> {
	for (const [name, points] of Object.entries(TARGETS)) {
		past.goTo(new Date(now.getTime() - (name === 'Lena Tran' ? 2 : WEEKS_AGO) * 7 * DAY_MS));
		const person = story.people[name]!;
		const team = Object.values(story.teams).find(({ id }) => id === person.teamId)!;
		const manager = Object.values(story.people).find(({ manages }) => manages.includes(team.id))!;
		const people = [{ memberId: person.memberId, text: String(points) }];
		must(await setTargets(past.context, manager, { metric: 'points', period: 'week', people }));
	}
	past.goTo(new Date(now.getTime() - WEEKS_AGO * 7 * DAY_MS));
	const by = story.people[OFFICE.by]!;
	const { id } = must(await addGroup(past.context, by, { name: OFFICE.name }));
	const ids = OFFICE.people.map((name) => story.people[name]!.memberId);
	must(await setGroupMembers(past.context, by, id, ids));
	past.goTo(now);
}
