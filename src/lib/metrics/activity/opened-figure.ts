import type { Behind, BehindItem, ClosedBehind } from './behind.ts';
import type { FigureAddress } from './figure-address.ts';

/** A line as one reader sees it: without what only permissions need, with what they allow. */
export type ShownItem = Omit<BehindItem, 'teamId'> & {
	mayTakeBack: boolean;
	/** Also to count it again where it was taken back. */
	mayCorrect: boolean;
};

/** What is behind a figure, as one reader sees it. */
export type ShownBehind = Omit<Behind, 'items' | 'closed'> & {
	items: ShownItem[];
	closed: ShownClosed | null;
};

/** What belongs to a closed figure, as one reader sees it. */
export type ShownClosed = Omit<ClosedBehind, 'after'> & {
	after: Omit<ClosedBehind['after'], 'items'> & { items: ShownItem[] };
};

/** A figure that is open, on a board or on a page of its own. */
export interface OpenedFigure {
	address: FigureAddress;
	/** Whose it is, in words: a person's name, a team's, the organization's. */
	whose: string;
	/** What it counts: "Points", a metric's name. */
	name: string;
	/** Set where it is one person's. */
	memberId: string | null;
	behind: ShownBehind;
}

/** Why an entry was not taken, or not taken back. */
export interface Refusal {
	detail: string;
	fields?: Record<string, string>;
	/** What the form holds from now on, by the field's name. */
	kept?: Record<string, string>;
}
