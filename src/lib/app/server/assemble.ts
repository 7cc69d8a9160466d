import { join } from 'node:path';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import { createBoards } from '#lib/metrics/standings/server/index.ts';
import { correctionProjection } from '#lib/badges/server/index.ts';
import { createHeldGoals, goalProjection } from '#lib/metrics/goals/server/index.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { createGateway, listen, type Gateway } from '#lib/realtime/server/index.ts';
import { nextMidnight } from '#lib/identity/server/index.ts';
import type { App } from './app.ts';
import type { Foundation } from './foundation.ts';
import { welcome } from './identify.ts';
import { sendToWork } from './send-to-work.ts';
import { topics } from './topics.ts';
import { work } from './work.ts';

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
		announce: (orgId, facts) => gateway.moved(orgId, boards.heard(orgId, goals.heard(orgId, facts)))
	};
	const boards = createBoards(context);
	const goals = createHeldGoals(context);
	const gateway = createGateway({
		topics: topics(context, boards, goals),
		authenticate: (request) => welcome(context, request),
		nextMidnight: (orgId) => nextMidnight(database.db, orgId, context.clock.now()),
		origin: config.origin
	});
	const reports = {
		heard: context.announce,
		missed() {
			boards.missed();
			goals.missed();
			gateway.missed();
		}
	};
	const listening = await listen(database.url, reports);
	const ledger = createLedger(context, [goalProjection, correctionProjection], closedKinds);
	// In development there is no script for a thread to run: code changes as it goes.
	const jobs = import.meta.env.PROD
		? sendToWork(join(config.checkout, 'build/cli/jobs.js'), { url: database.url }, reports)
		: await work(database, context);
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
