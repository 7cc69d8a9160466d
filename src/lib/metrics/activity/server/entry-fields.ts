import { z } from 'zod';
import { LONGEST_SEGMENT } from '../segment.ts';

/** The ledger's own: under these ids somebody could keep an entry from being taken back. */
export const OWN_SOURCES = ['reversal', 'correction', 'manual'];

/** A line of text as the API takes it. */
export function text(most: number) {
	return (
		z
			.string('is missing or not text')
			.min(1, 'is empty')
			.max(most, `is longer than ${most} characters`)
			// PostgreSQL keeps no NUL, and nobody can read the others.
			.refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), 'has control characters')
	);
}

/** The fields of an entry that can also be corrected. */
export const FIELDS = {
	metric: text(60),
	member: text(320),
	value: z.union([z.number(), z.string().max(60)], 'is missing, or neither a number nor text'),
	occurredAt: z.string('is missing or not text').max(40, 'is longer than 40 characters'),
	note: z
		.string('is not text')
		.max(500, 'is longer than 500 characters')
		.refine((value) => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(value), 'has control characters'),
	segment: text(LONGEST_SEGMENT)
};

/** The first fault, as one sentence. */
export function sentence(error: z.ZodError): string {
	const [issue] = error.issues;
	if (!issue) return 'It is not what the API reads.';
	const where = issue.path.join('.');
	return `${where ? `${where}: ` : ''}${issue.message}.`.replace(/\.\.$/, '.');
}
