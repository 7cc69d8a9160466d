import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { findProgram } from './programs.ts';

export interface Redis {
	/** Sends commands together; resolves when each has been answered. */
	send(commands: string[][]): Promise<void>;
	stop(): Promise<void>;
}

/** A redis-server of its own that keeps nothing on disk; undefined where it is not installed. */
export async function startRedis(): Promise<Redis | undefined> {
	const program = findProgram('redis-server');
	if (!program) return undefined;
	const port = await freePort();
	const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
	for await (const line of child.stdout) if (String(line).includes('Ready to accept')) break;
	child.stdout.resume();
	const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
	await once(socket, 'connect');
	let heard = '';
	let waiting: { replies: number; resolve(): void } | undefined;
	socket.on('data', (part: unknown) => {
		heard += part as string;
		if (!waiting || !hasReplies(heard, waiting.replies)) return;
		const { resolve } = waiting;
		[heard, waiting] = ['', undefined];
		resolve();
	});
	return {
		send(commands) {
			socket.write(commands.map(encode).join(''));
			return new Promise((resolve) => (waiting = { replies: commands.length, resolve }));
		},
		async stop() {
			socket.destroy();
			child.kill();
			await once(child, 'exit');
		}
	};
}

function encode(command: string[]): string {
	const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
	return `*${command.length}\r\n${parts.join('')}`;
}

/** Whether so many whole replies are there. */
function hasReplies(text: string, replies: number): boolean {
	let at = 0;
	for (let left = replies; left > 0; left -= 1) {
		const end = text.indexOf('\r\n', at);
		if (end < 0) return false;
		const size = Number(text.slice(at + 1, end));
		if (text[at] === '-') throw new Error(text.slice(at, end));
		if (text[at] === '*') left += size;
		at = end + 2 + (text[at] === '$' && size >= 0 ? size + 2 : 0);
	}
	return at <= text.length;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
