import { checkNode, checkout, ensureInstalled, giveUp, published, refusal } from './prepare.mjs';

// npm run dev: Vite's server with Winbell and its sockets inside (see dev-gateway.mjs).

const ECHO_MS = 500;
let stoppingSince = 0;

try {
	checkNode();
	await ensureInstalled();
	await serve(Number(process.env.PORT || 3000), process.env.HOST || '0.0.0.0');
} catch (error) {
	giveUp(error);
}

/** @param {number} port @param {string} host */
async function serve(port, host) {
	const { createServer } = await import('vite');
	const server = await createServer({ root: checkout, server: { port, host, strictPort: true } });
	// Vite's own would end the process before the database is stopped.
	process.removeAllListeners('SIGTERM');
	process.on('SIGINT', () => end(130)).on('SIGTERM', () => end(143));
	await server.listen().catch((error) => {
		throw /already in use/.test(error.message)
			? refusal(`Port ${port} is already in use. Choose another one: PORT=${port + 1} npm run dev`)
			: error;
	});
	server.printUrls();

	/** @param {number} impatient the exit code when asked a second time */
	async function end(impatient) {
		if (stoppingSince) {
			if (Date.now() - stoppingSince > ECHO_MS) process.exit(impatient);
			return;
		}
		stoppingSince = Date.now();
		await published('stop')?.();
		await server.close();
		process.exit(0);
	}
}
