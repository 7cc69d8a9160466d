import { awardMissed } from '#lib/badges/server/index.ts';
import { sweepSessions } from '#lib/identity/server/index.ts';
import { closeEndedGoals } from '#lib/metrics/goals/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { playLeagues } from '#lib/metrics/leagues/server/index.ts';
import { runProgrammes } from '#lib/programmes/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { addJobAt, type Tasks } from '#lib/platform/server/jobs.ts';
import { unlessTelling } from './demo/telling.ts';

/** What happens at a time rather than after a fact: minute, hour, day, month and weekday in UTC. */
export const schedule = `
17 3 * * * sweep
41 3 * * * award-missed
23 * * * * close-ended-goals
37 * * * * programmes
*/15 * * * * close-periods
`;

/** What came round while a demo was told comes again so much later. */
const AGAIN_MS = 60_000;

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
	const inTurn = oneAfterTheOther();
	const run = (task: string, work: () => Promise<unknown>) =>
		unlessTelling(context.db, work, (tx) => {
			const runAt = new Date(context.clock.now().getTime() + AGAIN_MS);
			return addJobAt(tx, task, {}, { runAt, key: `again:${task}` });
		});
	return Object.fromEntries(
		Object.entries(each).map(([task, work]) => [task, () => inTurn(() => run(task, work))])
	);
}

// Each holds a connection while it runs, and several at once could leave none to work with.
function oneAfterTheOther(): (run: () => Promise<void>) => Promise<void> {
	let last = Promise.resolve();
	return (run) => {
		const mine = last.then(run);
		last = mine.catch(() => {});
		return mine;
	};
}
