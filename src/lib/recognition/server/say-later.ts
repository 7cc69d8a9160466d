import type { OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { addJobAt } from '#lib/platform/server/jobs.ts';

/** Has a recognition said at its time. Said again with another time, that one holds. */
export async function sayLater(
	tx: Queryable,
	orgId: OrgId,
	id: RecognitionId,
	saidAt: Date
): Promise<void> {
	const fact = { orgId, kind: 'recognition', id };
	await addJobAt(tx, 'react', fact, { runAt: saidAt, key: `recognition:${id}` });
}
