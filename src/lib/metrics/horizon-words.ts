export const HORIZON_WORDS = { pipeline: 'Makes future sales', forecast: 'Closes sales' } as const;

/** The same on a goal or a board: which quarter it is for. */
export const HORIZON_SHORT = {
	pipeline: 'Makes next quarter',
	forecast: 'Closes this quarter'
} as const;
