import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// The one without windows first: it does the same work in three quarters of the time.
const HEADLESS = 'chromium-headless-shell';
const COMMANDS = [
	HEADLESS,
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable'
];
const APPLICATIONS = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * The path of a Chromium: the one that CHROMIUM_PATH names, Playwright's own, the system's, or on
 * Debian as root the one that apt installs now.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
	const named = process.env.CHROMIUM_PATH;
	if (named) return existsSync(named) ? named : undefined;
	return (await playwrights()) ?? systems() ?? (install() ? systems() : undefined);
}

async function playwrights() {
	const { chromium } = await import('playwright');
	const path = chromium.executablePath();
	return path && existsSync(path) ? path : undefined;
}

function systems() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
	return [...candidates, ...APPLICATIONS].find((path) => existsSync(path));
}

function install() {
	if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
	console.log('Installing chromium…');
	const apt = (/** @type {string[]} */ ...args) =>
		spawnSync('apt-get', ['-qq', ...args], {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		}).status === 0;
	if (!apt('update')) return false;
	// Older releases have it in no package of its own.
	return apt('install', '-y', HEADLESS) || apt('install', '-y', 'chromium');
}
