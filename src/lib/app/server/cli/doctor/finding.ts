export type State = 'ok' | 'note' | 'fix';

export interface Finding {
	state: State;
	/** One sentence; where there is something to do, it says what. */
	text: string;
}

export function worst(findings: Finding[]): State {
	const states = findings.map(({ state }) => state);
	return states.includes('fix') ? 'fix' : states.includes('note') ? 'note' : 'ok';
}
