/** What people of the demo team aim for and say to each other; see story.ts for who they are. */

export interface StoryRecognition {
	from: string;
	to: string;
	value: string;
	badge?: string;
	sentence: string;
	/** Before now. */
	minutesAgo: number;
	onTv: boolean;
	cheers: string[];
	/** What was said about it afterwards; a private line is a manager's to the person alone. */
	talk?: { by: string; words: string; minutesAgo: number; isPrivate?: boolean }[];
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Newest first. */
export const RECOGNITIONS: StoryRecognition[] = [
	{
		from: 'Ines Falk',
		to: 'Lena Tran',
		value: 'Courage',
		badge: 'door-opener',
		sentence:
			'You called the Pinewood account cold after three no’s, asked one good question and got the meeting.',
		minutesAgo: 41,
		onTv: true,
		cheers: ['Aiko Kimura', 'Mara Silva', 'Jonas Okafor', 'Priya Desai', 'Oskar Berg'],
		talk: [
			{ by: 'Aiko Kimura', words: 'Which question was it?', minutesAgo: 33 },
			{
				by: 'Lena Tran',
				words: 'What changes for them in March. Then I kept quiet and let them think.',
				minutesAgo: 27
			},
			{
				by: 'Ines Falk',
				words: 'That silence was the best part. Try it on the Arvida call as well.',
				minutesAgo: 20,
				isPrivate: true
			}
		]
	},
	{
		from: 'Priya Desai',
		to: 'Tomás Benítez',
		value: 'Lifting others',
		sentence: 'Your pricing sheet saved me an hour with Arvida, and I never had to guess.',
		minutesAgo: 5 * HOUR,
		onTv: true,
		cheers: ['Ines Falk', 'Mara Silva']
	},
	{
		from: 'Ruben Adeyemi',
		to: 'Oskar Berg',
		value: 'Customer first',
		badge: 'straight-answer',
		sentence:
			'You told Fjordline that the small plan is enough for them. They signed it the same afternoon.',
		minutesAgo: DAY + 2 * HOUR,
		onTv: true,
		cheers: ['Sana Noor', 'Hana Mori', 'Caio Ramos']
	},
	{
		from: 'Lena Tran',
		to: 'Aiko Kimura',
		value: 'Lifting others',
		sentence: 'Thanks for letting me sit in on the Brightline call and for the notes after it.',
		minutesAgo: 2 * DAY + 3 * HOUR,
		onTv: false,
		cheers: ['Ines Falk', 'Jonas Okafor']
	},
	{
		from: 'Ines Falk',
		to: 'Aiko Kimura',
		value: 'Craft',
		badge: 'closer',
		sentence: 'You stayed on the line until their engineer understood. That is why they signed.',
		minutesAgo: 5 * DAY,
		onTv: true,
		cheers: ['Lena Tran', 'Tomás Benítez', 'Priya Desai', 'Mara Silva']
	},
	{
		from: 'Ruben Adeyemi',
		to: 'Hana Mori',
		value: 'Craft',
		badge: 'steady-hand',
		sentence: 'Four first meetings a week for six weeks, each with its notes written the same day.',
		minutesAgo: 9 * DAY,
		onTv: true,
		cheers: ['Emil Vogt', 'Nora Blix']
	},
	{
		from: 'Ines Falk',
		to: 'Jonas Okafor',
		value: 'Lifting others',
		badge: 'lifter',
		sentence:
			'You ran the Monday demo clinic three times, and Lena held her first one alone after it.',
		minutesAgo: 12 * DAY,
		onTv: true,
		cheers: ['Lena Tran', 'Aiko Kimura']
	},
	{
		from: 'Ines Falk',
		to: 'Aiko Kimura',
		value: 'Courage',
		badge: 'steady-hand',
		sentence:
			'Ten calls before ten, every day of this month, also on the days when nobody picked up.',
		minutesAgo: 19 * DAY,
		onTv: true,
		cheers: ['Mara Silva']
	}
];

/** What is said while a live afternoon plays, after this many minutes. */
export const AFTERNOON_WORDS: (Omit<StoryRecognition, 'minutesAgo' | 'cheers' | 'talk'> & {
	minute: number;
})[] = [
	{
		from: 'Ines Falk',
		to: 'Priya Desai',
		value: 'Craft',
		badge: 'map-maker',
		sentence: 'You found out who signs at Arvida before anybody had asked for a price.',
		onTv: true,
		minute: 34
	},
	{
		from: 'Ruben Adeyemi',
		to: 'Nora Blix',
		value: 'Courage',
		badge: 'door-opener',
		sentence: 'Your first week, and you rang the one number that everybody had crossed out.',
		onTv: true,
		minute: 98
	},
	{
		from: 'Mara Silva',
		to: 'Jonas Okafor',
		value: 'Lifting others',
		sentence: 'You gave me your three o’clock room so that I could take the Kestrel call.',
		onTv: true,
		minute: 151
	},
	{
		from: 'Ines Falk',
		to: 'Aiko Kimura',
		value: 'Customer first',
		badge: 'good-listener',
		sentence:
			'You asked their planner one question more, and found the delivery date that mattered.',
		onTv: true,
		minute: 212
	}
];

/** What was noticed on the Monday after a week, when its board was final already. */
export const NOTICED_LATE = {
	by: 'Ines Falk',
	of: 'Jonas Okafor',
	reason: 'Sent twice by the phone.'
} as const;

/** What people ask about an entry of their own: one in each team, for whoever leads it. */
export const QUESTIONS = [
	{
		by: 'Priya Desai',
		sentence: 'This one reached the mailbox, nobody picked up. Please take it back.',
		minutesAgo: 95
	},
	{
		by: 'Oskar Berg',
		sentence: 'Emil took this call while I was out. It should be his.',
		minutesAgo: 50
	}
] as const;
