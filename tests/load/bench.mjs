/**
 * The first bench: what ingest, board reads and the way to a painted row cost on this machine.
 *
 *   node tests/load/first-bench.mjs                    all of it, about six minutes
 *   node tests/load/first-bench.mjs --only=ingest      or boards, live (comma-separated)
 *   node tests/load/first-bench.mjs --short            seconds instead of minutes, to try it out
 *
 * It runs on an embedded PostgreSQL of its own in a temporary folder, as durable as `npm start`'s,
 * and on the built app (made when missing). Load and server share the machine, so figures only
 * compare within one run; that is why raw SQL runs beside the rest. No other work should be running.
 * Tables go to standard output, talk to standard error.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { ensureBuilt, ensureInstalled } from '../../src/prepare.mjs';

const { values } = parseArgs({
	options: { only: { type: 'string' }, short: { type: 'boolean', default: false } }
});

await ensureInstalled();
await ensureBuilt();
const vite = await createServer({
	configFile: false,
	root: fileURLToPath(new URL('../..', import.meta.url)),
	appType: 'custom',
	logLevel: 'error',
	server: { middlewareMode: true, hmr: false, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true }
});
try {
	const { bench } = await vite.ssrLoadModule('/tests/load/first-bench.ts');
	await bench({ only: values.only?.split(','), short: values.short });
} finally {
	await vite.close();
}
