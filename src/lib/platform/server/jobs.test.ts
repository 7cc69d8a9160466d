import { expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { addJob, startJobs } from './jobs.ts';

test('a job that a killed process had taken is done by the next one, once', async () => {
	const database = await freshDatabase();
	await addJob(database.db, 'ring', { for: 'Mara' });
	await database.pool.query(
		`update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()`
	);
	const rung: unknown[] = [];
	const done = withResolvers();
	const jobs = await startJobs(database.pool, {
		ring: async (payload) => {
			rung.push(payload);
			done.resolve();
		}
	});
	await done.promise;
	await jobs.stop();
	expect(rung).toEqual([{ for: 'Mara' }]);
	const { rows } = await database.pool.query(
		'select count(*)::int as left from graphile_worker.jobs'
	);
	expect(rows[0].left).toBe(0);
});

function withResolvers() {
	let resolve = () => {};
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
