import { awardMissed } from '#lib/badges/server/index.ts';
import { sweepSessions } from '#lib/identity/server/index.ts';
import { closeEndedGoals } from '#lib/metrics/goals/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { playLeagues } from '#lib/metrics/leagues/server/index.ts';
import { runProgrammes } from '#lib/programmes/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Tasks } from '#lib/platform/server/jobs.ts';
import { unlessTelling } from './demo/telling.ts';

/** What happens at a time rather than after a fact: minute, hour, day, month and weekday in UTC. */
export const schedule = `
17 3 * * * sweep
41 3 * * * award-missed
23 * * * * close-ended-goals
37 * * * * programmes
*/15 * * * * close-periods
`;

export function scheduled(context: Context): Tasks {
	const each: Record<string, () => Promise<unknown>> = {
		sweep: () => sweepSessions(context.db, context.clock),
		'award-missed': () => awardMissed(context),
		'close-ended-goals': () => closeEndedGoals(context),
		programmes: () => runProgrammes(context),
		'close-periods': async () => {
			try {
				await closePeriods(context);
			} finally {
				// A season ends by final figures only; another organization's need not wait for them.
				await playLeagues(context);
			}
		}
	};
	return Object.fromEntries(
		Object.entries(each).map(([task, run]) => [task, () => unlessTelling(context.db, run)])
	);
}
