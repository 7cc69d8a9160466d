import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
	checkout,
	giveUp,
	inTurn,
	isBuilt,
	refusal,
	say,
	sourcesDigest,
	stampFile
} from './prepare.mjs';

// The app by SvelteKit's adapter, then the command line from the same sources beside it. With
// --if-needed it leaves a build of these sources alone, and only a failure talks.

const ifNeeded = process.argv.includes('--if-needed');
process.env.NODE_ENV = 'production';
await inTurn(build).catch(giveUp);

async function build() {
	if (ifNeeded && isBuilt()) return;
	say('Building…');
	// Taken first: what changes meanwhile is built next time.
	const digest = sourcesDigest();
	buildApp();
	await buildCommands();
	mkdirSync(dirname(stampFile), { recursive: true });
	writeFileSync(stampFile, digest);
}

function buildApp() {
	const vite = join(checkout, 'node_modules', 'vite', 'bin', 'vite.js');
	const result = spawnSync(
		process.execPath,
		[vite, 'build', ...(ifNeeded ? ['--logLevel', 'warn'] : [])],
		{
			cwd: checkout,
			encoding: 'utf8',
			stdio: ifNeeded ? ['ignore', 'pipe', 'pipe'] : 'inherit',
			maxBuffer: 64 * 1024 * 1024
		}
	);
	if (result.status === 0) return;
	if (ifNeeded) process.stderr.write(result.stdout + result.stderr);
	throw refusal('vite build did not succeed.');
}

async function buildCommands() {
	const vite = await import('vite');
	await vite.build({
		configFile: false,
		root: checkout,
		publicDir: false,
		logLevel: ifNeeded ? 'error' : 'info',
		build: {
			ssr: true,
			rolldownOptions: { input: ['src/cli.ts', 'src/jobs.ts'] },
			outDir: 'build/cli',
			emptyOutDir: true,
			target: 'node20',
			sourcemap: true
		}
	});
}
