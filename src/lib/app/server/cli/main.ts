import type { Result } from '#lib/platform/result.ts';
import { EXIT, type Command, type Output, type Terminal } from './command.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, helpOfAll } from './help.ts';
import { readInput } from './read-input.ts';

/** Runs what was typed and answers the exit code. */
export async function main(argv: string[], terminal: Terminal): Promise<number> {
	const wantsHelp = argv.some((word) => word === '--help' || word === '-h') || argv[0] === 'help';
	const words = argv.filter((word) => !['--help', '-h', 'help'].includes(word));
	const command = find(words);
	if (!command) return withoutCommand(words, wantsHelp, terminal);
	if (wantsHelp) {
		terminal.out(helpOf(command));
		return EXIT.done;
	}
	const input = readInput(command, words.slice(command.name.split(' ').length));
	if (!input.ok) {
		terminal.say(input.problem.detail);
		terminal.say(`See: npm run -s winbell -- ${command.name} --help`);
		return EXIT.usage;
	}
	return conclude(await command.run(input.value, terminal), terminal);
}

function find(words: string[]): Command | undefined {
	const typed = `${words.join(' ')} `;
	return COMMANDS.find(({ name }) => typed.startsWith(`${name} `));
}

function withoutCommand(words: string[], wantsHelp: boolean, terminal: Terminal): number {
	const help = helpOfAll(COMMANDS);
	if (wantsHelp && !words.length) {
		terminal.out(help);
		return EXIT.done;
	}
	if (words.length) terminal.say(`There is no command “${words.slice(0, 2).join(' ')}”.\n`);
	terminal.say(help);
	return EXIT.usage;
}

function conclude(outcome: Result<Output>, terminal: Terminal): number {
	if (!outcome.ok) {
		terminal.say(outcome.problem.detail);
		return EXIT.refused;
	}
	if (outcome.value.result) terminal.out(outcome.value.result);
	return outcome.value.exit;
}
