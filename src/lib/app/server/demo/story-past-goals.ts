import type { StoryGoal } from './story-goal.ts';

const KNOWN_GOAL = 'Know the customers we have';

/** What last quarter was for, each after what it supports. */
export const PAST_GOALS: StoryGoal[] = [
	{
		title: KNOWN_GOAL,
		why: 'Those who left us last year had not seen one of us for months.',
		scope: 'organization',
		by: 'Greta Lindqvist',
		measure: 'goals',
		target: 2,
		period: 'last-quarter',
		learned: 'Whoever was visited in summer bought again in autumn. We plan visits like demos now.'
	},
	{
		title: 'Six customer visits before the fair',
		why: 'They show us what they really do with it.',
		scope: 'team',
		by: 'Ines Falk',
		target: 6,
		period: 'last-quarter',
		supports: KNOWN_GOAL,
		taps: [
			{ note: 'Kestrel still prints every route', daysAgo: 66, by: 'Mara Silva' },
			{ note: 'Saw the night shift at Velmar', daysAgo: 52, by: 'Tomás Benítez' },
			{ note: 'They built their own report', daysAgo: 38, by: 'Aiko Kimura' },
			{ note: 'Two people there had never logged in', daysAgo: 30, by: 'Jonas Okafor' },
			{ note: 'Lunch in the canteen, four ideas', daysAgo: 17, by: 'Priya Desai' },
			{ note: 'The new buyer had never met us', daysAgo: 9, by: 'Mara Silva' }
		],
		learned: 'Visits set for a Tuesday took place; those set for a Friday moved twice.'
	},
	{
		title: 'Two of us call six who left',
		why: 'Nobody has asked them why.',
		scope: 'pod',
		by: 'Oskar Berg',
		with: ['Sana Noor'],
		target: 6,
		period: 'last-quarter',
		supports: KNOWN_GOAL,
		taps: [
			{ note: 'She left with her old boss', daysAgo: 24 },
			{ note: 'Too many clicks, she says', daysAgo: 16, by: 'Sana Noor' },
			{ note: 'Would come back for the app', daysAgo: 8 },
			{ note: 'Nobody there any more', daysAgo: 3, by: 'Sana Noor' }
		],
		learned: 'We began in the last weeks. In the first, they still plan their money.'
	},
	{
		title: 'Everybody explains the service team',
		why: 'A customer asked five of us and heard five stories.',
		scope: 'pod',
		by: 'Hana Mori',
		with: ['Emil Vogt', 'Caio Ramos'],
		target: 3,
		period: 'last-quarter',
		supports: KNOWN_GOAL,
		taps: [
			{ note: 'Told it to the baker first', daysAgo: 47 },
			{ note: 'One page, no arrows', daysAgo: 33, by: 'Emil Vogt' },
			{ note: 'Recorded it, two minutes', daysAgo: 20, by: 'Caio Ramos' }
		],
		learned: 'Two minutes are enough, and the recording helps whoever starts next.'
	}
];
