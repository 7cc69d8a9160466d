import { main } from '#lib/app/server/cli/main.ts';

const interrupt = new AbortController();
// The first Ctrl-C lets the command end in order; a second one ends at once.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

process.exitCode = await main(process.argv.slice(2), {
	env: process.env,
	stdin: process.stdin,
	out: (text) => process.stdout.write(`${text}\n`),
	say: (text) => process.stderr.write(`${text}\n`),
	watched: process.stderr.isTTY === true,
	signal: interrupt.signal
});
