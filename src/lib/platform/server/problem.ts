import type { Problem, ProblemKind } from '../result.ts';

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

/** A problem document, RFC 9457. `status` where HTTP has a finer word for it than the table. */
export function problemResponse(problem: Problem, status = STATUS[problem.kind]): Response {
	const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
	if (problem.kind === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
	if (problem.kind === 'too-many') headers['retry-after'] = '60';
	return new Response(
		JSON.stringify({
			type: 'about:blank',
			title: TITLE[problem.kind],
			status,
			detail: problem.detail,
			...(problem.fields ? { fields: problem.fields } : {})
		}),
		{ status, headers }
	);
}
