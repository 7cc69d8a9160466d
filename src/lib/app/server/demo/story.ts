/** The demo team, as data. Tests, screenshots and the demo installation all tell this one story. */

export const ORGANIZATION = {
	name: 'Halden & Co',
	timeZone: 'Europe/Berlin',
	currency: 'EUR',
	/** Monday. */
	weekStart: 1,
	fiscalStart: 1
} as const;

export interface StoryPerson {
	name: string;
	/** 1 to 6, a team colour of the interface. */
	colour: number;
	/** New people: their first day lies this many weeks before this week's Monday. */
	sinceWeeks?: number;
}

export interface StoryTeam {
	name: string;
	manager: StoryPerson;
	reps: StoryPerson[];
}

export const ADMIN: StoryPerson = { name: 'Greta Lindqvist', colour: 5 };

export const TEAMS: StoryTeam[] = [
	{
		name: 'Northern Lights',
		manager: { name: 'Ines Falk', colour: 4 },
		reps: [
			{ name: 'Mara Silva', colour: 4 },
			{ name: 'Tomás Benítez', colour: 6 },
			{ name: 'Jonas Okafor', colour: 2 },
			{ name: 'Aiko Kimura', colour: 1 },
			{ name: 'Lena Tran', colour: 3, sinceWeeks: 3 },
			{ name: 'Priya Desai', colour: 5 }
		]
	},
	{
		name: 'Harbour Crew',
		manager: { name: 'Ruben Adeyemi', colour: 3 },
		reps: [
			{ name: 'Oskar Berg', colour: 1 },
			{ name: 'Sana Noor', colour: 4 },
			{ name: 'Emil Vogt', colour: 3 },
			{ name: 'Hana Mori', colour: 6 },
			{ name: 'Caio Ramos', colour: 2 },
			{ name: 'Nora Blix', colour: 5, sinceWeeks: 0 }
		]
	}
];

/** First name at halden.example, without its accents: tomas@halden.example. */
export function emailOf(name: string): string {
	const first = name.split(' ')[0]!.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	return `${first}@halden.example`;
}

export interface Deal {
	account: string;
	/** Euros. */
	value: number;
}

export interface Week {
	calls: number;
	meetings: number;
	demos: number;
	deals: Deal[];
	/** Money without a new deal: more seats for somebody who is a customer already. */
	more?: Deal;
}

/**
 * What everybody does this week, whatever day it is. With the starting metrics it makes a close
 * race from 1,910 points down to 397, with Aiko fourth and Emil and Hana level at 790. Everybody has
 * a first meeting and no more calls than it lets score, which is as many as one day's cap: so the
 * figures hold on a Monday and on the first of a month. Only Nora, who is new, has five calls more
 * than her one meeting is worth.
 */
export const THIS_WEEK: Record<string, Week> = {
	'Mara Silva': {
		calls: 14,
		meetings: 1,
		demos: 5,
		deals: [
			{ account: 'Kestrel Freight', value: 12_400 },
			{ account: 'Ostra Foods', value: 10_600 }
		]
	},
	'Tomás Benítez': {
		calls: 20,
		meetings: 2,
		demos: 6,
		deals: [{ account: 'Velmar Clinics', value: 14_200 }]
	},
	'Jonas Okafor': { calls: 14, meetings: 1, demos: 12, deals: [] },
	'Aiko Kimura': {
		calls: 16,
		meetings: 1,
		demos: 4,
		deals: [{ account: 'Brightline', value: 18_400 }]
	},
	'Lena Tran': {
		calls: 22,
		meetings: 1,
		demos: 4,
		deals: [{ account: 'Pinewood Hotels', value: 9_100 }]
	},
	'Priya Desai': {
		calls: 16,
		meetings: 2,
		demos: 3,
		deals: [{ account: 'Arvida Print', value: 6_800 }]
	},
	'Oskar Berg': {
		calls: 18,
		meetings: 1,
		demos: 2,
		deals: [{ account: 'Fjordline Tools', value: 7_600 }]
	},
	'Sana Noor': {
		calls: 15,
		meetings: 1,
		demos: 1,
		deals: [{ account: 'Marlow Optics', value: 5_200 }]
	},
	'Emil Vogt': { calls: 21, meetings: 2, demos: 5, deals: [] },
	'Hana Mori': { calls: 23, meetings: 4, demos: 4, deals: [] },
	'Caio Ramos': {
		calls: 19,
		meetings: 3,
		demos: 3,
		deals: [],
		more: { account: 'Falkenried', value: 200 }
	},
	'Nora Blix': {
		calls: 30,
		meetings: 1,
		demos: 1,
		deals: [],
		more: { account: 'Lindenhof', value: 700 }
	}
};

/** Aiko's best week so far, three weeks ago: 1,410 points. */
export const AIKOS_BEST: Week = {
	calls: 32,
	meetings: 4,
	demos: 3,
	deals: [{ account: 'Sandoval Media', value: 13_000 }]
};

/** Customers of earlier weeks and of the live afternoon. */
export const ACCOUNTS = [
	'Alder & Sons',
	'Birkhof',
	'Cassel Bikes',
	'Dunmore Labs',
	'Elbstrand',
	'Fennick',
	'Gratia Care',
	'Hollis Energy',
	'Iverson Glass',
	'Juniper Bank',
	'Kolding Paper',
	'Larkspur',
	'Montero Foods',
	'Nordhavn',
	'Orchard Dental',
	'Petersen Lifts',
	'Quillon',
	'Rosenau',
	'Stellan Freight',
	'Tarn Textiles',
	'Ulmer Schools',
	'Vantaa Parks',
	'Westerly',
	'Yarrow Health',
	'Zephyr Air',
	'Ankerwerk',
	'Bellini Moda',
	'Corvin Print',
	'Delta Hafen',
	'Ember Coffee',
	'Fairholm',
	'Grimsel',
	'Hazel & Finch',
	'Isar Optik',
	'Jolana Travel',
	'Kupfermann',
	'Lysander',
	'Mistral Wind',
	'Nimbus Retail',
	'Oakridge'
];
