import type { Readable } from 'node:stream';
import { ok, refuse, type Result } from '#lib/platform/result.ts';

/** The world a command runs in. */
export interface Terminal {
	env: NodeJS.ProcessEnv;
	stdin: Readable;
	/** The result and nothing else. */
	out(text: string): void;
	/** Talk, for whoever watches. */
	say(text: string): void;
	/** Whether somebody watches; decides how progress is shown. */
	watched: boolean;
	/** Aborted by Ctrl-C. */
	signal: AbortSignal;
}

export interface Option {
	name: string;
	/** What stands for its value in the help; a flag has none. */
	value?: string;
	text: string;
	required?: boolean;
}

export interface Command {
	/** As typed: `org create`. */
	name: string;
	/** A file and such, in order. */
	positionals?: string[];
	summary: string;
	options: Option[];
	/** What the help says below the options. */
	notes?: string;
	run(input: Input, terminal: Terminal): Promise<Result<Output>>;
}

export interface Output {
	/** Goes to standard output, with a line end. */
	result: string;
	exit: number;
}

export const EXIT = { done: 0, refused: 1, usage: 2, partly: 3, interrupted: 130 } as const;

export function done(result: string, exit: number = EXIT.done): Result<Output> {
	return ok({ result, exit });
}

/** What was typed, checked against the command's options. */
export interface Input {
	/** A required option or a positional. */
	text(name: string): string;
	optional(name: string): string | undefined;
	flag(name: string): boolean;
}

/** One of a few words, or a sentence that names them. */
export function oneOf<const Word extends string>(
	option: string,
	text: string,
	words: readonly Word[]
): Result<Word> {
	const word = words.find((word) => word === text);
	if (word) return ok(word);
	return refuse('invalid', `--${option} is “${text}”: use ${words.join(', ')}.`);
}
