import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// node tests/faults/histories.mjs [HISTORIES] [SEED]: the long form of what npm test does with 300.
// node tests/faults/histories.mjs [HISTORIES] [SEED] goals: of trees of goals, of which npm test does 10.

const [histories = '10000', seed = String(Date.now() % 1_000_000), of] = process.argv.slice(2);
const GOALS = 'src/lib/metrics/goals/server/progress/tree.test.ts';
const checkout = join(import.meta.dirname, '../..');
console.log(`${histories} histories from seed ${seed}.`);
const vitest = join(checkout, 'node_modules/.bin/vitest');
const file = of === 'goals' ? GOALS : 'tests/faults/histories.test.ts';
const done = spawnSync(vitest, ['run', '--project', 'slices', file], {
	cwd: checkout,
	env: { ...process.env, WINBELL_HISTORIES: histories, WINBELL_SEED: seed },
	stdio: 'inherit'
});
process.exitCode = done.status ?? 1;
