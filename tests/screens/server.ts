import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { CHECKOUT, startArguments } from '../npm-start.ts';

const START_MS = 120_000;

export interface Winbell {
	/** `http://127.0.0.1:PORT`, no slash at the end. */
	url: string;
	/** The one-time code that an empty installation printed. */
	firstRunCode?: string;
	dataFolder: string;
	/** Runs a command of the command line beside the server; throws with its talk when it fails. */
	command(args: string[], input?: string): Promise<string>;
	/** As Ctrl-C does: drains, stops the database. */
	stop(): Promise<void>;
}

/**
 * `test` with a built Winbell on a free port and an empty data folder: one for each name that a file
 * gives to `installation`, so that no file finds what another has set up.
 */
export const test = base.extend<object, { installation: string; winbell: Winbell }>({
	installation: ['empty', { option: true, scope: 'worker' }],
	winbell: [
		async ({ browserName: _browser, installation: _name }, use) => {
			const winbell = await startWinbell();
			await use(winbell);
			await winbell.stop();
		},
		{ scope: 'worker', timeout: START_MS * 2 }
	],
	baseURL: async ({ winbell }, use) => use(winbell.url)
});

export { expect } from '@playwright/test';

/**
 * Starts the built app as `npm start` does, on the given data folder or a new one; what it is to
 * keep for itself (`isOurs`, and always a new one) is gone once it has stopped.
 */
export async function startWinbell(
	given?: string,
	{ isOurs = given === undefined } = {}
): Promise<Winbell> {
	const dataFolder = given ?? mkdtempSync(join(tmpdir(), 'winbell-screens-'));
	const env = environment(dataFolder);
	const child = spawn(process.execPath, startArguments(), { cwd: CHECKOUT, env });
	let talk = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text) => (talk += text));
	await until(
		() => talk.includes('Ctrl-C stops it'),
		() => child.exitCode !== null,
		() => talk
	);
	const url = /Here +(\S+)/.exec(talk)?.[1];
	if (!url) throw new Error(`No address in what Winbell said:\n${talk}`);
	return {
		url,
		firstRunCode: /this code: (\S+)/.exec(talk)?.[1],
		dataFolder,
		command: (args, input) => command(args, env, input),
		async stop() {
			if (child.exitCode !== null) return;
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			const [code] = await ended;
			if (isOurs) rmSync(dataFolder, { recursive: true, force: true });
			if (code !== 0) throw new Error(`Winbell ended with ${code}:\n${talk}`);
		}
	};
}

// Nothing of the developer's own settings: a test must not find their database.
function environment(dataFolder: string): NodeJS.ProcessEnv {
	const { DATABASE_URL: _database, ORIGIN: _origin, ...rest } = process.env;
	return {
		...rest,
		PORT: '0',
		HOST: '127.0.0.1',
		WINBELL_DATA: dataFolder,
		NODE_ENV: 'production'
	};
}

async function command(args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<string> {
	const child = spawn(process.execPath, ['src/winbell.mjs', ...args], { cwd: CHECKOUT, env });
	let result = '';
	let talk = '';
	child.stdout.setEncoding('utf8').on('data', (text) => (result += text));
	child.stderr.setEncoding('utf8').on('data', (text) => (talk += text));
	child.stdin.end(input);
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`winbell ${args.join(' ')} ended with ${code}:\n${talk}`);
	return result;
}

async function until(done: () => boolean, dead: () => boolean, talk: () => string): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (!done()) {
		if (dead() || Date.now() > deadline) throw new Error(`Winbell did not start:\n${talk()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
