import { setTimeout as sleep } from 'node:timers/promises';
import { ok, refuse, type Result } from '../result.ts';
import { findBinaries } from './embedded-postgres/binaries.ts';
import { openCluster, SUPERUSER } from './embedded-postgres/cluster.ts';
import { openHome, type Home } from './embedded-postgres/home.ts';
import { findPostmaster } from './embedded-postgres/postmaster.ts';
import { bePresent, connectionName, type Presence } from './embedded-postgres/presence.ts';
import { runPostgres, type Running } from './embedded-postgres/run.ts';
import { logError, say } from './log.ts';

export interface EmbeddedPostgres {
	/** Names the database `winbell` and, as application_name, this process. */
	url: string;
	/** False when it ran already and was adopted. */
	started: boolean;
	/** Leaves it, and stops it unless another process of ours uses it. Close your own pools before. */
	stop(): Promise<void>;
}

interface Post {
	running: Running;
	presence: Presence;
}

const PATIENCE_MS = 20_000;

/**
 * Starts the PostgreSQL that npm installed, on a cluster in the data folder, or adopts the one
 * that runs there. Should it die it is started again on the same port, until `stop`.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<Result<EmbeddedPostgres>> {
	const home = openHome(dataFolder);
	if (!home.ok) return home;
	const binaries = findBinaries(home.value);
	if (!binaries.ok) return binaries;
	const password = await openCluster(home.value, binaries.value);
	if (!password.ok) return password;
	return keep(home.value, (port) => runPostgres(home.value, binaries.value, port), password.value);
}

async function keep(
	home: Home,
	run: (port?: number) => Promise<Result<Running>>,
	password: string
): Promise<Result<EmbeddedPostgres>> {
	const urlOf = (port: number, database: string) =>
		`postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}?application_name=${connectionName()}`;
	let stopped = false;
	let recovery = Promise.resolve();
	const settle = (port?: number) =>
		takePost(
			home,
			() => run(port),
			(running) => urlOf(running.port, 'postgres'),
			() => (recovery = recover())
		);
	const first = await settle();
	if (!first.ok) return first;
	let post: Post = first.value;
	const { port } = post.running;

	async function recover(): Promise<void> {
		while (!stopped) {
			say('The database stopped. Starting it again…');
			const again = await settle(port);
			if (again.ok) {
				post = again.value;
				return;
			}
			logError('embedded-postgres.restart', again.problem.detail);
			await sleep(5000, undefined, { ref: false });
		}
	}

	return ok({
		url: urlOf(port, 'winbell'),
		started: post.running.started,
		async stop() {
			if (stopped) return;
			stopped = true;
			await recovery;
			await leave(home, post);
		}
	});
}

// It may be shutting down, or just have died, when we find it: then look again.
async function takePost(
	home: Home,
	run: () => Promise<Result<Running>>,
	url: (running: Running) => string,
	onLost: () => void
): Promise<Result<Post>> {
	const until = Date.now() + PATIENCE_MS;
	for (;;) {
		const running = await run();
		if (!running.ok) return running;
		try {
			const presence = await bePresent(url(running.value), home.cluster, onLost);
			return ok({ running: running.value, presence });
		} catch (error) {
			if (Date.now() > until)
				return refuse(
					'unavailable',
					`The embedded PostgreSQL refuses us: ${(error as Error).message}`
				);
			await sleep(50);
		}
	}
}

async function leave(home: Home, { running, presence }: Post): Promise<void> {
	const runs = () => findPostmaster(home.cluster)?.pid === running.pid;
	const last = await presence.isLast().catch(() => true);
	// SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written.
	if (last && runs()) process.kill(running.pid, 'SIGINT');
	await presence.leave();
	for (let waited = 0; last && runs() && waited < 30_000; waited += 20) await sleep(20);
}
