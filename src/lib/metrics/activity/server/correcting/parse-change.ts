import { z } from 'zod';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Change } from './correct.ts';
import { FIELDS, sentence, text } from '../entry-fields.ts';

/** What a program says is different about an entry, and why. */
export interface SentChange {
	change: Change;
	reason: string | undefined;
}

/** Reads the body of `PATCH /api/v1/activities/{source}/{externalId}`. */
export function parseChange(body: unknown): Result<SentChange> {
	const read = ChangeShape.safeParse(body);
	if (!read.success)
		return refuse('invalid', `Send what is different, like {"value": 5}. ${sentence(read.error)}`);
	const { reason, deleted, ...change } = read.data;
	return ok({ change: { ...change, again: deleted === false }, reason });
}

/** Reads the reason of a deletion: `?reason=…`, or none. */
export function parseReason(params: URLSearchParams): Result<string | undefined> {
	const read = z.strictObject({ reason: REASON.optional() }).safeParse(Object.fromEntries(params));
	return read.success ? ok(read.data.reason) : refuse('invalid', sentence(read.error));
}

const REASON = text(300);

const ChangeShape = z
	.strictObject({
		...FIELDS,
		note: FIELDS.note.nullable(),
		segment: FIELDS.segment.nullable(),
		deleted: z.literal(false, 'can only be false here: DELETE takes an entry back')
	})
	.partial()
	.extend({ reason: REASON.optional() })
	.refine(
		({ reason: _, ...change }) => Object.keys(change).length > 0,
		'There is nothing to change'
	);
