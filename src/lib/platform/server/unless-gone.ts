const FOREIGN_KEY_VIOLATION = '23503';

/**
 * What a write answers; undefined where a row that it names was deleted between the look at it and
 * the write. Not within a transaction of the caller's: PostgreSQL has given that one up by then.
 */
export async function unlessGone<Written>(write: Promise<Written>): Promise<Written | undefined> {
	try {
		return await write;
	} catch (error) {
		if (isForeignKeyFault(error)) return undefined;
		throw error;
	}
}

/** Whether a statement was refused for a row that it names and is not there, or that still names it. */
export function isForeignKeyFault(error: unknown): boolean {
	return (error as { cause?: { code?: string } }).cause?.code === FOREIGN_KEY_VIOLATION;
}
