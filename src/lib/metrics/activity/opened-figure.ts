import type { Behind, BehindItem } from './behind.ts';

/** A line as one reader sees it: without what only permissions need, with what they allow. */
export type ShownItem = Omit<BehindItem, 'teamId'> & { mayTakeBack: boolean };

/** What is behind a figure, as one reader sees it. */
export type ShownBehind = Omit<Behind, 'items'> & { items: ShownItem[] };

/** Why an entry was not taken back. */
export interface Refusal {
	detail: string;
	fields?: Record<string, string>;
}
