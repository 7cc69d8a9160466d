import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKOUT = join(import.meta.dirname, '../..');

/** Where the run's demo team is laid out: `data`, and `slug` or `failure` once that is done. */
export const DEMO_FOLDER = 'WINBELL_SCREENS_DEMO';

/**
 * Lays the demo team out once for the whole run, beside the first tests; each file then starts from a
 * copy. Its eight weeks end when the run begins.
 */
export default function layOutDemo(): () => Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'winbell-demo-'));
	// PostgreSQL's user goes through it; kept out, the database would lie where no copy takes it along.
	chmodSync(folder, 0o711);
	process.env[DEMO_FOLDER] = folder;
	const laidOut = layOut(folder);
	return async () => {
		await laidOut;
		rmSync(folder, { recursive: true, force: true });
	};
}

async function layOut(folder: string): Promise<void> {
	const { DATABASE_URL: _, ...env } = process.env;
	const data = join(folder, 'data');
	mkdirSync(data);
	const child = spawn(process.execPath, ['src/winbell.mjs', 'demo'], {
		cwd: CHECKOUT,
		env: { ...env, WINBELL_DATA: data, NODE_ENV: 'production' }
	});
	let slug = '';
	let talk = '';
	child.stdout.setEncoding('utf8').on('data', (text) => (slug += text));
	child.stderr.setEncoding('utf8').on('data', (text) => (talk += text));
	const [code] = await once(child, 'close');
	const [file, text] = code === 0 ? ['slug', slug.trim()] : ['failure', talk || `Ended: ${code}`];
	// Whoever sees it finds all of it.
	writeFileSync(join(folder, 'draft'), text);
	renameSync(join(folder, 'draft'), join(folder, file));
}
