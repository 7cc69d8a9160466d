import { ok, refuse, type Result } from '../result.ts';

/** The request's body as JSON; refused where it is none, or larger than the server takes (2 MB). */
export async function readJson(request: Request): Promise<Result<unknown>> {
	try {
		return parseJson(await request.text());
	} catch (error) {
		// SvelteKit's adapter ends the stream with this error when BODY_SIZE_LIMIT is passed.
		if ((error as { status?: number }).status === 413)
			return refuse('too-large', 'The body is larger than 2 MB. Send fewer entries at a time.');
		return refuse('invalid', 'The body is not JSON.');
	}
}

export function parseJson(text: string): Result<unknown> {
	try {
		return ok(JSON.parse(text));
	} catch {
		return refuse('invalid', 'The body is not JSON.');
	}
}
