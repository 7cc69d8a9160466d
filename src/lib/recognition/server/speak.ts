import { and, eq } from 'drizzle-orm';
import { award } from '#lib/badges/server/index.ts';
import type { OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Recognition } from '../recognition.ts';
import { readRecognition } from './read-recognition.ts';
import { sayLater } from './say-later.ts';
import { recognitions } from './schema.ts';

/**
 * Says what is due: gives its badge and answers it for whoever rings the bell, in their transaction.
 * However often it is asked, the badge is given once. Undefined for what was taken back, and for what
 * is not due yet, which is asked for again at its time.
 */
export async function speak(
	tx: Queryable,
	orgId: OrgId,
	id: RecognitionId,
	now: Date
): Promise<Recognition | undefined> {
	const held = await holdRecognition(tx, orgId, id);
	if (!held || held.withdrawnAt) return undefined;
	const { saidAt, badgeId, fromId } = held;
	// Its job is the database's, and clocks differ.
	if (saidAt > now) await sayLater(tx, orgId, id, saidAt);
	const thanks = await readRecognition(tx, orgId, id, now);
	const reason = `recognition:${id}`;
	if (thanks && badgeId)
		await award(tx, orgId, { badgeId, to: thanks.to, by: fromId, reason, at: saidAt });
	return thanks;
}

/** One recognition, held until the transaction ends: it is not said while it is taken back. */
export async function holdRecognition(tx: Queryable, orgId: OrgId, id: RecognitionId) {
	const [held] = await tx
		.select()
		.from(recognitions)
		.where(and(eq(recognitions.orgId, orgId), eq(recognitions.id, id)))
		.for('update');
	return held;
}
