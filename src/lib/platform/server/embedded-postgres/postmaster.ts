import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './cluster.ts';

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export interface Postmaster {
	pid: number;
	port: number;
	ready: boolean;
}

/** The PostgreSQL that runs on this cluster, if one does. A file left by another life is cleared. */
export function findPostmaster(cluster: string): Postmaster | undefined {
	const file = join(cluster, 'postmaster.pid');
	const lines = read(file).split('\n');
	const pid = Number(lines[0]);
	if (!pid || !isAlive(pid)) return undefined;
	if (!runsCluster(pid, cluster)) {
		// After a reboot or in a new container the id may be another program's, and PostgreSQL would
		// take that for itself. Look again first: a start may have replaced the file just now.
		if (Number(read(file).split('\n')[0]) === pid) rmSync(file, { force: true });
		return undefined;
	}
	return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

// In doubt it does: then the connection tells.
function runsCluster(pid: number, cluster: string): boolean {
	try {
		if (existsSync('/proc/self/cmdline'))
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
		if (process.platform === 'win32') return true;
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
			encoding: 'utf8'
		}).includes(cluster);
	} catch {
		return isAlive(pid);
	}
}
