import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { hashSecret, newSecret } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { say } from '#lib/platform/server/log.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { organizations } from './schema.ts';

/** The program's start reads the code from here and prints it. */
const CODE = Symbol.for('winbell.firstRunCode');
const held = globalThis as { [CODE]?: string };

// One key for every process on the same database.
const FOUNDING_LOCK = 7_311_904_003;
const guesses = limit(10, 15 * 60_000);
const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** True until the first organization is founded. */
export async function isEmpty(db: Queryable): Promise<boolean> {
	const [first] = await db.select({ id: organizations.id }).from(organizations).limit(1);
	return !first;
}

/** The one-time code of an empty installation, made on first asking. In memory only. */
export function firstRunCode(): string {
	held[CODE] ??= newSecret(5).replace(/^(.{4})/, '$1-');
	return held[CODE];
}

/**
 * For whoever opens the first run: an installation that was emptied while it runs (the demo team
 * left) has printed no code at its start, so it is told now, where the server was started.
 */
export function offerCode(): void {
	if (held[CODE]) return;
	say(`Setting up from another device? It asks for this code: ${firstRunCode()}`);
}

export interface Knock {
	/** The peer's address, as the connection has it. */
	address: string;
	url: URL;
	headers: Headers;
}

/**
 * Whoever sits at the server itself needs no code. A proxy makes everybody look like that, so a
 * forwarded request needs it, and so does one to another name than the machine's own: a page on
 * the web can point its own name at 127.0.0.1.
 */
export function needsCode({ address, url, headers }: Knock): boolean {
	const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'];
	return (
		!LOOPBACK.includes(address) ||
		!LOCAL_NAMES.includes(url.hostname) ||
		forwarded.some((name) => headers.has(name))
	);
}

/** Lets a visitor set up: at the server itself, or with the code. */
export function admit(knock: Knock, code: string | undefined, now: Date): Result<null> {
	return needsCode(knock) ? checkCode(code ?? '', now) : ok(null);
}

/** Refuses a wrong code, and everybody for a while after ten of them. */
export function checkCode(code: string, now: Date): Result<null> {
	if (!guesses.take('code', now.getTime()))
		return refuse('too-many', 'Too many tries. Wait a few minutes, then try again.');
	const given = Buffer.from(hashSecret(code.toLowerCase().replace(/[^a-z0-9]/g, '')));
	const wanted = Buffer.from(hashSecret(firstRunCode().replace('-', '')));
	if (timingSafeEqual(given, wanted)) return ok(null);
	const detail = 'That is not the code. It stands in the window where Winbell was started.';
	return refuse('forbidden', detail, { code: detail });
}

/**
 * Runs `found` if the installation is empty, and nobody else is at it. The lock is held on a
 * connection of its own meanwhile; `found` commits by itself.
 */
export async function foundFirst<T>(
	context: Pick<Context, 'db'>,
	found: () => Promise<Result<T>>
): Promise<Result<T>> {
	return context.db.transaction(async (tx) => {
		const locked = await tx.execute<{ held: boolean }>(
			sql`select pg_try_advisory_xact_lock(${FOUNDING_LOCK}) as held`
		);
		if (!locked.rows[0]?.held)
			return refuse(
				'conflict',
				'Somebody else is setting Winbell up right now. Reload in a moment.'
			);
		if (!(await isEmpty(tx)))
			return refuse('conflict', 'Winbell has just been set up by somebody else. Sign in instead.');
		const founded = await found();
		if (founded.ok) delete held[CODE];
		return founded;
	});
}
