import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chownSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../result.ts';
import { say } from '../log.ts';
import { program } from './binaries.ts';
import type { Home } from './home.ts';

export const SUPERUSER = 'winbell';
const PASSWORD_FILE = 'winbell.password';

/** Makes the cluster when there is none, and answers its superuser's password. */
export async function openCluster(home: Home, binaries: string): Promise<Result<string>> {
	if (!existsSync(home.cluster)) {
		say('Making the database…');
		const made = await makeCluster(home, binaries);
		if (!made.ok) return made;
	}
	return ok(readFileSync(join(home.cluster, PASSWORD_FILE), 'utf8'));
}

/** What a program of PostgreSQL's is started with: nothing of the caller's locale or PG* variables. */
export function programOptions(home: Home) {
	const { PATH, SystemRoot } = process.env;
	return {
		...home.runner,
		cwd: home.folder,
		env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot ? { SystemRoot } : {}) }
	};
}

// Made under a draft name with its password inside, so that a cluster is complete or absent, also
// when two processes make it at once or one is killed half-way.
async function makeCluster(home: Home, binaries: string): Promise<Result<void>> {
	sweepDrafts(home);
	const draft = join(home.folder, `draft-${process.pid}-${randomBytes(3).toString('hex')}`);
	const passwordFile = `${draft}.password`;
	mkdirSync(draft, { mode: 0o700 });
	writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
	const { uid, gid } = home.runner;
	if (uid !== undefined && gid !== undefined)
		for (const path of [draft, passwordFile]) chownSync(path, uid, gid);
	const failure = await initialise(home, binaries, draft, passwordFile);
	if (failure) {
		for (const path of [draft, passwordFile]) rmSync(path, { recursive: true, force: true });
		return refuse(
			'unavailable',
			`PostgreSQL could not make its database in ${home.folder}: ${failure}`
		);
	}
	renameSync(passwordFile, join(draft, PASSWORD_FILE));
	try {
		renameSync(draft, home.cluster);
	} catch (error) {
		if (!existsSync(home.cluster)) throw error;
		rmSync(draft, { recursive: true, force: true });
	}
	return ok(undefined);
}

function initialise(
	home: Home,
	binaries: string,
	draft: string,
	passwordFile: string
): Promise<string | undefined> {
	const args = [
		...['-D', draft, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
		...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
		'--no-instructions'
	];
	return new Promise((resolve) => {
		const child = spawn(program(binaries, 'initdb'), args, {
			...programOptions(home),
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let talk = '';
		child.stderr.on('data', (chunk) => (talk += chunk));
		child.on('error', (error) => resolve(error.message));
		child.on('close', (code) => resolve(code === 0 ? undefined : whatWentWrong(talk)));
	});
}

function whatWentWrong(talk: string): string {
	const lines = talk.trim().split('\n');
	return lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}

function sweepDrafts(home: Home): void {
	for (const name of readdirSync(home.folder)) {
		const pid = /^draft-(\d+)-/.exec(name)?.[1];
		if (pid && !isAlive(Number(pid)))
			rmSync(join(home.folder, name), { recursive: true, force: true });
	}
}

/** Whether a process of that id runs, ours or another user's. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
