import { z } from 'zod';
import { isId, type Id } from '#lib/platform/ids.ts';
import { EVERY, MOST } from '../expectation.ts';
import type { TypedLine } from './prepare-lines.ts';

const id = <Kind extends string>() =>
	z.custom<Id<Kind>>((value) => typeof value === 'string' && isId(value), 'Reload the page.');
const version = z.coerce.number('Reload the page.').int().min(0).max(1_000_000);

const LONGEST = 600;

/** The fields of one expectation are called `title.0` to `title.4`, and so on. */
export const cardForm = z
	.object({ requestId: z.uuid('Reload the page.'), basedOn: version })
	.catchall(z.unknown())
	.transform(({ requestId, basedOn, ...fields }) => ({
		requestId,
		basedOn,
		lines: Array.from({ length: MOST }, (_, at) => typedLine(fields, at)).filter(isThere)
	}));

function typedLine(fields: Record<string, unknown>, at: number): TypedLine & { off: boolean } {
	const of = (name: string) => {
		const value = fields[`${name}.${at}`];
		return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
	};
	const line = of('line');
	return {
		at,
		...(isId(line) ? { line: line as Id<'expectation'> } : {}),
		title: of('title'),
		means: of('means'),
		metric: of('metric'),
		target: of('target'),
		every: EVERY.find((every) => every === of('every')) ?? 'week',
		startsOn: of('startsOn'),
		endsOn: of('endsOn'),
		ifMet: of('ifMet'),
		ifMissed: of('ifMissed'),
		goal: of('goal'),
		off: of('off') !== ''
	};
}

// What is ticked to go, and a part of the form that nobody wrote in, are no lines.
function isThere({ off, title, means, target, ifMet, ifMissed }: ReturnType<typeof typedLine>) {
	return !off && [title, means, target, ifMet, ifMissed].some(Boolean);
}

export const tapForm = z.object({ version });

const SAY = 'Say in a sentence what you want to talk about.';

export const talkForm = z.object({
	version,
	line: id<'expectation'>().optional(),
	sentence: z.string(SAY).trim().min(3, SAY).max(300, 'Keep it under 300 letters.'),
	requestId: z.uuid('Reload the page.')
});

export const settleForm = z.object({ word: id<'expectation-word'>() });
