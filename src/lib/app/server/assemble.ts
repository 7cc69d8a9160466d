import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import { createBoards } from '#lib/metrics/standings/server/index.ts';
import { correctionProjection } from '#lib/badges/server/index.ts';
import { goalProjection } from '#lib/metrics/goals/server/index.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { addJob, startJobs } from '#lib/platform/server/jobs.ts';
import { createGateway, listen, type Gateway } from '#lib/realtime/server/index.ts';
import { nextMidnight } from '#lib/identity/server/index.ts';
import type { App } from './app.ts';
import type { Foundation } from './foundation.ts';
import { welcome } from './identify.ts';
import { reactions } from './reactions.ts';
import { schedule, scheduled } from './schedule.ts';
import { topics } from './topics.ts';

/** Everything that runs on the foundation, wired: who announces to whom, what follows from what. */
export interface Assembly {
	app: App;
	gateway: Gateway;
	/** Lets go of sockets, finishes what was accepted, waits for running jobs. */
	close(): Promise<void>;
}

export async function assemble({ config, database }: Foundation): Promise<Assembly> {
	const context: Context = {
		db: database.db,
		clock: systemClock,
		announce: (orgId, facts) => gateway.moved(orgId, boards.heard(orgId, facts))
	};
	const boards = createBoards(context);
	const gateway = createGateway({
		topics: topics(context, boards),
		authenticate: (request) => welcome(context, request),
		nextMidnight: (orgId) => nextMidnight(database.db, orgId, context.clock.now()),
		origin: config.origin
	});
	const listening = await listen(database.url, {
		heard: context.announce,
		missed() {
			boards.missed();
			gateway.missed();
		}
	});
	const ledger = createLedger(context, [goalProjection, correctionProjection], closedKinds);
	const tasks = { ...reactions(context), ...scheduled(context) };
	const jobs = await startJobs(database.pool, tasks, schedule);
	// While nothing ran, periods may have ended.
	await addJob(database.db, 'close-periods', null);
	const closing = new AbortController();
	return {
		app: {
			context,
			ledger,
			boards,
			origin: config.origin,
			closing: closing.signal,
			snapshot: gateway.snapshot
		},
		gateway,
		async close() {
			closing.abort();
			await gateway.close();
			await listening.stop();
			// What has been accepted has been promised.
			await ledger.drain();
			await jobs.stop();
		}
	};
}
