import type { SetGoal } from '#lib/metrics/goals/server/index.ts';

/** What people of the demo team aim for, alone and with each other; see story.ts for who they are. */
export interface StoryGoal extends Pick<
	SetGoal,
	'scope' | 'title' | 'metric' | 'segment' | 'measure' | 'further'
> {
	why: string;
	/** Who sets it; a team's goal is that of the manager's team. */
	by: string;
	target: number;
	/** Left out: a quarter, month or week by scope. Those of `last` are over. */
	period?: 'month' | 'quarter' | 'last-month' | 'last-quarter';
	/** The title of the goal it supports. */
	supports?: string;
	/** Who is in a pod beside who set it. */
	with?: string[];
	/** What a goal that supports it may take on. */
	commit?: { from: number; to: number };
	/** Still waits for who answers for what it supports. */
	waits?: boolean;
	/** Who has joined a pod by themselves, so many days after it was set. */
	joined?: { who: string; days: number }[];
	/** So many days ago; of a goal that is over, so many days before its last one. */
	taps?: { note: string; daysAgo: number; by?: string }[];
	/** Closed a few days after its end, with what was learned. */
	learned?: string;
	/** Whom its owner has asked for help, this long ago. */
	help?: { to: string; sentence: string; hoursAgo: number };
}

export const COMPANY_GOAL = 'Land 40 new logos';
const DEMO_GOAL = '60 qualified demos';
export const MEETINGS_GOAL = '60 first meetings';
const TEACHING_GOAL = 'Five of us teach somebody something';

const KNOWN_GOAL = 'Know the customers we have';

/** Each after what it supports. */
export const GOALS: StoryGoal[] = [
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
	},
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
