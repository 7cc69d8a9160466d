import { wantedPlace } from '../support/place.ts';

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

/** Where a goal that is to stand elsewhere stands until then; null for on its own. */
type Held = string | null;

const UNTIL = 'it counts for itself and feeds nothing above.';

/**
 * "Mara moved this goal and asks to support “60 demos”. Until you agree …", to whoever may agree or
 * not.
 */
export function waitingWords(answer: WaitingAnswer, mayAgree: boolean): string {
	if (mayAgree) return `${asked(answer)} Until you agree ${UNTIL}`;
	return `Waits for ${answer.waitsFor ?? 'whoever sets goals there'} to agree. Until then ${UNTIL}`;
}

/** The same of a goal that was agreed and is to stand elsewhere: what holds stays until the answer. */
export function movingWords(answer: WaitingAnswer, mayAgree: boolean, held: Held): string {
	const title = answer.under ?? null;
	const stays = held ? `it goes on supporting “${held}”.` : 'it stands on its own.';
	if (mayAgree)
		return `${answer.proposedBy ?? 'Somebody'} wants ${wished(title)}. Until you agree ${stays}`;
	const who = answer.waitsFor?.split(' ')[0] ?? 'an answer';
	return `Waits for ${who}: ${wantedPlace({ title })}. Until then ${stays}`;
}

function wished(title: string | null): string {
	return title ? `to move it under “${title}”` : 'it to stand on its own';
}

function asked({ proposedBy, under }: WaitingAnswer): string {
	const who = proposedBy ?? 'Somebody';
	if (under) return `${who} moved this goal and asks to support “${under}” with it.`;
	if (under === null) return `${who} moved this goal and asks that it stands on its own.`;
	return `${who} proposes this goal.`;
}
