import { dayWords, sentenceAmount } from '#lib/metrics/activity/behind-words.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { QuestionOnPage } from './question.ts';

/** A question as it waits for who answers it: "Aiko Kimura asks about 3 demos held on Fri 13 Nov". */
export function questionAsk(question: QuestionOnPage, currency: string): Ask {
	const { id, askedBy, askedAt, sentence, entry, href } = question;
	return {
		id,
		kind: 'question',
		sentence: `${askedBy} asks about ${entryWords(entry, currency)}`,
		detail: `“${sentence}”`,
		href,
		at: askedAt,
		counted: 'me'
	};
}

function entryWords(entry: QuestionOnPage['entry'], currency: string): string {
	const { metric, day, reverses, again } = entry;
	const value = BigInt(entry.value);
	const what = sentenceAmount(value < 0n ? -value : value, metric, currency);
	const since = again ? ', counted again' : ', taken back';
	return `${what} on ${dayWords(day)}${reverses ? since : ''}`;
}
