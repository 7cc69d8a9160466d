import { join } from 'node:path';
import { explain } from './prepare.mjs';

const ENTRY = '/src/lib/app/server/start.ts';
const SETTLE_MS = 80;

/**
 * Starts Winbell and its sockets inside Vite's development server, in the module graph that
 * SvelteKit uses, and replaces the socket handlers when code under src/lib changes.
 * @returns {import('vite').Plugin}
 */
export function gateway() {
	return {
		name: 'winbell-gateway',
		apply: 'serve',
		configureServer(server) {
			const { httpServer } = server;
			// Vitest makes servers too, and tests bring their own database.
			if (!httpServer || server.config.mode === 'test') return;
			const load = loader(server);
			httpServer.once('listening', load);
			watchLibrary(server, load);
		}
	};
}

/** @param {import('vite').ViteDevServer} server */
function loader(server) {
	let turn = Promise.resolve();
	return () => {
		turn = turn.then(async () => {
			try {
				const app = await server.ssrLoadModule(ENTRY);
				await app.start();
				app.attach(server.httpServer);
			} catch (error) {
				// The handlers from before stay until the fault is mended.
				if (error instanceof Error) server.ssrFixStacktrace(error);
				server.config.logger.error(explain(error).text);
			}
		});
	};
}

/**
 * @param {import('vite').ViteDevServer} server
 * @param {() => void} load
 */
function watchLibrary(server, load) {
	const library = join(server.config.root, 'src', 'lib');
	/** @type {NodeJS.Timeout | undefined} */
	let waiting;
	/** @param {string} file */
	const changed = (file) => {
		if (!file.startsWith(library) || !file.endsWith('.ts') || file.endsWith('.test.ts')) return;
		clearTimeout(waiting);
		waiting = setTimeout(load, SETTLE_MS);
	};
	for (const event of ['change', 'add', 'unlink']) server.watcher.on(event, changed);
}
