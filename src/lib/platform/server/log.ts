type Fields = Record<string, unknown>;

let quiet = false;

/** One line for the person who started the program. Goes to standard error: standard output is for results. */
export function say(sentence: string): void {
	if (!quiet) process.stderr.write(`${sentence}\n`);
}

/** A fault for whoever operates the server, as one line of JSON. Never a secret, a password or a body. */
export function logError(event: string, error: unknown, fields: Fields = {}): void {
	const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
	process.stderr.write(
		`${JSON.stringify({ at: new Date().toISOString(), level: 'error', event, ...fields, message })}\n`
	);
}

/** Tests and commands whose output is a result keep the program from talking. */
export function hush(silent = true): void {
	quiet = silent;
}
