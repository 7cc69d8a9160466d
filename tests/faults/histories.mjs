import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// node tests/faults/histories.mjs [HISTORIES] [SEED]: the long form of what npm test does with 300.

const [histories = '10000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const checkout = join(import.meta.dirname, '../..');
console.log(`${histories} histories from seed ${seed}.`);
const vitest = join(checkout, 'node_modules/.bin/vitest');
const done = spawnSync(vitest, ['run', '--project', 'slices', 'tests/faults/histories.test.ts'], {
	cwd: checkout,
	env: { ...process.env, WINBELL_HISTORIES: histories, WINBELL_SEED: seed },
	stdio: 'inherit'
});
process.exitCode = done.status ?? 1;
