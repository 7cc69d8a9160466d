import type { Context } from '#lib/platform/server/context.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { startJobs } from '#lib/platform/server/jobs.ts';
import { reactions } from './reactions.ts';
import { schedule, scheduled } from './schedule.ts';

/** Whoever does what follows from facts and from the time of day. */
export interface Work {
	/** Waits for running jobs. */
	stop(): Promise<void>;
}

/** Does it in this thread. One at a time on a database. */
export async function work(database: Database, context: Context): Promise<Work> {
	const stopping = new AbortController();
	const tasks = { ...reactions(context, stopping.signal), ...scheduled(context) };
	const jobs = await startJobs(database.pool, tasks, schedule);
	return {
		stop() {
			stopping.abort();
			return jobs.stop();
		}
	};
}
