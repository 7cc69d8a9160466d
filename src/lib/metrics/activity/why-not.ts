import type { WaitingCounted } from './entry.ts';

const SENTENCES = 20;

/** Why activities that waited do not count: a sentence each, and the rest as a number. */
export function whyNot(rejected: WaitingCounted['rejected']): string[] {
	const sentences = rejected.slice(0, SENTENCES).map(({ name, detail }) => `${name}: ${detail}`);
	const more = rejected.length - sentences.length;
	return more ? [...sentences, `and ${more.toLocaleString('en')} more`] : sentences;
}
