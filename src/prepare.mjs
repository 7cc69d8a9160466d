import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Plain Node and nothing installed: this runs before npm has fetched anything.

/** The folder of package.json. */
export const checkout = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Standard output is for results, so talk goes to standard error. @param {string} sentence */
export function say(sentence) {
	process.stderr.write(`${sentence}\n`);
}

/**
 * An error that is not a fault but something a person can change, told in one sentence.
 * @param {string} detail
 */
export function refusal(detail) {
	return Object.assign(new Error(detail), { problem: { kind: 'unavailable', detail } });
}

/**
 * Exit codes: 2 is for what a person can change, 1 for a fault of ours, which shows its stack.
 * @param {unknown} error
 */
export function explain(error) {
	const { problem, stack } = /** @type {{ problem?: { detail: string }, stack?: string }} */ (
		error
	);
	return problem ? { text: problem.detail, code: 2 } : { text: stack ?? String(error), code: 1 };
}

/** @param {unknown} error @returns {never} */
export function giveUp(error) {
	const { text, code } = explain(error);
	say(text);
	process.exit(code);
}

/** What the running app left for its starter: attach, stop, firstRunCode. @param {string} name */
export function published(name) {
	return Reflect.get(globalThis, Symbol.for(`winbell.${name}`));
}

export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const fits = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
	if (!fits)
		throw refusal(
			`Winbell needs Node 20.19 (or 22.12) or newer and this is ${process.versions.node}. Get one from https://nodejs.org.`
		);
}

/** Installs what the lock file names unless that is there. Two at once take turns. */
export async function ensureInstalled() {
	if (isInstalled()) return;
	await inTurn(async () => {
		if (isInstalled()) return;
		say('Installing…');
		const npm = process.env.npm_execpath;
		const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
		const code = npm
			? await run(process.execPath, [npm, ...args])
			: await run('npm', args, { shell: process.platform === 'win32' });
		if (code !== 0)
			throw refusal('npm ci did not succeed; what it said is above. Mend that and start again.');
	});
}

/** Builds unless the last build is of these sources. */
export async function ensureBuilt() {
	if (isBuilt()) return;
	const code = await run(process.execPath, [join(checkout, 'src/build.mjs'), '--if-needed']);
	if (code !== 0) throw refusal('The build did not succeed; what it said is above.');
}

/** A digest of everything that the build is made of. */
export function sourcesDigest() {
	const hash = createHash('sha256');
	const single = [
		'package.json',
		'package-lock.json',
		'svelte.config.js',
		'vite.config.ts',
		'tsconfig.json'
	];
	for (const file of [...filesBelow('src'), ...filesBelow('static'), ...single])
		hash
			.update(file)
			.update('\0')
			.update(readFileSync(join(checkout, file)))
			.update('\0');
	return hash.digest('hex');
}

export const stampFile = join(checkout, 'build', '.stamp');

/**
 * Runs a program in the checkout with its talk on standard error, and ends it when we are ended.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
	const child = spawn(command, args, { cwd: checkout, stdio: ['ignore', 2, 2], ...options });
	/** @param {NodeJS.Signals} signal */
	const end = (signal) => {
		child.kill(signal);
		process.exit(signal === 'SIGINT' ? 130 : 143);
	};
	process.once('SIGINT', end).once('SIGTERM', end);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			process.off('SIGINT', end).off('SIGTERM', end);
			resolve(code ?? 1);
		});
	});
}

// npm keeps the lock of what it installed; optional packages of other platforms are not in it.
function isInstalled() {
	const done = join(checkout, 'node_modules', '.package-lock.json');
	if (!existsSync(done)) return false;
	const wanted = packagesOf(join(checkout, 'package-lock.json'));
	const present = packagesOf(done);
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' || (present[path] ? present[path].version === entry.version : entry.optional)
	);
}

/** @param {string} file @returns {Record<string, { version: string, optional?: boolean }>} */
function packagesOf(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}

export function isBuilt() {
	return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourcesDigest();
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
	return readdirSync(join(checkout, folder), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
		.map((file) => file.split(sep).join('/'))
		.sort();
}

/**
 * One process at a time prepares a checkout; whoever was killed while it did is passed over.
 * @param {() => Promise<void>} work
 */
export async function inTurn(work) {
	const folder = join(checkout, '.svelte-kit', 'preparing');
	mkdirSync(join(checkout, '.svelte-kit'), { recursive: true });
	for (let told = false; !take(folder); told = true) {
		if (!told) say('Another process is preparing this checkout. Waiting for it…');
		await sleep(200);
	}
	try {
		await work();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} folder */
function take(folder) {
	const holder = join(folder, 'pid');
	try {
		mkdirSync(folder);
		writeFileSync(holder, String(process.pid));
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		const pid = existsSync(holder) ? Number(readFileSync(holder, 'utf8')) : 0;
		const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		if (pid ? !lives(pid) : age > 5000) rmSync(folder, { recursive: true, force: true });
		return false;
	}
}

/** @param {number} pid */
function lives(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}
