import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { CHECKOUT, startArguments } from '../npm-start.ts';

/** The built app as `npm start` runs it (it builds first where sources have changed), on a database. */
export async function startBuilt(
	databaseUrl: string
): Promise<{ url: string; stop(): Promise<void> }> {
	const { ORIGIN: _origin, ...env } = process.env;
	const child = spawn(process.execPath, startArguments(), {
		cwd: CHECKOUT,
		env: {
			...env,
			PORT: '0',
			HOST: '127.0.0.1',
			DATABASE_URL: databaseUrl,
			NODE_ENV: 'production'
		}
	});
	const url = await addressOf(child);
	return {
		url,
		async stop() {
			if (child.exitCode !== null) return;
			child.kill('SIGTERM');
			await once(child, 'exit');
		}
	};
}

function addressOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let talk = '';
		const hear = (chunk: Buffer) => {
			talk += chunk.toString();
			const here = /Here +(\S+)/.exec(talk)?.[1];
			if (here) resolve(here);
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('exit', () => reject(new Error(`Winbell did not start:\n${talk}`)));
	});
}
