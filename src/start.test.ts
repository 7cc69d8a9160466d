import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const START = join(import.meta.dirname, 'start.mjs');

/** What it says and how it ends; each of these ends before anything is installed, built or opened. */
async function start(env: Record<string, string>): Promise<{ code: number; said: string }> {
	const child = spawn(process.execPath, [START], {
		env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', ...env }
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text) => (said += text));
	const [code] = await once(child, 'close');
	return { code, said: said.trimEnd() };
}

describe('npm start says in one sentence what to change', () => {
	it('when the port is busy', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		expect(await start({ PORT: String(port) })).toEqual({
			code: 2,
			said: `Port ${port} is already in use, perhaps by another Winbell. Stop that, or choose another one: PORT=${port + 1} npm start`
		});
		other.close();
	});

	it.each([
		[{ PORT: 'web' }, 'PORT is "web": use a number from 0 to 65535, like 3000.'],
		[{ PORT: '70000' }, 'PORT is "70000": use a number from 0 to 65535, like 3000.'],
		[
			{ ORIGIN: 'bell.example.com' },
			'ORIGIN is "bell.example.com": use the address people type, like https://winbell.example.com.'
		],
		[
			{ HOST: '192.0.2.77' },
			'HOST is "192.0.2.77", which is no address of this computer. Leave it out to listen on all.'
		]
	])('when %j', async (env, sentence) => {
		expect(await start(env)).toEqual({ code: 2, said: sentence });
	});
});
