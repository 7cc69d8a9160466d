import type { OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Recognition } from '../recognition.ts';

/**
 * Where else the words stand once they are said: the moments, which are another slice's and are
 * handed in by `app`. Both are part of the transaction that changes the words.
 */
export interface Echo {
	/** Takes the words away wherever they stand. */
	silence(tx: Queryable, orgId: OrgId, id: RecognitionId): Promise<void>;
	/** Puts them as they now read, marked as edited at this time. */
	reword(tx: Queryable, orgId: OrgId, thanks: Recognition, editedAt: Date): Promise<void>;
}
