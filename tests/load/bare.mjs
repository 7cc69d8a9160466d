// Bare Socket.IO, or bare ws: a server that does nothing but send frames of given sizes to everybody
// at given times. Started with the kind, answers its port by message.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { Server } from 'socket.io';

const kind = process.argv[2];
const http = createServer();
const send = kind === 'ws' ? bareWs() : bareSocketIo();
http.listen(0, '127.0.0.1', () =>
	process.send?.({ port: /** @type {import('node:net').AddressInfo} */ (http.address()).port })
);

process.on(
	'message',
	async (/** @type {{ frames: { after: number, bytes: number }[] }} */ told) => {
		const begun = performance.now();
		for (const [nth, { after, bytes }] of told.frames.entries()) {
			const wait = begun + after - performance.now();
			if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
			const at = performance.timeOrigin + performance.now();
			const patch = { version: nth + 1, at: String(at), data: '' };
			patch.data = 'x'.repeat(Math.max(0, bytes - JSON.stringify(['patch', patch]).length - 2));
			send(patch);
		}
		process.send?.({ done: true });
	}
);

function bareSocketIo() {
	const io = new Server(http, { serveClient: false, perMessageDeflate: false });
	return (/** @type {unknown} */ patch) => void io.emit('patch', patch);
}

// Socket.IO brings it; this project does not depend on it itself.
function bareWs() {
	const socketIo = createRequire(createRequire(import.meta.url).resolve('socket.io'));
	const { WebSocketServer } = createRequire(socketIo.resolve('engine.io'))('ws');
	const server = new WebSocketServer({ server: http, perMessageDeflate: false });
	return (/** @type {unknown} */ patch) => {
		const text = JSON.stringify(['patch', patch]);
		for (const client of server.clients) client.send(text);
	};
}
