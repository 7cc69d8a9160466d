import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

export interface Server {
	/** With a database to create others from. */
	url: string;
	version: string;
	stop(): Promise<void>;
}

const INSTALLED = '/usr/lib/postgresql';

/**
 * A PostgreSQL of the system's own on a throw-away cluster; as root on Debian it is installed where it
 * is missing. Undefined where there is none and none can be had.
 */
export async function startDebianPostgres(): Promise<Server | undefined> {
	const bin = newestBin() ?? ((await install()) ? newestBin() : undefined);
	if (!bin) return undefined;
	const folder = mkdtempSync(join(tmpdir(), 'winbell-debian-'));
	const port = await freePort();
	const runner = asAnother();
	if ('uid' in runner) chownSync(folder, runner.uid, runner.gid);
	const data = join(folder, 'data');
	const cluster = ['-D', data, '-U', 'winbell', '--auth=trust', '--no-sync', '-E', 'UTF8'];
	execFileSync(join(bin, 'initdb'), cluster, { ...runner, cwd: folder, stdio: 'pipe' });
	const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
	const running = spawn(
		join(bin, 'postgres'),
		['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
		{ ...runner, cwd: folder, stdio: 'ignore' }
	);
	const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
	const url = `postgres://winbell@127.0.0.1:${port}/postgres`;
	return {
		url,
		version: await answering(url),
		async stop() {
			running.kill('SIGINT');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function newestBin(): string | undefined {
	try {
		const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
		const found = versions.map((version) => join(INSTALLED, version, 'bin'));
		return found.find((bin) => readdirSync(bin).includes('postgres'));
	} catch {
		return undefined;
	}
}

// Not the blocking way: fetching takes a while, and the test runner wants to hear of its worker.
async function install(): Promise<boolean> {
	if (process.getuid?.() !== 0) return false;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const get = (...args: string[]) => promisify(execFile)('apt-get', ['-qq', ...args], { env });
	const installed = () => get('install', '-y', '--no-install-recommends', 'postgresql');
	try {
		await installed().catch(() => get('update').then(installed));
		return true;
	} catch {
		return false;
	}
}

/** PostgreSQL refuses to run as root. */
function asAnother(): { uid: number; gid: number } | object {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function answering(url: string): Promise<string> {
	for (let tries = 0; ; tries++) {
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			return (await client.query('show server_version')).rows[0].server_version;
		} catch (error) {
			if (tries > 200) throw error;
			await sleep(50);
		} finally {
			await client.end().catch(() => {});
		}
	}
}
