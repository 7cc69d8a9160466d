import { and, eq, like } from 'drizzle-orm';
import type { OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { thanksWords, type Thanks } from './from-recognition.ts';
import { moments } from './schema.ts';

/** Puts the moments of a recognition in its new words; they ring nothing again. */
export async function rewordThanks(
	tx: Queryable,
	orgId: OrgId,
	thanks: Thanks,
	editedAt: Date
): Promise<void> {
	await tx
		.update(moments)
		.set({ ...thanksWords(thanks), editedAt })
		.where(ofThanks(orgId, thanks.id));
}

/** Takes the moments of a recognition away, and with them the cheers and words below. */
export async function silenceThanks(tx: Queryable, orgId: OrgId, id: RecognitionId): Promise<void> {
	await tx.delete(moments).where(ofThanks(orgId, id));
}

function ofThanks(orgId: OrgId, id: RecognitionId) {
	return and(eq(moments.orgId, orgId), like(moments.cause, `recognition:${id}:%`));
}
