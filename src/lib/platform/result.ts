/**
 * Expected failures are values. A bug throws; a refusal is a `Problem` whose sentence a person can
 * act on. The edge maps `kind` to HTTP in one table (see `platform/server/problem.ts`).
 */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export type ProblemKind =
	| 'invalid'
	| 'unauthenticated'
	| 'forbidden'
	| 'missing'
	| 'conflict'
	| 'too-large'
	| 'too-many'
	| 'unavailable';

export interface Problem {
	kind: ProblemKind;
	/** One sentence for the person who sees it: what went wrong and what to do. */
	detail: string;
	/** Form field → sentence, where the fault lies in a field. */
	fields?: Record<string, string>;
	/** Form field → what the form holds from now on in place of what it sent. */
	kept?: Record<string, string>;
}

export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function refuse(
	kind: ProblemKind,
	detail: string,
	fields?: Record<string, string>
): { ok: false; problem: Problem } {
	return { ok: false, problem: fields ? { kind, detail, fields } : { kind, detail } };
}
