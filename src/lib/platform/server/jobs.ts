import { sql } from 'drizzle-orm';
import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Queryable } from './database.ts';
import { logError } from './log.ts';
import { runNamed } from './named-statement.ts';

const MAX_ATTEMPTS = 5;
/** Jobs are fetched and ticked off by the handful: one by one, they cost as much as the ingest. */
const JOBS_AT_ONCE = 100;
/** The first job is fetched at once, those that follow it within this time (on average) together. */
const JOBS_GATHER_MS = 25;

/**
 * The outbox: added in the transaction that made the fact, run after it commits, at least once.
 * Whatever a job does must therefore be guarded by a unique key.
 */
export async function addJob(tx: Queryable, task: string, payload: unknown): Promise<void> {
	// Not the row it answers with: that says the whole payload again.
	const statement = sql`select from graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, max_attempts => ${MAX_ATTEMPTS})`;
	await runNamed(tx, 'add-job', statement);
}

/**
 * The same for later: done from `runAt` on. Under one `key` one job waits at a time; adding it again
 * while it waits moves it to the later word.
 */
export async function addJobAt(
	tx: Queryable,
	task: string,
	payload: unknown,
	{ runAt, key }: { runAt: Date; key: string }
): Promise<void> {
	await tx.execute(sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json,
		run_at => ${runAt.toISOString()}::timestamptz, job_key => ${key},
		max_attempts => ${MAX_ATTEMPTS})`);
}

export type Tasks = Record<string, (payload: unknown) => Promise<void>>;

/**
 * Starts the worker of this process, the only one on its database; `schedule` is a crontab in UTC.
 * `stop` waits for running jobs.
 */
export async function startJobs(pool: pg.Pool, tasks: Tasks, schedule = ''): Promise<Runner> {
	const taskList: TaskList = {};
	for (const [name, task] of Object.entries(tasks)) taskList[name] = (payload) => task(payload);
	await releaseAbandoned(pool);
	const localQueue = {
		size: JOBS_AT_ONCE,
		refetchDelay: {
			durationMs: JOBS_GATHER_MS,
			threshold: JOBS_AT_ONCE - 1,
			maxAbortThreshold: Infinity
		}
	};
	const runner = await run({
		pgPool: pool,
		taskList,
		// As many as are fetched: what waits for its turn together with others holds no connection.
		concurrency: JOBS_AT_ONCE,
		noHandleSignals: true,
		crontab: schedule,
		preset: { worker: { localQueue, completeJobBatchDelay: 5 } },
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

// A process that was killed leaves its jobs locked, and the worker would wait four hours for it.
async function releaseAbandoned(pool: pg.Pool): Promise<void> {
	await pool.query(`select graphile_worker.force_unlock_workers(array(
		select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`);
}
