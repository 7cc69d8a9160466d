import { ok, refuse, type Result } from '../result.ts';

/** The request's body as JSON; refused where it is none, or larger than the server takes (2 MB). */
export async function readJson(request: Request): Promise<Result<unknown>> {
	try {
		return ok(await request.json());
	} catch (error) {
		// SvelteKit's adapter ends the stream with this error when BODY_SIZE_LIMIT is passed.
		if ((error as { status?: number }).status === 413)
			return refuse('too-large', 'The body is larger than 2 MB. Send fewer entries at a time.');
		return refuse('invalid', 'The body is not JSON.');
	}
}
