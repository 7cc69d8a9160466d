import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { importActivities } from './import.ts';
import { keyCreate } from './key-create.ts';
import { metricCreate } from './metric-create.ts';
import { orgCreate } from './org-create.ts';
import { peopleImport } from './people-import.ts';
import { rebuild } from './rebuild-totals.ts';
import { replayActivities } from './replay.ts';

/** Everything that can be typed after `winbell`. */
export const COMMANDS: Command[] = [
	orgCreate,
	demo,
	metricCreate,
	keyCreate,
	peopleImport,
	importActivities,
	replayActivities,
	rebuild,
	doctor
];
