import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, checkout, ensureInstalled, giveUp } from '../src/prepare.mjs';
import { findBrowser } from './browser.mjs';
import { makeScratch } from './scratch.mjs';

// npm test: everything, to the end, then "N passed, N failed". A check that is not a suite counts as
// one. npm test -- --only=eslint,vitest runs part of it.

/**
 * @typedef {{ passed: number, failed: number, remark?: string }} Count
 * @typedef {Count & { name: string }} Done
 * @typedef {Buffer[] | undefined} Said where a program's words are kept; without it they go out at once
 * @typedef {{ name: string, run: (said: Said) => Promise<Count>, after?: string }} Step
 */

const scratch = makeScratch();
const bin = join(checkout, 'node_modules', '.bin');

/**
 * One round after the other. In a round two steps run beside each other, since most of these programs
 * use one core; one that builds on another's files waits for it.
 * @type {Step[][]}
 */
const ROUNDS = [
	[
		{ name: 'types', run: types },
		{
			name: 'prettier',
			run: (said) => check('prettier', ['--check', '--log-level=warn', '.'], said)
		},
		{
			name: 'build',
			after: 'types',
			run: (said) => checkNodeScript('src/build.mjs', ['--if-needed'], said)
		},
		{ name: 'eslint', run: (said) => check('eslint', ['.'], said) },
		{
			name: 'architecture',
			run: (said) => check('depcruise', ['src', '--config', 'tests/architecture.cruise.mjs'], said)
		}
	],
	[{ name: 'vitest', run: vitest }],
	[{ name: 'playwright', run: playwright }]
];

try {
	checkNode();
	const rounds = chosen(process.argv.slice(2));
	await ensureInstalled();
	process.exitCode = report(await runAll(rounds));
} catch (error) {
	giveUp(error);
}

/** @param {string[]} args */
function chosen(args) {
	const only = args
		.find((arg) => arg.startsWith('--only='))
		?.slice('--only='.length)
		.split(',');
	const known = ROUNDS.flat().map((step) => step.name);
	const strange = [...args.filter((arg) => !arg.startsWith('--only=')), ...(only ?? [])].filter(
		(name) => !known.includes(name)
	);
	if (strange.length) {
		console.error(
			`There is no ${strange.join(', ')}. Use --only= with any of ${known.join(', ')}.`
		);
		process.exit(2);
	}
	const isWanted = (/** @type {Step} */ step) => only?.includes(step.name) ?? true;
	return ROUNDS.map((steps) => steps.filter(isWanted)).filter((steps) => steps.length);
}

/** @param {Step[][]} rounds */
async function runAll(rounds) {
	/** @type {Done[]} */
	const counts = [];
	for (const steps of rounds) {
		const queue = [...steps];
		const isThere = (/** @type {string | undefined} */ after) =>
			!steps.some(({ name }) => name === after) || counts.some(({ name }) => name === after);
		/** @returns {Promise<void>} */
		const hand = async () => {
			const step = queue.find(({ after }) => isThere(after));
			if (!step) return;
			queue.splice(queue.indexOf(step), 1);
			counts.push(await runStep(step, steps.length > 1));
			await hand();
		};
		// Where the last step waits for one that runs, the hand that runs it takes it.
		await Promise.all([hand(), hand()]);
	}
	return counts;
}

/** @param {Step} step @param {boolean} hasNeighbour @returns {Promise<Done>} */
async function runStep({ name, run }, hasNeighbour) {
	const heading = `\n── ${name} ──`;
	/** @type {Said} */
	const said = hasNeighbour ? [] : undefined;
	if (!said) console.log(heading);
	const count = await run(said);
	if (said) process.stdout.write(`${heading}\n${Buffer.concat(said)}`);
	return { name, ...count };
}

/** @param {Done[]} counts */
function report(counts) {
	console.log('');
	for (const { name, passed, failed, remark } of counts)
		console.log(
			`${failed ? '✗' : '✓'} ${name.padEnd(13)} ${passed} passed, ${failed} failed${remark ? ` (${remark})` : ''}`
		);
	const passed = counts.reduce((sum, count) => sum + count.passed, 0);
	const failed = counts.reduce((sum, count) => sum + count.failed, 0);
	console.log(`\n${passed} passed, ${failed} failed`);
	return failed ? 1 : 0;
}

/** @param {Said} said */
async function types(said) {
	const synced = await check('svelte-kit', ['sync'], said);
	if (synced.failed) return synced;
	return check('svelte-check', ['--tsconfig', './tsconfig.json', '--threshold', 'error'], said);
}

async function vitest() {
	const file = join(scratch, 'vitest.json');
	const code = await execute(
		join(bin, 'vitest'),
		['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
		{ env: { TMPDIR: scratch } }
	);
	const result = read(file);
	// A file that does not load has no tests to count.
	const unloaded = (result?.testResults ?? []).filter(
		(/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0
	).length;
	return suite(
		code,
		result?.numPassedTests,
		(result?.numFailedTests ?? 0) + unloaded,
		result?.numPendingTests
	);
}

async function playwright() {
	const browser = await findBrowser();
	if (!browser) {
		console.error(
			'Playwright needs a browser. Install Chromium or Chrome (npx playwright install chromium), or name one with CHROMIUM_PATH.'
		);
		return { passed: 0, failed: 1, remark: 'no browser' };
	}
	const file = join(scratch, 'playwright.json');
	const code = await execute(
		join(bin, 'playwright'),
		['test', '--config', 'tests/screens/playwright.config.ts', '--reporter=list,json'],
		{
			env: {
				CHROMIUM_PATH: browser,
				PLAYWRIGHT_JSON_OUTPUT_FILE: file,
				TMPDIR: scratch
			}
		}
	);
	const result = read(file);
	const { expected, flaky, unexpected, skipped } = result?.stats ?? {};
	return suite(code, (expected ?? 0) + (flaky ?? 0), unexpected, skipped, flaky);
}

/**
 * A suite that executed nothing, or ended badly without saying which test, has failed.
 * @param {number} code
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {number} flaky how many of the passed ones did so at the second try
 * @returns {Count}
 */
function suite(code, passed = 0, failed = 0, skipped = 0, flaky = 0) {
	const silent = failed === 0 && (code !== 0 || passed === 0);
	const remarks = [
		...(skipped ? [`${skipped} skipped`] : []),
		...(flaky ? [`${flaky} at the second try`] : []),
		...(silent ? [passed === 0 ? 'nothing ran' : `ended with ${code}`] : [])
	];
	return { passed, failed: silent ? 1 : failed, remark: remarks.join(', ') };
}

/** @param {string} program @param {string[]} args @param {Said} said */
async function check(program, args, said) {
	return one(await execute(join(bin, program), args, { said }));
}

/** @param {string} script @param {string[]} args @param {Said} said */
async function checkNodeScript(script, args, said) {
	return one(await execute(process.execPath, [join(checkout, script), ...args], { said }));
}

/** @param {number} code @returns {Count} */
function one(code) {
	return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, said?: Said }} [options]
 * @returns {Promise<number>}
 */
function execute(program, args, { env = {}, said } = {}) {
	const words = said ? 'pipe' : 'inherit';
	const child = spawn(program, args, {
		cwd: checkout,
		stdio: ['inherit', words, words],
		env: { ...process.env, ...env },
		shell: process.platform === 'win32'
	});
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (/** @type {Buffer} */ chunk) => said?.push(chunk));
	return new Promise((resolve) => {
		child.once('error', (error) => {
			console.error(error.message);
			resolve(1);
		});
		child.once('close', (code) => resolve(code ?? 1));
	});
}

/** @param {string} file */
function read(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
