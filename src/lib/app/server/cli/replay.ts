import { readMap, replay, type ReplayCommand } from '#lib/integrations/server/index.ts';
import { isDay } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { newSecret } from '#lib/platform/server/ids.ts';
import { isServed } from '#lib/platform/server/process-lock.ts';
import type { Command, Input, Output, Terminal } from './command.ts';
import { conclude, IMPORT_OPTIONS, MAP_NOTES } from './import.ts';
import { organizationOf, withInstallation } from './installation.ts';
import { progressOn } from './progress.ts';

export const replayActivities: Command = {
	name: 'replay',
	positionals: ['FILE'],
	summary: 'Plays a CSV file’s activities as if they happened now, live on every screen.',
	options: [
		...IMPORT_OPTIONS,
		{ name: 'speed', value: 'N', text: 'times faster than life, 60 where left out' },
		{ name: 'from', value: 'DAY', text: 'the file’s first day to play, like 2017-12-01' },
		{ name: 'to', value: 'DAY', text: 'the file’s last day to play, like 2017-12-31' }
	],
	notes: `How time is told:
  Every activity is recorded at the moment it is played, so it counts today and rings like any other.
  The file’s first day starts now. A day of the file lasts nine hours of life; nights and days
  without activities are skipped. Within a day the lines are spread evenly, in the order of their
  times, or of the file where it has dates only. What one line makes on one day is played together.
  --speed 1 is life, --speed 60 plays a day in nine minutes, --speed 3600 in nine seconds.
  Ctrl-C ends it; what was played stays.
A replay’s activities are its own (external ids start with "replay:"): after an import, and played
twice, they count again. Use an organization that you can spare.

${MAP_NOTES}`,
	run
};

type Wish = Pick<ReplayCommand, 'speed' | 'from' | 'to'>;

async function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	const wish = readWish(input);
	if (!wish.ok) return wish;
	return withInstallation(terminal.env, async (installation) => {
		const organization = await organizationOf(installation, input.text('org'));
		if (!organization.ok) return organization;
		const map = await readMap(input.text('map'));
		if (!map.ok) return map;
		if (!(await isServed(installation.database.url)))
			terminal.say('No server is running here: the bells ring once one starts.');
		const progress = progressOn(terminal);
		const played = await replay(installation.ledger, installation.context.clock, {
			...wish.value,
			orgId: organization.value.id,
			path: input.text('FILE'),
			map: map.value,
			run: newSecret(5),
			signal: terminal.signal,
			progress: (done, of, { recorded }) =>
				progress.show(done / of, `${recorded.toLocaleString('en')} played`)
		});
		progress.end();
		return played.ok ? conclude(played.value, terminal) : played;
	});
}

function readWish(input: Input): Result<Wish> {
	const speed = Number(input.optional('speed') ?? '60');
	if (!(speed > 0 && speed <= 1_000_000))
		return refuse('invalid', '--speed is a number above zero, like 60.');
	const wish: Wish = { speed };
	for (const name of ['from', 'to'] as const) {
		const day = input.optional(name);
		if (day === undefined) continue;
		if (!isDay(day)) return refuse('invalid', `--${name} is “${day}”: use a day like 2017-12-01.`);
		wish[name] = day;
	}
	return ok(wish);
}
