import type { BehindItem } from '#lib/metrics/activity/behind.ts';

/** What a manager answers: the entry is taken back, or it stays for the reason given. */
export type Answer = 'reversed' | 'kept';

/** Runs of activity that are worth a look; never punished, never hidden from whom they are about. */
export type FlagKind = 'burst' | 'round-numbers' | 'back-dated' | 'late';

/** A question about an entry, as everybody sees it who sees the entry. */
export interface Question {
	id: string;
	askedBy: string;
	/** RFC 3339. */
	askedAt: string;
	sentence: string;
	/** Null while it is open. */
	answered: Answered | null;
	/** Whether this reader may answer it. */
	mayAnswer: boolean;
}

export interface Answered {
	answer: Answer;
	/** In words: a person's name, "API key CRM". */
	by: string;
	/** RFC 3339. */
	at: string;
	reason: string;
}

/** Something worth a look, as its member and their managers see it. */
export interface Flag {
	id: string;
	kind: FlagKind;
	member: { id: string; name: string; colour: number };
	/** What was seen, in words. */
	words: string;
	/** Where the activities it is about are. */
	href: string;
	foundAt: string;
	lookedAt: { by: string; at: string } | null;
	/** Whether this reader may say that they have looked. */
	mayLook: boolean;
}

/** What stands beside the lines of an opened figure. */
export interface FigureNotes {
	/** An entry's id → the questions about it, oldest first. */
	questions: Record<string, Question[]>;
	/** The entries that this reader may question. */
	mayAsk: string[];
	/** The entries that this reader typed in and may take back alone, today. */
	mayTakeBack: string[];
	/** The entries that this reader typed in today for a day that has closed. */
	dayClosed: string[];
	flags: Flag[];
}

/** What a manager has before them, and what their people are told. */
export interface ChecksState {
	/** Open questions and flags that wait for this person. */
	waiting: number;
	/** Moves whenever something about this person or their teams does. */
	stamp: string;
}

/** A question on a page of its own, with the entry it is about. */
export interface QuestionOnPage extends Question {
	entry: Omit<BehindItem, 'teamId'>;
	/** Where the entry stands among the others of its day. */
	href: string;
}

/** Why a question, an answer or a look was refused; `id` is what it was about. */
export interface CheckRefusal {
	id: string;
	detail: string;
	fields?: Record<string, string>;
}
