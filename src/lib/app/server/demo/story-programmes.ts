import type { badges } from '#lib/badges/server/index.ts';
import type { Answer } from '#lib/programmes/programme.ts';

export interface StoryAnswer {
	who: string;
	answer: Answer;
	sentence?: string;
}

/** A badge that was asked about at the end of last quarter, with who held it by then. */
export interface StoryProgramme {
	badge: Pick<
		typeof badges.$inferInsert,
		'key' | 'name' | 'criteria' | 'shape' | 'glyph' | 'colour' | 'position'
	>;
	/** The metric it counts, and how much of it. */
	counts: string;
	at: string;
	answers: StoryAnswer[];
	/** Whoever holds it and did not answer. */
	silent: string[];
	/** Why it stays all the same; without it, it retired. */
	kept?: { by: string; why: string };
}

/** Most said no to both: one retired after its notice, one was kept with a sentence. */
export const LAST_QUARTER: StoryProgramme[] = [
	{
		badge: {
			...{ key: 'hundred-calls', name: 'Hundred Calls', criteria: 'Connected a hundred calls.' },
			...{ shape: 'circle', glyph: 'phone', colour: 2, position: 90 }
		},
		counts: 'calls-connected',
		at: '100',
		answers: [
			{
				who: 'Mara Silva',
				answer: 'not-for-me',
				sentence: 'I dialled for the badge and not for the customer.'
			},
			{ who: 'Tomás Benítez', answer: 'not-for-me' },
			{ who: 'Jonas Okafor', answer: 'useful' },
			{
				who: 'Aiko Kimura',
				answer: 'not-for-me',
				sentence: 'The calls that led to a meeting deserve it more.'
			},
			{ who: 'Oskar Berg', answer: 'not-for-me' },
			{ who: 'Hana Mori', answer: 'useful' },
			{ who: 'Emil Vogt', answer: 'not-for-me' }
		],
		silent: ['Priya Desai', 'Sana Noor', 'Caio Ramos']
	},
	{
		badge: {
			...{ key: 'twenty-doors', name: 'Twenty Doors' },
			...{ criteria: 'Sat down with twenty people who did not know us yet.' },
			...{ shape: 'hexagon', glyph: 'door', colour: 3, position: 91 }
		},
		counts: 'first-meetings',
		at: '20',
		answers: [
			{ who: 'Mara Silva', answer: 'not-for-me', sentence: 'All of us have had it for years.' },
			{ who: 'Tomás Benítez', answer: 'not-for-me' },
			{ who: 'Priya Desai', answer: 'not-for-me' },
			{ who: 'Oskar Berg', answer: 'useful' },
			{ who: 'Sana Noor', answer: 'not-for-me' }
		],
		silent: ['Aiko Kimura', 'Emil Vogt'],
		kept: {
			by: 'Greta Lindqvist',
			why: 'New people start with us. Give it one more quarter, for them.'
		}
	}
];

/** What this quarter's round has heard so far, by the badge's key; who is not asked says nothing. */
export const THIS_QUARTER: Record<string, StoryAnswer[]> = {
	'in-rhythm': [
		{ who: 'Mara Silva', answer: 'useful', sentence: 'It gets me to the first call of the day.' },
		{ who: 'Tomás Benítez', answer: 'useful' },
		{ who: 'Jonas Okafor', answer: 'not-for-me' },
		{ who: 'Aiko Kimura', answer: 'useful' },
		{ who: 'Priya Desai', answer: 'useful' },
		{ who: 'Oskar Berg', answer: 'useful' },
		{ who: 'Sana Noor', answer: 'none' },
		{ who: 'Emil Vogt', answer: 'useful' }
	],
	'calls-that-count': [
		{ who: 'Mara Silva', answer: 'useful' },
		{ who: 'Jonas Okafor', answer: 'useful', sentence: 'Fair: it asks what came of the call.' }
	],
	'twenty-doors': [{ who: 'Oskar Berg', answer: 'useful' }]
};
