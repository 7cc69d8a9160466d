import { sql } from 'drizzle-orm';
import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Queryable } from './database.ts';
import { logError } from './log.ts';

const MAX_ATTEMPTS = 5;

/**
 * The outbox: added in the transaction that made the fact, run after it commits, at least once.
 * Whatever a job does must therefore be guarded by a unique key.
 */
export async function addJob(tx: Queryable, task: string, payload: unknown): Promise<void> {
	await tx.execute(
		sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, max_attempts => ${MAX_ATTEMPTS})`
	);
}

export type Tasks = Record<string, (payload: unknown) => Promise<void>>;

/**
 * Starts the worker of this process; `schedule` is a crontab in UTC. `stop` waits for running jobs.
 */
export async function startJobs(pool: pg.Pool, tasks: Tasks, schedule = ''): Promise<Runner> {
	const taskList: TaskList = {};
	for (const [name, task] of Object.entries(tasks)) taskList[name] = (payload) => task(payload);
	const runner = await run({
		pgPool: pool,
		taskList,
		concurrency: 2,
		noHandleSignals: true,
		crontab: schedule,
		logger: new Logger(() => (level, message) => {
			if (level === 'error') logError('jobs', message);
		}),
		pollInterval: 1000
	});
	runner.events.on('job:error', ({ job, error }) =>
		logError('job.failed', error, { task: job.task_identifier, attempts: job.attempts })
	);
	return runner;
}
