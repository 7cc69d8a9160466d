import { connect } from 'node:net';

/** A connection to the API that is kept; one request at a time. */
export interface Knock {
	/** The answer's body. Throws on anything but 200. Without a body it is a GET. */
	send(path: string, body?: string): Promise<string>;
	end(): void;
}

/** As bare as a client can be: what it costs is taken from the server that shares the machine with it. */
export function knock(url: string, key: string): Knock {
	const { hostname, port } = new URL(url);
	const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding('latin1');
	const head = `host: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n`;
	let heard = '';
	let waiting: { resolve(body: string): void; reject(error: Error): void } | undefined;
	socket.on('error', (error) => waiting?.reject(error));
	socket.on('data', (part: unknown) => {
		heard += part as string;
		const body = bodyOf(heard);
		if (body === undefined) return;
		const answered = waiting!;
		const status = heard.slice(9, 12);
		heard = '';
		if (status === '200') answered.resolve(body);
		else answered.reject(new Error(`${status} ${body.slice(0, 500)}`));
	});
	return {
		send(path, body) {
			const method = body === undefined ? 'GET' : 'POST';
			const about =
				body === undefined
					? ''
					: `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
			socket.write(`${method} ${path} HTTP/1.1\r\n${head}${about}\r\n${body ?? ''}`, 'utf8');
			return new Promise((resolve, reject) => (waiting = { resolve, reject }));
		},
		end: () => void socket.destroy()
	};
}

/** Undefined until all of it is there. */
function bodyOf(text: string): string | undefined {
	const cut = text.indexOf('\r\n\r\n');
	if (cut < 0) return undefined;
	const body = text.slice(cut + 4);
	const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, cut));
	if (length) return body.length < Number(length[1]) ? undefined : body;
	if (!body.endsWith('\r\n0\r\n\r\n')) return undefined;
	return unchunked(body);
}

function unchunked(body: string): string {
	const cut = body.indexOf('\r\n');
	const size = parseInt(body.slice(0, cut), 16);
	if (!size) return '';
	return body.slice(cut + 2, cut + 2 + size) + unchunked(body.slice(cut + 4 + size));
}
