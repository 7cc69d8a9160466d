/** What a new organization stands for until it says it in its own words. */
export const STARTING_VALUES: readonly { name: string; meaning: string }[] = [
	{ name: 'Courage', meaning: 'The hard call first, and the honest answer.' },
	{ name: 'Craft', meaning: 'Prepared, precise, and better than last time.' },
	{ name: 'Customer first', meaning: 'What is right for them, also when it costs us the deal.' },
	{ name: 'Lifting others', meaning: 'Time and know-how given so that a colleague wins.' }
];
