/** Something that somebody answers for, and what becomes of it when they leave. */
export interface Leaving {
	title: string;
	/** In a sentence to the admin who is about to confirm. */
	becomes: string;
	/** Where it is handed over or looked at. */
	href: string;
}

/** A team that somebody leads, with the names of those who lead it beside them. */
export interface LedTeam {
	id: string;
	name: string;
	others: string[];
}

export function leavingTeam({ id, name, others }: LedTeam): Leaving {
	return {
		title: name,
		becomes: others.length
			? `${others.join(' and ')} ${others.length === 1 ? 'leads' : 'lead'} it on.`
			: 'Nobody leads it then. Name somebody who does.',
		href: `/settings/people/teams/${id}`
	};
}

/** What somebody has made that works on without them, or ends; how many of each. */
export interface Made {
	/** Links to join that are open. */
	links: number;
	keys: number;
	tvs: number;
	/** People's cards of what is expected of them, as they stand. */
	cards: number;
}

export function leavingMade({ links, keys, tvs, cards }: Made): Leaving[] {
	return [
		...(links
			? [
					{
						title: several(links, 'link to join', 'links to join'),
						becomes: `${links === 1 ? 'It ends' : 'They end'} at once. Make others where they are still needed.`,
						href: '/settings/people/invite'
					}
				]
			: []),
		...(keys
			? [
					{
						title: several(keys, 'API key', 'API keys'),
						becomes: `${keys === 1 ? 'Works' : 'Work'} on. Revoke what only they had.`,
						href: '/settings/keys'
					}
				]
			: []),
		...(tvs
			? [
					{
						title: several(tvs, 'TV', 'TVs'),
						becomes: `${tvs === 1 ? 'Stays' : 'Stay'} on, for whoever leads to look after.`,
						href: '/settings/displays'
					}
				]
			: []),
		...(cards
			? [
					{
						title: several(cards, 'card of what is expected', 'cards of what is expected'),
						becomes: `${cards === 1 ? 'Stays' : 'Stay'} as written. Whoever leads the team rewrites them.`,
						href: '/expectations'
					}
				]
			: [])
	];
}

function several(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
