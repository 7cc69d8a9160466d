import { rebuildTotals } from '#lib/metrics/activity/server/index.ts';
import { rebuildProgress } from '#lib/metrics/goals/server/index.ts';
import type { Result } from '#lib/platform/result.ts';
import { done, type Command, type Input, type Output, type Terminal } from './command.ts';
import { withInstallation } from './installation.ts';

export const rebuild: Command = {
	name: 'rebuild totals',
	summary: 'Computes every total and every goal’s progress anew from the ledger.',
	options: [],
	notes: 'New activities wait meanwhile; nothing is lost.',
	run
};

function run(_: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async ({ context }) => {
		const totals = await rebuildTotals(context, (sentence) => terminal.say(sentence));
		const { goals, corrected } = await rebuildProgress(context);
		return done(`totals  ${totals}\ngoals   ${goals}, ${corrected} of them corrected`);
	});
}
