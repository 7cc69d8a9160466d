import type { Result } from '#lib/platform/result.ts';
import { leaveDemo } from '../demo/leave-demo.ts';
import { makeDemo } from '../demo/make-demo.ts';
import { done, type Command, type Input, type Output, type Terminal } from './command.ts';
import { withInstallation } from './installation.ts';

export const demo: Command = {
	name: 'demo',
	summary: 'Makes the demo team, eight weeks of history included, and prints its slug.',
	options: [{ name: 'leave', text: 'removes the demo team and everything of it' }],
	notes: `Anybody who reaches the server can step into somebody of the demo team at /demo.
Once it is left, an installation without another organization offers the first run again.`,
	run
};

function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async ({ context }) => {
		if (input.flag('leave')) {
			const left = await leaveDemo({ context });
			if (left.ok) terminal.say('The demo team has left.');
			return left.ok ? done('') : left;
		}
		const made = await makeDemo({ context });
		if (!made.ok) return made;
		terminal.say('Open /demo to step into somebody.');
		return done(made.value.organization.slug);
	});
}
