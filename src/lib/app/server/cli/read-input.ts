import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Command, Input } from './command.ts';

/** Checks what was typed; a refusal is a sentence on what is wrong with it. */
export function readInput(command: Command, argv: string[]): Result<Input> {
	const parsed = parse(command, argv);
	if (!parsed.ok) return parsed;
	const { values, positionals } = parsed.value;
	const wanted = command.positionals ?? [];
	if (positionals.length < wanted.length)
		return refuse('invalid', `${wanted[positionals.length]} is missing.`);
	if (positionals.length > wanted.length)
		return refuse('invalid', `“${positionals[wanted.length]}” is one word too many.`);
	const missing = command.options.find(({ name, required }) => required && !values[name]);
	if (missing) return refuse('invalid', `--${missing.name} is missing (${missing.text}).`);
	const all: typeof values = { ...values };
	for (const [index, name] of wanted.entries()) all[name] = positionals[index];
	return ok(inputOf(all));
}

function parse(command: Command, argv: string[]) {
	const options: NonNullable<ParseArgsConfig['options']> = {};
	for (const { name, value } of command.options)
		options[name] = { type: value ? 'string' : 'boolean' };
	try {
		return ok(parseArgs({ args: argv, options, allowPositionals: true, strict: true }));
	} catch (error) {
		// Node's own sentences name the option; only the first of them is for people.
		return refuse('invalid', `${(error as Error).message.split('. ')[0]}.`);
	}
}

function inputOf(values: Record<string, unknown>): Input {
	const optional = (name: string) => (values[name] as string | undefined)?.trim() || undefined;
	return {
		optional,
		text(name) {
			const value = optional(name);
			if (value === undefined) throw new Error(`the command reads ${name} without requiring it`);
			return value;
		},
		flag: (name) => values[name] === true
	};
}
