/**
 * What Winbell costs on this machine, each figure beside its floor in the same run.
 *
 *   node tests/load/bench.mjs                    all of it, about twenty minutes
 *   node tests/load/bench.mjs --only=ingest      or goals, scale, boards, fanout, storms, live, celebrations (comma-separated)
 *   node tests/load/bench.mjs --short            smaller everywhere, under a minute; goals, live and celebrations only by name
 *
 * It runs on an embedded PostgreSQL of its own in a temporary folder, as durable as `npm start`'s,
 * and on the built app (made when missing). Load and server share the machine, so figures only
 * compare within one run; that is why the floors run beside them: pgbench and redis-server where
 * they are on the PATH (Debian: postgresql-contrib, redis-server), bare Socket.IO and bare ws always.
 * No other work should be running. Tables go to standard output, talk to standard error.
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
	const { bench } = await vite.ssrLoadModule('/tests/load/bench.ts');
	await bench({ only: values.only?.split(','), short: values.short });
} finally {
	await vite.close();
}
