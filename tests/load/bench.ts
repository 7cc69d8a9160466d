import { cpus, loadavg, totalmem } from 'node:os';
import { benchBoards } from './boards.ts';
import { benchCelebrations } from './celebrations.ts';
import { benchFanout } from './fanout.ts';
import { benchGoals } from './goals.ts';
import { benchIngest } from './ingest.ts';
import { benchLive } from './live.ts';
import { benchScale } from './scale.ts';
import { benchStorms } from './storms.ts';
import { openGround, type Ground } from './ground.ts';

export interface BenchOptions {
	only: string[] | undefined;
	short: boolean;
}

const PARTS: Record<string, (ground: Ground, short: boolean) => Promise<void>> = {
	ingest: benchIngest,
	goals: benchGoals,
	scale: benchScale,
	boards: benchBoards,
	fanout: benchFanout,
	storms: benchStorms,
	live: benchLive,
	celebrations: benchCelebrations
};

/** These take their time also when they are smaller: the short form has them by name. */
const LONG = new Set(['celebrations', 'goals', 'live']);

export async function bench({ only, short }: BenchOptions): Promise<void> {
	const names = only ?? Object.keys(PARTS).filter((name) => !short || !LONG.has(name));
	const unknown = names.find((name) => !PARTS[name]);
	if (unknown) throw new Error(`There is no part called ${unknown}: ${Object.keys(PARTS)}.`);
	const [load = 0] = loadavg();
	const ground = await openGround();
	try {
		const [cpu] = cpus();
		const memory = Math.round(totalmem() / 2 ** 30);
		console.log(
			`${cpus().length} × ${cpu?.model.trim()}, ${memory} GB, Node ${process.versions.node}, ` +
				`PostgreSQL ${ground.version}${short ? ', short run' : ''}`
		);
		// Figures that were taken beside other work say so.
		if (load > 0.5) console.log(`Not quiet: a load of ${load.toFixed(1)} at the start.`);
		for (const name of names) {
			const begun = performance.now();
			await PARTS[name]!(ground, short);
			process.stderr.write(`${name}: ${Math.round((performance.now() - begun) / 1000)} s\n`);
		}
	} finally {
		await ground.close();
	}
}
