import { EXIT, type Command } from './command.ts';

const CALL = 'npm run -s winbell --';

export function helpOf(command: Command): string {
	const call = [command.name, ...(command.positionals ?? [])].join(' ');
	const flags = command.options.length ? ' [options]' : '';
	const rows = command.options.map(({ name, value, text, required }) => [
		`--${name}${value ? ` ${value}` : ''}`,
		`${text}${required ? '' : value ? ' (optional)' : ''}`
	]);
	return [
		command.summary,
		`\nUsage: ${CALL} ${call}${flags}`,
		...(rows.length ? [`\nOptions:\n${table(rows)}`] : []),
		...(command.notes ? [`\n${command.notes}`] : []),
		`\n${EXITS}`
	].join('\n');
}

export function helpOfAll(commands: Command[]): string {
	const rows = commands.map(({ name, positionals = [], summary }) => [
		[name, ...positionals].join(' '),
		summary
	]);
	return [
		'Winbell’s command line. Works beside a running server and without one.',
		`\nUsage: ${CALL} COMMAND [options]`,
		`\nCommands:\n${table(rows)}`,
		`\n${CALL} COMMAND --help says more about one.`,
		`\n${EXITS}`,
		'\nEnvironment: WINBELL_DATA (the data folder) or DATABASE_URL, as for npm start.'
	].join('\n');
}

const EXITS = `Standard output carries the result, standard error the talk.
Exit codes: ${EXIT.done} done, ${EXIT.refused} refused or failed, ${EXIT.usage} wrong usage, ${EXIT.partly} done but for lines that were rejected or wait, ${EXIT.interrupted} interrupted.`;

function table(rows: string[][]): string {
	const width = Math.max(...rows.map(([left]) => left!.length));
	return rows.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`).join('\n');
}
