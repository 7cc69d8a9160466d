import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { ok, refuse, type Problem, type Result } from '../result.ts';
import type { Typed } from '../typed-form.ts';
import { STATUS } from './problem.ts';

/**
 * A form as one schema reads it: each fault is a sentence at its field, the first one the whole's.
 * `typed` is what was sent, for a refusal that is to give it back.
 */
export async function readForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema
): Promise<Result<z.output<Schema>> & { typed: Typed }> {
	const form = await request.formData();
	const typed = typedIn(form);
	const fields = unreadable(form);
	const read = schema.safeParse(valuesOf(form));
	if (read.success && !Object.keys(fields).length) return { ...ok(read.data), typed };
	for (const { path, message } of read.error?.issues ?? []) fields[path.join('.')] ??= message;
	const detail = Object.values(fields)[0] ?? 'Check the form and try again.';
	return { ...refuse('invalid', detail, fields), typed };
}

/**
 * A form's refusal for the page that sent it: `form.detail`, and `form.fields` by the field's name.
 * Given what was typed, the page shows it again also without a script: `form.typed`.
 */
export function refusal(problem: Problem, typed?: Typed) {
	const { detail, fields = {}, kept = {} } = problem;
	const lists = Object.entries(kept).map(([name, value]) => [name, [value]]);
	const again = typed && { ...typed, ...(Object.fromEntries(lists) as Typed) };
	return fail(STATUS[problem.kind], { detail, fields, ...(again ? { typed: again } : {}) });
}

/** For fields that may come once, often or never, such as boxes to tick. */
export function many<Item extends z.ZodType>(item: Item) {
	return z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item));
}

// PostgreSQL keeps no NUL, and no keyboard types one.
function unreadable(form: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of form)
		if (typeof value === 'string' && value.includes('\0'))
			fields[name] = 'This has a character that nobody can read. Type it anew.';
	return fields;
}

function typedIn(form: FormData): Typed {
	const typed: Typed = {};
	for (const name of new Set(form.keys()))
		typed[name] = form.getAll(name).filter((value) => typeof value === 'string');
	return typed;
}

// A field that is left empty is a field that says nothing.
function valuesOf(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
	const values: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
	for (const name of new Set(form.keys())) {
		const given = form.getAll(name).filter((value) => value !== '');
		if (given.length) values[name] = given.length > 1 ? given : given[0]!;
	}
	return values;
}
