import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { columnsIn, type ImportMap } from '../map.ts';

const MAX_RULES = 50;

const template = z.string().trim().min(1, 'must not be empty');
const condition = z.union([z.string(), z.array(z.string()).min(1), z.boolean()], {
	error: 'must be a text, a list of texts, or true (filled) or false (empty)'
});

const rule = z.strictObject({
	when: z.record(z.string(), condition).default({}),
	metric: template,
	member: template,
	value: z.union([template, z.number()], { error: 'must be a number or a text like "{amount}"' }),
	occurredAt: template,
	externalId: template.refine((text) => columnsIn(text).length > 0, {
		error: 'must name a column like "won-{id}", or all lines would be one activity'
	}),
	note: z.string().optional(),
	segment: z.string().optional()
});

const map = z.strictObject({
	source: z
		.string()
		.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/i, 'must be a short name like "crm", without blanks'),
	delimiter: z.string().length(1, 'must be one character').default(','),
	decimal: z.enum(['.', ','], { error: 'must be "." or ","' }).default('.'),
	activities: z
		.array(rule)
		.min(1, 'must hold at least one activity')
		.max(MAX_RULES, `must hold at most ${MAX_RULES} activities`)
});

/** Reads and checks a map file; every refusal is a sentence that names the place in the map. */
export async function readMap(path: string): Promise<Result<ImportMap>> {
	const text = await readFile(path, 'utf8').catch(() => undefined);
	if (text === undefined) return refuse('missing', `There is no map file to read at ${path}.`);
	return parseMap(text);
}

export function parseMap(text: string): Result<ImportMap> {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		return refuse('invalid', `The map is not JSON: ${(error as Error).message}.`);
	}
	const parsed = map.safeParse(json);
	if (parsed.success) return repeatedIds(parsed.data) ?? ok(parsed.data);
	return refuse('invalid', parsed.error.issues.map(sentence).join('\n'));
}

// Two rules that hold for one line would make the second a duplicate of the first, for ever.
function repeatedIds({ activities }: ImportMap): Result<never> | undefined {
	for (const [index, { externalId, when }] of activities.entries()) {
		const same = activities.findIndex(
			(other) =>
				other.externalId === externalId && JSON.stringify(other.when) === JSON.stringify(when)
		);
		if (same < index)
			return refuse(
				'invalid',
				`Map, activities ${same + 1} and ${index + 1}: both make the external id "${externalId}" of the same lines. Give each its own, like "won-{id}" and "revenue-{id}".`
			);
	}
	return undefined;
}

function sentence(issue: z.core.$ZodIssue): string {
	return `Map, ${place(issue.path)}: ${explain(issue)}.`;
}

function place(path: PropertyKey[]): string {
	const [first, index, ...rest] = path;
	if (first === undefined) return 'top level';
	if (index === undefined) return String(first);
	return [`activity ${Number(index) + 1}`, ...rest.map(String)].join(', ');
}

function explain(issue: z.core.$ZodIssue): string {
	if (issue.code === 'unrecognized_keys')
		return `knows no ${issue.keys.map((key) => `"${key}"`).join(', ')}; see “winbell import --help”`;
	if (issue.code === 'invalid_type' && issue.input === undefined) return 'is missing';
	return issue.message;
}
