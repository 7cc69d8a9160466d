import { setTimeout as sleep } from 'node:timers/promises';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { newSecret } from '#lib/platform/server/ids.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { App } from '../app.ts';
import { findDemo } from './find-demo.ts';
import { planAfternoon, type Cue } from './plan-afternoon.ts';
import { readStory } from './read-story.ts';
import { say } from './say.ts';

type Stage = Pick<App, 'context' | 'ledger' | 'closing'>;

export interface AfternoonStatus {
	isPlaying: boolean;
	/** Times faster than life; of the last afternoon where none is playing. */
	speed: number;
	played: number;
	of: number;
}

interface Run extends AfternoonStatus {
	stop: AbortController;
	ended: Promise<void>;
}

// In development this module is loaded anew after a change; the afternoon goes on.
const kept = globalThis as { [RUN]?: Run };
const RUN = Symbol.for('winbell.afternoon');

/** Plays a live afternoon of the demo team through the ledger, like anybody's work. One at a time. */
export async function startAfternoon(app: Stage, speed: number): Promise<Result<AfternoonStatus>> {
	if (kept[RUN]?.isPlaying)
		return refuse('conflict', 'An afternoon is playing already. Stop it first.');
	if (!(await findDemo(app.context.db)))
		return refuse('missing', 'There is no demo team here to play.');
	const name = newSecret(5);
	const cues = planAfternoon(name, app.context.clock.now().getTime());
	const stop = new AbortController();
	const run: Run = {
		isPlaying: true,
		speed,
		played: 0,
		of: cues.length,
		stop,
		ended: Promise.resolve()
	};
	kept[RUN] = run;
	run.ended = play(app, run, name, cues).finally(() => (run.isPlaying = false));
	return ok(afternoonStatus());
}

/** Resolves once nothing more of it is recorded. */
export async function stopAfternoon(): Promise<void> {
	kept[RUN]?.stop.abort();
	await kept[RUN]?.ended;
}

export function afternoonStatus(): AfternoonStatus {
	const { isPlaying = false, speed = 10, played = 0, of = 0 } = kept[RUN] ?? {};
	return { isPlaying, speed, played, of };
}

async function play(app: Stage, run: Run, name: string, cues: Cue[]): Promise<void> {
	const signal = AbortSignal.any([run.stop.signal, app.closing]);
	const started = performance.now();
	try {
		for (const cue of cues) {
			const due = started + cue.at / run.speed;
			await sleep(Math.max(0, due - performance.now()), undefined, { signal, ref: false });
			if (!(await perform(app, cue, name))) return;
			run.played++;
		}
	} catch (error) {
		if (!signal.aborted) logError('demo.afternoon', error);
	}
}

/** False once the demo team has left. */
async function perform({ context, ledger }: Stage, { thing }: Cue, name: string): Promise<boolean> {
	const story = await readStory(context);
	if (!story) return false;
	if (thing.kind === 'words')
		await say(context, story, thing.words, `${name}:${thing.words.minute}`);
	else {
		const { entries } = thing.work(context.clock.now());
		await ledger.record({ orgId: story.organization.id, recordedBy: 'demo', entries });
	}
	return true;
}
