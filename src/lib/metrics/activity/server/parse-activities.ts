import { z } from 'zod';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Entry, Recorded } from '../entry.ts';
import { FIELDS, OWN_SOURCES, sentence, text } from './entry-fields.ts';

const MOST_ENTRIES = 1_000;

export interface ParsedActivities {
	entries: Entry[];
	/** Where each entry stood in the request. */
	positions: number[];
	malformed: Recorded['rejected'];
}

/**
 * Reads the body of `POST /api/v1/activities`. Refuses the whole where it is not a list of 1 to 1,000
 * entries; a malformed entry is rejected alone. `requestKey` is the Idempotency-Key header: it stands
 * in for external ids that are left out.
 */
export function parseActivities(
	body: unknown,
	requestKey: string | null
): Result<ParsedActivities> {
	const envelope = Envelope.safeParse(body);
	if (!envelope.success)
		return refuse(
			'invalid',
			`Send {"activities": […]} with 1 to 1,000 entries. ${sentence(envelope.error)}`
		);
	if (requestKey !== null && !text(200).safeParse(requestKey).success)
		return refuse(
			'invalid',
			'Idempotency-Key is at most 200 characters without control characters.'
		);
	const parsed: ParsedActivities = { entries: [], positions: [], malformed: [] };
	for (const [index, raw] of envelope.data.activities.entries()) {
		const entry = EntryShape.safeParse(raw);
		const externalId = entry.data?.externalId ?? (requestKey && `${requestKey}:${index}`);
		if (entry.success && externalId) {
			parsed.entries.push({ ...entry.data, externalId });
			parsed.positions.push(index);
		} else {
			const detail = entry.success
				? 'externalId is missing: it is what makes sending twice harmless. Give one, or an Idempotency-Key header.'
				: sentence(entry.error);
			parsed.malformed.push({ index, reason: 'malformed', detail });
		}
	}
	return ok(parsed);
}

/** The ledger's answer to the well-formed entries, told in the positions of the request. */
export function mergeAnswer(
	{ positions, malformed }: ParsedActivities,
	recorded: Recorded
): Recorded {
	const place = <T extends { index: number }>(item: T): T => ({
		...item,
		index: positions[item.index]!
	});
	return {
		...recorded,
		unresolved: recorded.unresolved.map(place),
		late: recorded.late.map(place),
		rejected: [...recorded.rejected.map(place), ...malformed].sort((a, b) => a.index - b.index)
	};
}

const Envelope = z.strictObject({
	activities: z
		.array(z.unknown(), 'is not a list')
		.min(1, 'is empty')
		.max(MOST_ENTRIES, 'has more than 1,000 entries')
});

const EntryShape = z.strictObject({
	...FIELDS,
	source: text(60)
		.refine((source) => !OWN_SOURCES.includes(source), 'is kept for Winbell itself')
		.default('api'),
	externalId: text(200).optional(),
	note: FIELDS.note.optional(),
	segment: FIELDS.segment.optional()
});
