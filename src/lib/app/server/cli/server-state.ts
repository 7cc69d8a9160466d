import { takeServerLock } from '#lib/platform/server/process-lock.ts';

/** Whether a server runs on this database: it holds a lock that we would get otherwise. */
export async function isServed(url: string): Promise<boolean> {
	const lock = await takeServerLock(url);
	if (lock.ok) await lock.value.release();
	return !lock.ok;
}
