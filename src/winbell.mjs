import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, checkout, ensureBuilt, ensureInstalled, giveUp } from './prepare.mjs';

// npm run -s winbell -- COMMAND: the built command line, from the same sources as the server.

try {
	checkNode();
	await ensureInstalled();
	await ensureBuilt();
	process.env.NODE_ENV ??= 'production';
	// npm moves to the checkout; the files that people name lie where they stand.
	if (process.env.npm_lifecycle_event === 'winbell' && process.env.INIT_CWD)
		process.chdir(process.env.INIT_CWD);
	await import(pathToFileURL(join(checkout, 'build/cli/cli.js')).href);
} catch (error) {
	giveUp(error);
}
