/** What a goal waits for, as its page tells it. */
export interface WaitingAnswer {
	/** Who has to agree; null where nobody is named. */
	waitsFor: string | null;
	declinedWhy: string | null;
	/** Who asked last. */
	proposedBy: string | null;
	/** It was there already and was moved: the title of what it is to support, null for nothing. */
	under?: string | null;
}

const UNTIL = 'it counts for itself and feeds nothing above.';

/**
 * "Mara moved this goal and asks to support “60 demos”. Until you agree …", to whoever may agree or
 * not.
 */
export function waitingWords(answer: WaitingAnswer, mayAgree: boolean): string {
	if (mayAgree) return `${asked(answer)} Until you agree ${UNTIL}`;
	return `Waits for ${answer.waitsFor ?? 'whoever sets goals there'} to agree. Until then ${UNTIL}`;
}

function asked({ proposedBy, under }: WaitingAnswer): string {
	const who = proposedBy ?? 'Somebody';
	if (under) return `${who} moved this goal and asks to support “${under}” with it.`;
	if (under === null) return `${who} moved this goal and asks that it stands on its own.`;
	return `${who} proposes this goal.`;
}
