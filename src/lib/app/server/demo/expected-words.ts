import type { Every } from '#lib/expectations/expectation.ts';

/** What is expected of a few of the demo team, as their managers wrote it down. */
export interface StoryExpectation {
	title: string;
	means: string;
	/** Left out where the target is in words. */
	metric?: string;
	target: string;
	every: Every;
	ifMet: string;
	ifMissed: string;
	/** The title of the goal it serves. */
	serves?: string;
}

export interface StoryCard {
	of: string;
	by: string;
	/** Oldest first. */
	versions: { daysAgo: number; lines: StoryExpectation[]; isRead: boolean }[];
	/** What they said to the last one. */
	asks?: { sentence: string; hoursAgo: number };
}

const DEMOS: StoryExpectation = {
	title: 'Demos that move a deal',
	means: 'Whoever signs is in the room, and the next date stands before you say goodbye.',
	metric: 'demos-held',
	target: '4',
	every: 'week',
	ifMet: 'You pick your own accounts for the next quarter.',
	ifMissed: 'We go through two of your demos together before anything is added.',
	serves: '60 qualified demos'
};

const REVENUE: StoryExpectation = {
	title: 'Deals that close in the quarter',
	means: 'Signed and with a start date. What slips into the next quarter counts there.',
	metric: 'revenue',
	target: '60000',
	every: 'quarter',
	ifMet: 'You lead the next new sector with a budget of your own.',
	ifMissed: 'We look at the three largest open deals, one by one.',
	serves: 'Land 40 new logos'
};

const COACHING: StoryExpectation = {
	title: 'Lena’s first quarter',
	means: 'You sit in on her calls and tell her one thing to keep and one thing to try.',
	target: 'Two calls a month, each with a word the same day.',
	every: 'month',
	ifMet: 'Coaching becomes part of your role, with its own time.',
	ifMissed: 'We find out what kept you, and who else could.'
};

const NOTES: StoryExpectation = {
	title: 'Notes the same day',
	means: 'Who was there, what they want, what is next: so that anybody could take the call after.',
	target: 'Every call has its notes before you go home.',
	every: 'day',
	ifMet: 'Nobody asks you for a report.',
	ifMissed: 'You write them first thing, before the first call.'
};

const MEETINGS: StoryExpectation = {
	title: 'First meetings',
	means: 'With somebody who has the problem, in their calendar before you meet.',
	metric: 'first-meetings',
	target: '3',
	every: 'week',
	ifMet: 'You choose one of your three streets yourself.',
	ifMissed: 'We call the first ten of the list together.',
	serves: 'Land 40 new logos'
};

const RAMP: StoryExpectation = {
	title: 'A week of your own pace',
	means: 'Whatever mix brings it: this is a start, not a ceiling.',
	metric: 'points',
	target: '900',
	every: 'week',
	ifMet: 'We raise it together, a small step at a time.',
	ifMissed: 'We change the mix before we change the hours.'
};

const OFFERS: StoryExpectation = {
	title: 'Offers within two days',
	means: 'From the demo to the offer in their inbox, with the one number they asked for on top.',
	target: 'Every offer leaves within two working days.',
	every: 'week',
	ifMet: 'You send them without a second pair of eyes.',
	ifMissed: 'We write the next one together and keep it as a pattern.'
};

const HANDOVER: StoryExpectation = {
	title: 'A clean hand-over',
	means: 'Service knows what was promised before the customer rings them.',
	target: 'A call with service for each deal won, in its first week.',
	every: 'week',
	ifMet: 'Their thanks stand on your page, where everybody can read them.',
	ifMissed: 'We make the call together, and the customer hears it from you.'
};

export const EXPECTED: StoryCard[] = [
	{
		of: 'Aiko Kimura',
		by: 'Ines Falk',
		versions: [
			{ daysAgo: 40, lines: [{ ...DEMOS, target: '3' }, REVENUE, NOTES], isRead: true },
			{ daysAgo: 12, lines: [DEMOS, REVENUE, NOTES, COACHING], isRead: true }
		]
	},
	{
		of: 'Lena Tran',
		by: 'Ines Falk',
		versions: [{ daysAgo: 10, lines: [MEETINGS, RAMP, NOTES], isRead: true }],
		asks: {
			sentence: 'Hospitals take two calls before a meeting. Can we count the second call there?',
			hoursAgo: 5
		}
	},
	{
		of: 'Oskar Berg',
		by: 'Ruben Adeyemi',
		versions: [
			{ daysAgo: 33, lines: [MEETINGS, OFFERS, NOTES], isRead: true },
			{
				daysAgo: 1,
				lines: [{ ...MEETINGS, target: '4' }, OFFERS, NOTES, HANDOVER],
				isRead: false
			}
		]
	}
];
