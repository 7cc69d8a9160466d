import { ok, refuse, type Result } from '../result.ts';

/** The request's body as JSON; refused where it is none, or larger than the server takes (2 MB). */
export async function readJson(request: Request): Promise<Result<unknown>> {
	try {
		return parseJson(new Uint8Array(await request.arrayBuffer()));
	} catch (error) {
		// SvelteKit's adapter ends the stream with this error when BODY_SIZE_LIMIT is passed.
		if ((error as { status?: number }).status === 413)
			return refuse('too-large', 'The body is larger than 2 MB. Send fewer entries at a time.');
		return refuse('invalid', 'The body is not JSON.');
	}
}

/** Refuses what is not UTF-8, too: "Müller" would lose a letter, and nobody would be told. */
export function parseJson(body: Uint8Array): Result<unknown> {
	try {
		return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
	} catch (error) {
		const isUtf8 = error instanceof SyntaxError;
		return refuse(
			'invalid',
			isUtf8 ? 'The body is not JSON.' : 'The body is not UTF-8. Encode it so, and send it again.'
		);
	}
}
