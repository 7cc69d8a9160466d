import type { MessagePort } from 'node:worker_threads';
import type { OrgId } from '#lib/platform/ids.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import { openDatabase } from '#lib/platform/server/database.ts';
import { work } from './work.ts';

/** What the thread is told when it begins. */
export interface Desk {
	/** The database's connection string. */
	url: string;
}

/** What the thread says: facts to announce. */
export interface Word {
	orgId: OrgId;
	facts: string[];
}

// One listens for jobs, one fetches them and ticks them off, the others do them.
const CONNECTIONS = 5;

/** The thread's side of `sendToWork`: works until its port says anything. */
export async function workApart({ url }: Desk, port: MessagePort): Promise<void> {
	const database = openDatabase(url, { max: CONNECTIONS });
	const announce = (orgId: OrgId, facts: string[]) =>
		port.postMessage({ orgId, facts } satisfies Word);
	const asked = new Promise((resolve) => port.once('message', resolve));
	const running = await work(database, { db: database.db, clock: systemClock, announce });
	await asked;
	await running.stop();
	await database.close();
	port.close();
}
