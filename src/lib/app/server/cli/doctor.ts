import type { Result } from '#lib/platform/result.ts';
import { done, EXIT, type Command, type Input, type Output, type Terminal } from './command.ts';
import { checkClocks } from './doctor/check-clocks.ts';
import { checkFigures } from './doctor/check-figures.ts';
import { checkJobs } from './doctor/check-jobs.ts';
import { checkPlace } from './doctor/check-place.ts';
import { checkRules } from './doctor/check-rules.ts';
import { checkWaiting } from './doctor/check-waiting.ts';
import { worst, type Finding } from './doctor/finding.ts';
import { withInstallation } from './installation.ts';

const CHECKS = [checkPlace, checkClocks, checkFigures, checkJobs, checkRules, checkWaiting];

export const doctor: Command = {
	name: 'doctor',
	summary: 'Looks whether everything is in order, and says what to do where it is not.',
	options: [],
	notes: `It changes nothing. New activities wait while it compares the totals with the ledger.
Each line starts with ok, note (good to know) or fix (something to do); a fix makes the exit code 1.`,
	run
};

function run(_: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async (installation) => {
		const findings: Finding[] = [];
		for (const check of CHECKS) findings.push(...(await check(installation)));
		const lines = findings.map(({ state, text }) => `${state.padEnd(5)} ${text}`);
		const exit = worst(findings) === 'fix' ? EXIT.refused : EXIT.done;
		return done(lines.join('\n'), exit);
	});
}
