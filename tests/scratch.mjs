import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 4 * 2 ** 30;

/**
 * A folder for what the suites leave lying: in memory where Linux has room for it, since a hundred
 * short-lived databases are mostly the making of their files. PostgreSQL's user may go through it.
 * It is gone when this process has ended.
 */
export function makeScratch() {
	const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), 'winbell-tests-'));
	chmodSync(folder, 0o711);
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
	return folder;
}

function hasRoom() {
	if (process.platform !== 'linux') return false;
	try {
		const { bavail, bsize } = statfsSync(MEMORY);
		// What lies there is taken from the memory that the suites need too.
		return bavail * bsize > ROOM && process.availableMemory() > 2 * ROOM;
	} catch {
		return false;
	}
}
