import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, refuse, type Result } from '../../result.ts';

/** Whom PostgreSQL runs as; without a uid it is whoever started this program. */
export interface Runner {
	uid?: number;
	gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, else to `nobody`.
 * An existing cluster keeps the owner it has.
 */
export function chooseRunner(cluster: string): Result<Runner> {
	if (process.getuid?.() !== 0) return ok({});
	const owner = statSync(cluster, { throwIfNoEntry: false });
	if (owner && owner.uid !== 0) return ok({ uid: owner.uid, gid: owner.gid });
	const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const name of ['postgres', 'nobody']) {
		const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
		// Some systems write nobody's ids as negative numbers.
		if (fields) return ok({ uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 });
	}
	return refuse(
		'unavailable',
		'PostgreSQL does not run as root and this system has neither the user postgres nor nobody. Start Winbell as another user, or set DATABASE_URL.'
	);
}

/** The topmost folder on the way to `path` (itself included) that the runner may not enter. */
export function closedFolder(path: string, runner: Runner): string | undefined {
	const parent = dirname(path);
	const above = parent === path ? undefined : closedFolder(parent, runner);
	return above ?? (may(runner, path, 0o1) ? undefined : path);
}

export function mayRead(path: string, runner: Runner): boolean {
	return may(runner, path, 0o4);
}

function may(runner: Runner, path: string, bit: number): boolean {
	if (runner.uid === undefined) return true;
	const { uid, gid, mode } = statSync(path);
	if (uid === runner.uid) return Boolean(mode & (bit << 6));
	return Boolean(mode & (gid === runner.gid ? bit << 3 : bit));
}
