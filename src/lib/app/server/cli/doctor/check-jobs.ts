import { sql } from 'drizzle-orm';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

/** Whether what follows from activities (moments, badges, the bell) is being done. */
export async function checkJobs({ database }: Installation): Promise<Finding[]> {
	const result = await database.db.execute(sql`
		select count(*)::int as waiting,
			count(*) filter (where attempts >= max_attempts)::int as given_up,
			max(last_error) as error
		from graphile_worker.jobs`);
	const jobs = result.rows[0] as { waiting: number; given_up: number; error: string | null };
	if (jobs.given_up)
		return [
			{
				state: 'fix',
				text: `${jobs.given_up} jobs were given up, the last with “${jobs.error?.split('\n')[0]}”. Report this with the server’s log.`
			}
		];
	if (!jobs.waiting) return [{ state: 'ok', text: 'No job waits.' }];
	return [{ state: 'note', text: `${jobs.waiting} jobs wait; a running server does them.` }];
}
