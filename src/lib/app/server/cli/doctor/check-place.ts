import { join } from 'node:path';
import { mkdir, readFile, statfs } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { listOrganizations } from '#lib/identity/server/index.ts';
import { isServed } from '#lib/platform/server/process-lock.ts';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

const SPARE_BYTES = 1024 ** 3;

/** Node, the database, its version and schema, the disk, the server and who lives here. */
export async function checkPlace(installation: Installation): Promise<Finding[]> {
	return [
		{ state: 'ok', text: `Node ${process.versions.node} runs Winbell.` },
		await findDatabase(installation),
		await findSchema(installation),
		...(await findDisk(installation)),
		await findServer(installation),
		await findOrganizations(installation)
	];
}

async function findDatabase({ config, database }: Installation): Promise<Finding> {
	const result = await database.db.execute(sql`show server_version`);
	const { server_version: version } = result.rows[0] as { server_version: string };
	const where = config.databaseUrl ? 'by DATABASE_URL' : `in ${config.dataFolder}`;
	return { state: 'ok', text: `PostgreSQL ${version} answers, ${where}.` };
}

async function findSchema({ config, database }: Installation): Promise<Finding> {
	const result = await database.db.execute(
		sql`select count(*)::int as applied from drizzle.__drizzle_migrations`
	);
	const { applied } = result.rows[0] as { applied: number };
	const journal = await readFile(join(config.checkout, 'drizzle/meta/_journal.json'), 'utf8');
	const shipped = JSON.parse(journal).entries.length;
	if (applied === shipped) return { state: 'ok', text: 'The tables are those of this version.' };
	return {
		state: 'fix',
		text: `The database has ${applied} migrations and this version ${shipped}: a newer Winbell has been here. Run that one.`
	};
}

async function findDisk({ config }: Installation): Promise<Finding[]> {
	if (config.databaseUrl) return [];
	await mkdir(config.dataFolder, { recursive: true });
	const { bavail, bsize } = await statfs(config.dataFolder);
	const free = bavail * bsize;
	const gigabytes = (free / 1024 ** 3).toFixed(1);
	return free > SPARE_BYTES
		? [{ state: 'ok', text: `${gigabytes} GB are free for the data.` }]
		: [{ state: 'fix', text: `Only ${gigabytes} GB are free for the data. Make room.` }];
}

async function findServer({ database }: Installation): Promise<Finding> {
	return (await isServed(database.url))
		? { state: 'ok', text: 'A server is running.' }
		: { state: 'note', text: 'No server is running. Start one with: npm start' };
}

async function findOrganizations({ database }: Installation): Promise<Finding> {
	const organizations = await listOrganizations(database.db);
	if (!organizations.length)
		return { state: 'note', text: 'Nobody lives here yet. Open the first run in a browser.' };
	const names = organizations.map(({ name, slug, isDemo }) => {
		return `${name} (${slug}${isDemo ? ', the demo team' : ''})`;
	});
	return { state: 'ok', text: `Here live ${names.join(', ')}.` };
}
