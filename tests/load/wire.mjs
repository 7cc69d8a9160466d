// A WebSocket client that only does what a crowd of thousands needs: one connection each, text
// frames, no masks worth the name. With `engine`, the way Socket.IO talks over it as well.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/**
 * @typedef {object} Wire
 * @property {number} bytes what came in, framing included
 * @property {(text: string) => void} send
 * @property {() => void} pause stops reading, as a phone in a tunnel does
 * @property {() => void} resume
 * @property {() => void} destroy
 */

/**
 * @typedef {object} WireOptions
 * @property {string} url
 * @property {string} path
 * @property {string} [cookie]
 * @property {string} [localAddress] the loopback address it comes from: handshakes are limited by address
 * @property {(wire: Wire, text: Buffer) => void} onText
 * @property {() => void} onGone
 */

/** @param {WireOptions} options @returns {Promise<Wire>} */
export function openWire(options) {
	const { hostname, port, host, origin } = new URL(options.url);
	return new Promise((resolve, reject) => {
		const socket = connect({
			port: Number(port),
			host: hostname,
			...(options.localAddress ? { localAddress: options.localAddress } : {})
		});
		socket.setNoDelay(true);
		const wire = {
			bytes: 0,
			/** @param {string} text */
			send: (text) => void socket.write(frame(text)),
			pause: () => void socket.pause(),
			resume: () => void socket.resume(),
			destroy: () => void socket.destroy()
		};
		socket.on('error', reject);
		socket.on('close', () => (reject(new Error('closed')), options.onGone()));
		socket.write(
			`GET ${options.path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\n` +
				`Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
				`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
				`${options.cookie ? `Cookie: ${options.cookie}\r\n` : ''}\r\n`
		);
		let rest = Buffer.alloc(0);
		let upgraded = false;
		socket.on('data', (/** @type {Buffer} */ part) => {
			rest = rest.length ? Buffer.concat([rest, part]) : part;
			if (!upgraded) {
				const cut = rest.indexOf('\r\n\r\n');
				if (cut < 0) return;
				const head = rest.subarray(0, cut).toString();
				if (!head.startsWith('HTTP/1.1 101')) return void socket.destroy(new Error(head));
				upgraded = true;
				rest = rest.subarray(cut + 4);
				resolve(wire);
			} else wire.bytes += part.length;
			rest = takeFrames(
				rest,
				(text) => options.onText(wire, text),
				() => socket.destroy()
			);
		});
	});
}

/** Hands over every whole text frame; answers what is left. @param {Buffer} bytes @param {(text: Buffer) => void} onText @param {() => void} onClose */
function takeFrames(bytes, onText, onClose) {
	for (;;) {
		if (bytes.length < 2) return bytes;
		let length = bytes[1] & 127;
		let at = 2;
		if (length === 126) {
			if (bytes.length < 4) return bytes;
			length = bytes.readUInt16BE(2);
			at = 4;
		} else if (length === 127) {
			if (bytes.length < 10) return bytes;
			length = Number(bytes.readBigUInt64BE(2));
			at = 10;
		}
		if (bytes.length < at + length) return bytes;
		const kind = bytes[0] & 15;
		if (kind === 1) onText(bytes.subarray(at, at + length));
		if (kind === 8) onClose();
		bytes = bytes.subarray(at + length);
	}
}

/** Masked by nothing, which is a mask as well. @param {string} text */
function frame(text) {
	const body = Buffer.from(text);
	const long = body.length > 125;
	const head = Buffer.alloc(long ? 8 : 6);
	head[0] = 0x81;
	head[1] = 0x80 | (long ? 126 : body.length);
	if (long) head.writeUInt16BE(body.length, 2);
	return Buffer.concat([head, body]);
}
