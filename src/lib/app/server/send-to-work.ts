import { Worker } from 'node:worker_threads';
import type { Announce } from '#lib/platform/server/context.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { Work } from './work.ts';
import type { Desk, Word } from './work-apart.ts';

const AGAIN_MS = 1_000;

export interface Reports {
	heard: Announce;
	/** The thread died: what it had not announced yet, nobody has heard. */
	missed(): void;
}

/**
 * Has the work done by a thread of its own, so that looking for wins never keeps a request waiting.
 * One that dies is followed by another; its jobs are done again. Returns before it has begun.
 *
 * @param file the built script, `src/jobs.ts`
 */
export function sendToWork(file: string, desk: Desk, reports: Reports): Work {
	let stopped = false;
	let again: NodeJS.Timeout | undefined;
	let thread = begin();

	function begin(): Worker {
		const worker = new Worker(file, { workerData: desk, name: 'winbell-jobs' });
		worker.on('message', ({ orgId, facts }: Word) => reports.heard(orgId, facts));
		worker.on('error', (error) => logError('jobs.thread', error));
		worker.on('exit', () => {
			if (stopped) return;
			reports.missed();
			again = setTimeout(() => (thread = begin()), AGAIN_MS);
		});
		return worker;
	}

	return {
		async stop() {
			stopped = true;
			clearTimeout(again);
			// Of a thread that is gone there is no such id.
			if (thread.threadId < 0) return;
			// Also where it dies of an error while it ends: `once` of events would throw that here.
			const gone = new Promise((resolve) => thread.once('exit', resolve));
			thread.postMessage('stop');
			await gone;
		}
	};
}
