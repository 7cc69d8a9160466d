import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { ok, refuse, type Problem, type Result } from '../result.ts';
import { STATUS } from './problem.ts';

/** A form as one schema reads it: each fault is a sentence at its field, the first one the whole's. */
export async function readForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema
): Promise<Result<z.output<Schema>>> {
	const form = await request.formData();
	const fields = unreadable(form);
	const read = schema.safeParse(valuesOf(form));
	if (read.success && !Object.keys(fields).length) return ok(read.data);
	for (const { path, message } of read.error?.issues ?? []) fields[path.join('.')] ??= message;
	return refuse('invalid', Object.values(fields)[0] ?? 'Check the form and try again.', fields);
}

/** A form's refusal for the page that sent it: `form.detail`, and `form.fields` by the field's name. */
export function refusal(problem: Problem) {
	return fail(STATUS[problem.kind], { detail: problem.detail, fields: problem.fields ?? {} });
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

// A field that is left empty is a field that says nothing.
function valuesOf(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
	const values: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
	for (const name of new Set(form.keys())) {
		const given = form.getAll(name).filter((value) => value !== '');
		if (given.length) values[name] = given.length > 1 ? given : given[0]!;
	}
	return values;
}
