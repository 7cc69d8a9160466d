import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ok, refuse, type Result } from '../../result.ts';
import { say } from '../log.ts';
import { program } from './binaries.ts';
import { programOptions } from './cluster.ts';
import type { Home } from './home.ts';
import { findPostmaster } from './postmaster.ts';

export interface Running {
	pid: number;
	port: number;
	/** False when it ran already. */
	started: boolean;
}

// Durable (fsync and synchronous_commit stay on) and sized for a small program that is always on.
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '100',
	shared_buffers: '128MB',
	max_wal_size: '1GB',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	// Errors of statements can hold what people wrote, and a log of them grows for ever.
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_checkpoints: 'off'
};

const PATIENCE_MS = 20_000;
// Recovery after a crash replays what was written since the last checkpoint.
const RECOVERY_MS = 300_000;
// Another start was faster, a dead server's children linger, the port went to somebody else, or it
// was killed on the way.
const PASSES = /lock file|shared memory block|Address already in use|could not bind|^a signal/i;

/** Adopts the PostgreSQL of this home or starts one, on `port` when that is given. */
export async function runPostgres(
	home: Home,
	binaries: string,
	port?: number
): Promise<Result<Running>> {
	const until = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = findPostmaster(home.cluster);
		if (found?.ready) return ok({ pid: found.pid, port: found.port, started: false });
		if (!found) {
			const started = await launch(home, binaries, port ?? (await freePort()));
			if (started.ok || started.problem.kind !== 'conflict') return started;
			if (Date.now() > until) return refuse('unavailable', started.problem.detail);
		} else if (Date.now() > until + RECOVERY_MS)
			return refuse(
				'unavailable',
				`PostgreSQL (process ${found.pid}) never got ready. ${logHint(home)}`
			);
		await sleep(50);
	}
}

async function launch(home: Home, binaries: string, port: number): Promise<Result<Running>> {
	const log = join(home.folder, 'postgres.log');
	const file = openSync(log, sizeOf(log) > 5_000_000 ? 'w' : 'a', 0o600);
	const { uid, gid } = home.runner;
	if (uid !== undefined && gid !== undefined) fchownSync(file, uid, gid);
	const before = sizeOf(log);
	const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	// Detached: Ctrl-C in a terminal reaches the whole group, and PostgreSQL must outlive the drain.
	const child = spawn(
		program(binaries, 'postgres'),
		['-D', home.cluster, '-p', String(port), ...settings],
		{ ...programOptions(home), detached: true, stdio: ['ignore', file, file] }
	);
	closeSync(file);
	child.unref();
	const failure = await untilReady(child, home);
	if (failure === undefined) return ok({ pid: child.pid!, port, started: true });
	const talk = failure || lastWords(log, before);
	return refuse(
		PASSES.test(talk) ? 'conflict' : 'unavailable',
		`PostgreSQL did not start: ${firstLine(talk)}. ${logHint(home)}`
	);
}

/** Undefined when it is ready, else why not: the system's reason, or '' where its log says more. */
function untilReady(child: ChildProcess, home: Home): Promise<string | undefined> {
	return new Promise((resolve) => {
		const began = Date.now();
		let told = false;
		const done = (answer: string | undefined) => {
			clearInterval(poll);
			resolve(answer);
		};
		const poll = setInterval(() => {
			const found = findPostmaster(home.cluster);
			if (found?.ready && found.pid === child.pid) return done(undefined);
			if (Date.now() - began > 3000 && !told) {
				told = true;
				say('The database is catching up after it was stopped the hard way…');
			}
			if (Date.now() - began > RECOVERY_MS) done('it was not ready after five minutes.');
		}, 10);
		child.once('error', (error) => done(error.message));
		child.once('exit', (_code, signal) => done(signal ? `a signal (${signal}) ended it.` : ''));
	});
}

function lastWords(log: string, from: number): string {
	const lines = readFileSync(log).subarray(from).toString('utf8').split('\n').filter(Boolean);
	const cause = lines.findIndex((line) => /FATAL|PANIC|could not|error while/i.test(line));
	const words = lines.slice(cause === -1 ? -1 : cause).join('\n');
	return words.replace(/^.*? UTC \[\d+\] [A-Z]+: +/gm, '') || 'it said nothing.';
}

function firstLine(text: string): string {
	return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}

function logHint(home: Home): string {
	return `Its log is ${join(home.folder, 'postgres.log')}.`;
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
