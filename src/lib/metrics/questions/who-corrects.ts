import type { FigureNotes } from './question.ts';

const TODAYS = 'What you typed in today you take back yourself.';
const OTHERS = 'question a line, and whoever leads your team answers.';

/**
 * Who puts right what is wrong in a list of one's own entries, in a line; empty where the buttons say
 * it already: to somebody else, and to whoever may correct the entries anyway.
 */
export function whoCorrectsWords(
	items: readonly { id: string; mayCorrect: boolean }[],
	{ mayAsk, mayTakeBack }: Pick<FigureNotes, 'mayAsk' | 'mayTakeBack'>
): string {
	const [asked, alone] = [new Set(mayAsk), new Set(mayTakeBack)];
	const others = items.filter(
		({ id, mayCorrect }) => asked.has(id) && !mayCorrect && !alone.has(id)
	);
	if (!others.length) return '';
	return `${TODAYS} ${alone.size ? 'For the rest' : 'For these'}, ${OTHERS}`;
}
