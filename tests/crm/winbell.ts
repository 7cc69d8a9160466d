import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const CHECKOUT = resolve(import.meta.dirname, '../..');

export interface Ran {
	code: number | null;
	out: string;
	talk: string;
}

export interface Winbell {
	/** Runs one command on this data folder; `input` goes to its standard input. */
	run(argv: string[], input?: string): Promise<Ran>;
	remove(): Promise<void>;
}

/** The real command line, built from these sources as `npm run winbell` builds it, on a data folder of its own. */
export async function newWinbell(): Promise<Winbell> {
	// Inside the checkout: from there the command finds node_modules and its migrations.
	const kit = join(CHECKOUT, '.svelte-kit');
	await mkdir(kit, { recursive: true });
	const folder = await mkdtemp(join(kit, 'cli-'));
	const data = await mkdtemp(join(tmpdir(), 'winbell-cli-data-'));
	await build({
		configFile: false,
		root: CHECKOUT,
		publicDir: false,
		logLevel: 'error',
		build: { ssr: 'src/cli.ts', outDir: folder, emptyOutDir: true, target: 'node20' }
	});
	return {
		run: (argv, input) => runCommand(join(folder, 'cli.js'), data, argv, input),
		async remove() {
			await rm(folder, { recursive: true, force: true });
			await rm(data, { recursive: true, force: true });
		}
	};
}

function runCommand(file: string, data: string, argv: string[], input = ''): Promise<Ran> {
	const { DATABASE_URL: _, ...env } = process.env;
	const child = spawn(process.execPath, [file, ...argv], {
		env: { ...env, WINBELL_DATA: data, NODE_ENV: 'production' },
		stdio: 'pipe'
	});
	const ran: Ran = { code: null, out: '', talk: '' };
	child.stdout.on('data', (chunk) => (ran.out += chunk));
	child.stderr.on('data', (chunk) => (ran.talk += chunk));
	// A command that reads nothing may be gone before it is written.
	child.stdin.on('error', () => {}).end(input);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ ...ran, code }));
	});
}
