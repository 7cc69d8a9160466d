import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ok, refuse, type Result } from '../../result.ts';
import { say } from '../log.ts';
import { chooseRunner, closedFolder, type Runner } from './runner.ts';

/** Where root keeps what PostgreSQL's user could not reach otherwise. */
export const ELSEWHERE = '/var/lib/winbell';

export interface Home {
	/** Holds the cluster and PostgreSQL's log; belongs to the runner. */
	folder: string;
	cluster: string;
	runner: Runner;
}

/**
 * Finds or makes the folder of the cluster: `postgres` in the data folder, or, where PostgreSQL's
 * user may not enter that, a folder elsewhere to which `postgres.path` in the data folder points.
 */
export function openHome(dataFolder: string): Result<Home> {
	try {
		return findHome(dataFolder);
	} catch (error) {
		return refuse(
			'unavailable',
			`The data folder ${dataFolder} cannot be used (${(error as Error).message}). Give Winbell another one with WINBELL_DATA.`
		);
	}
}

function findHome(dataFolder: string): Result<Home> {
	mkdirSync(dirname(resolve(dataFolder)), { recursive: true });
	if (!existsSync(dataFolder)) mkdirSync(dataFolder, { mode: 0o700 });
	const data = realpathSync(dataFolder);
	const pointer = join(data, 'postgres.path');
	const within = join(data, 'postgres');
	const known = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
	if (known && !existsSync(known))
		return refuse(
			'unavailable',
			`The database of ${data} was kept in ${known}, which is gone. Put it back, or delete ${pointer} to begin with an empty one.`
		);
	const runner = chooseRunner(join(known ?? within, 'cluster'));
	if (!runner.ok) return runner;
	const folder = known ?? reachable(data, within, runner.value) ?? moveElsewhere(data, pointer);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const { uid, gid } = runner.value;
	if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
	return checkAccess({ folder, cluster: join(folder, 'cluster'), runner: runner.value });
}

// A cluster that is there already stays where it is, even when somebody closed a folder above it:
// an empty database elsewhere would look like lost data.
function reachable(data: string, within: string, runner: Runner): string | undefined {
	if (closedFolder(data, runner) === data) letIn(data, runner);
	return existsSync(within) || !closedFolder(data, runner) ? within : undefined;
}

// `mktemp -d` and we ourselves make folders that only root may enter; one group may enter ours.
function letIn(data: string, runner: Runner): void {
	const { uid, gid, mode } = statSync(data);
	if (uid !== 0 || (gid !== 0 && gid !== runner.gid)) return;
	chownSync(data, 0, runner.gid!);
	chmodSync(data, (mode & 0o707) | 0o010);
}

function moveElsewhere(data: string, pointer: string): string {
	const name = createHash('sha256').update(data).digest('hex').slice(0, 12);
	let folder = join(ELSEWHERE, name);
	// One left over from a data folder that was deleted is not this one's.
	for (let n = 2; existsSync(folder); n++) folder = join(ELSEWHERE, `${name}-${n}`);
	mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
	mkdirSync(folder, { mode: 0o700 });
	writeFileSync(pointer, `${folder}\n`);
	say(`PostgreSQL may not enter ${data}, so the database is kept in ${folder}.`);
	return folder;
}

function checkAccess(home: Home): Result<Home> {
	const closed = closedFolder(home.folder, home.runner);
	if (closed)
		return refuse(
			'unavailable',
			`PostgreSQL's user may not enter ${closed}, and the database lies in it. Let it in with: chmod o+x ${closed}`
		);
	const me = process.getuid?.();
	const owner = statSync(home.folder).uid;
	if (me && owner !== me)
		return refuse(
			'unavailable',
			`The database in ${home.folder} belongs to another user. Start Winbell as that user or as root, or give it another folder with WINBELL_DATA.`
		);
	return ok(home);
}
