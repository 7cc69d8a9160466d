import { isId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';

/** A change of a rule, or a correction, as the trail shows it. */
export interface ChangeLine {
	id: string;
	/** RFC 3339. */
	at: string;
	/** Who, in words. */
	by: string;
	/** What it is about: "Calls connected", "Taken back: Brightline, deal won". */
	what: string;
	/** In words; null where there was or is none. */
	before: string | null;
	after: string | null;
	/** First day it holds for; null for at once. */
	from: Day | null;
	/** What it moved, in words. */
	moved: string | null;
	/** Where what it moved can be opened. */
	href: string | null;
}

/** Reads on below this line. */
export interface ChangeCursor {
	at: Date;
	id: string;
}

/** Undefined parts or none: the first page. */
export function readChangeCursor(params: URLSearchParams): ChangeCursor | null {
	const [at, id] = [new Date(params.get('at') ?? ''), params.get('id') ?? ''];
	return isId(id) && !Number.isNaN(at.getTime()) ? { at, id } : null;
}

export function changesHref({ at, id }: ChangeCursor): string {
	return `/settings/changes?${new URLSearchParams({ at: at.toISOString(), id })}`;
}
