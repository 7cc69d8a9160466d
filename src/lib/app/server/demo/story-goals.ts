import type { StoryGoal } from './story-goal.ts';
import { PAST_GOALS } from './story-past-goals.ts';

export const COMPANY_GOAL = 'Land 40 new logos';
const DEMO_GOAL = '60 qualified demos';
export const MEETINGS_GOAL = '60 first meetings';
const TEACHING_GOAL = 'Five of us teach somebody something';

/** Each after what it supports. */
export const GOALS: StoryGoal[] = [
	...PAST_GOALS,
	{
		title: COMPANY_GOAL,
		why: 'Forty new names carry the new service team through next year.',
		scope: 'organization',
		by: 'Greta Lindqvist',
		metric: 'deals-won',
		target: 40,
		further: [44, 48]
	},
	{
		title: TEACHING_GOAL,
		why: 'Lena and Nora are new, and nobody learns this job alone.',
		scope: 'organization',
		by: 'Greta Lindqvist',
		measure: 'goals',
		target: 5
	},
	{
		title: '50 demos last month',
		why: 'The autumn fair had left us fifty cards.',
		scope: 'team',
		by: 'Ines Falk',
		metric: 'demos-held',
		target: 50,
		period: 'last-month',
		supports: COMPANY_GOAL,
		learned: 'Demos before ten were kept nine times in ten, those after four only half the time.'
	},
	{
		title: DEMO_GOAL,
		why: 'Every third demo becomes a customer.',
		scope: 'team',
		by: 'Ines Falk',
		metric: 'demos-held',
		target: 60,
		commit: { from: 3, to: 12 },
		supports: COMPANY_GOAL
	},
	{
		title: MEETINGS_GOAL,
		why: 'Harbour has new streets to walk.',
		scope: 'team',
		by: 'Ruben Adeyemi',
		metric: 'first-meetings',
		target: 60,
		supports: COMPANY_GOAL
	},
	{
		title: '5 demos this week',
		why: 'One a day, well prepared.',
		scope: 'member',
		by: 'Aiko Kimura',
		metric: 'demos-held',
		target: 5,
		supports: DEMO_GOAL
	},
	{
		title: 'Coach Lena through two discovery calls',
		why: 'She asks the good questions; she only needs to hear them land.',
		scope: 'member',
		by: 'Aiko Kimura',
		target: 2,
		period: 'month',
		supports: DEMO_GOAL,
		taps: [{ note: 'Sat in on the Pinewood call', daysAgo: 1 }]
	},
	{
		title: 'Four of us: twelve meetings with hospitals',
		why: 'Their buyers all know each other; one good meeting opens three doors.',
		scope: 'pod',
		by: 'Mara Silva',
		with: ['Tomás Benítez', 'Jonas Okafor', 'Priya Desai'],
		metric: 'first-meetings',
		segment: 'hospital',
		target: 12,
		period: 'month',
		supports: DEMO_GOAL
	},
	{
		title: 'Run the Monday demo clinic three times',
		why: 'Half an hour, one recording, one thing to try.',
		scope: 'member',
		by: 'Jonas Okafor',
		target: 3,
		period: 'month',
		supports: TEACHING_GOAL,
		taps: [{ note: 'Four came; we took the Ostra recording apart', daysAgo: 2 }]
	},
	{
		title: 'Sit in with Nora on her first two calls',
		why: 'Two ears more, and she hears nobody is perfect.',
		scope: 'pod',
		by: 'Hana Mori',
		joined: [{ who: 'Caio Ramos', days: 1 }],
		target: 2,
		period: 'month',
		supports: TEACHING_GOAL,
		taps: [{ note: 'She rang the crossed-out number first', daysAgo: 1, by: 'Caio Ramos' }]
	},
	{
		title: 'Fourteen first meetings along the quay',
		why: 'Fifteen firms in one street, and nobody has knocked.',
		scope: 'member',
		by: 'Oskar Berg',
		metric: 'first-meetings',
		target: 14,
		period: 'month',
		supports: MEETINGS_GOAL,
		help: {
			to: 'Emil Vogt',
			sentence: 'You know the harbour master. Would you open that door with me?',
			hoursAgo: 3
		}
	},
	{
		title: 'Four first meetings with schools',
		why: 'They plan in winter, and I speak their language.',
		scope: 'member',
		by: 'Lena Tran',
		metric: 'first-meetings',
		segment: 'school',
		target: 4,
		period: 'month',
		supports: DEMO_GOAL,
		waits: true
	}
];
