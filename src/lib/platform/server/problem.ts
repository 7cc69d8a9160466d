import type { Problem, ProblemKind } from '../result.ts';
import { logError } from './log.ts';

/** The one table from refusals to HTTP. */
export const STATUS: Record<ProblemKind, number> = {
	invalid: 400,
	unauthenticated: 401,
	forbidden: 403,
	missing: 404,
	conflict: 409,
	'too-large': 413,
	'too-many': 429,
	unavailable: 503
};

const TITLE: Record<ProblemKind, string> = {
	invalid: 'Not understood',
	unauthenticated: 'Not signed in',
	forbidden: 'Not allowed',
	missing: 'Not found',
	conflict: 'Conflict',
	'too-large': 'Too large',
	'too-many': 'Too many requests',
	unavailable: 'Not available'
};

/** What a door that is no SvelteKit route writes: status, headers and body of a problem document. */
export interface ProblemDocument {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** A problem document, RFC 9457. `status` where HTTP has a finer word for it than the table. */
export function problemDocument(
	problem: Problem,
	status: number = STATUS[problem.kind]
): ProblemDocument {
	const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
	if (problem.kind === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
	if (problem.kind === 'too-many') headers['retry-after'] = '60';
	const body = JSON.stringify({
		type: 'about:blank',
		title: TITLE[problem.kind],
		status,
		detail: problem.detail,
		...(problem.fields ? { fields: problem.fields } : {})
	});
	return { status, headers, body };
}

export function problemResponse(problem: Problem, status?: number): Response {
	const { body, ...head } = problemDocument(problem, status);
	return new Response(body, head);
}

/** Notes a fault for whoever operates the server, and says what its victim may do. */
export function broken(error: unknown, request: { path: string; method: string }): Problem {
	logError('request', error, request);
	return { kind: 'unavailable', detail: 'Winbell could not answer. Try again in a moment.' };
}
