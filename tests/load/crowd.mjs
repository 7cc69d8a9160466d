// Many screens on one topic, in a process of their own. Told by message what to watch; counts what
// it is sent, and says at the end whether every screen holds the same version without a gap.
import { io } from 'socket.io-client';

/** @typedef {{ version: number, patches: number, gaps: number }} Screen */

/** @type {{ screens: Screen[], sockets: import('socket.io-client').Socket[] }} */
const crowd = { screens: [], sockets: [] };

process.on(
	'message',
	async (/** @type {{ url: string, topic: string, cookies: string[] }} */ told) => {
		if (!told.url) return report();
		for (const cookie of told.cookies) crowd.screens.push(await join(told.url, told.topic, cookie));
		process.send?.({ ready: crowd.screens.length });
	}
);

/** @param {string} url @param {string} topic @param {string} cookie @returns {Promise<Screen>} */
async function join(url, topic, cookie) {
	const socket = io(url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		extraHeaders: { cookie, origin: url }
	});
	crowd.sockets.push(socket);
	/** @type {Screen} */
	const screen = { version: 0, patches: 0, gaps: 0 };
	await new Promise((resolve, reject) => {
		socket.once('connect', () => resolve(undefined));
		socket.once('connect_error', reject);
	});
	socket.on('patch', (patch) => {
		if (patch.version !== screen.version + 1) screen.gaps += 1;
		screen.version = patch.version;
		screen.patches += 1;
	});
	const answer = await socket.timeout(10_000).emitWithAck('watch', topic, null);
	if (!answer.ok) throw new Error(answer.detail);
	screen.version = answer.snapshot.version;
	return screen;
}

function report() {
	const { screens, sockets } = crowd;
	const versions = new Set(screens.map(({ version }) => version));
	process.send?.({
		connected: sockets.filter(({ connected }) => connected).length,
		versions: versions.size,
		patches: screens.reduce((sum, { patches }) => sum + patches, 0),
		gaps: screens.reduce((sum, { gaps }) => sum + gaps, 0)
	});
	for (const socket of sockets) socket.disconnect();
	process.disconnect();
}
