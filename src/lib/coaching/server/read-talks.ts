import { and, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { MOST_TALKS, type TalkingPoint } from '../talking-point.ts';
import { talkingPoints } from './schema.ts';

const by = alias(members, 'by');
const settler = alias(members, 'settler');

/**
 * What is on the list of somebody's one-to-one: open ones in the order they came, and what they have
 * talked about, the latest first. Who reads it has been asked `talks.share` before.
 */
export async function readTalks(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	reader: MemberId
): Promise<{ open: TalkingPoint[]; past: TalkingPoint[] }> {
	const theirs = and(eq(talkingPoints.orgId, orgId), eq(talkingPoints.memberId, memberId));
	const open = await select(db, and(theirs, isNull(talkingPoints.doneAt)), reader);
	const past = await select(db, and(theirs, isNotNull(talkingPoints.doneAt)), reader);
	return { open: open.reverse(), past };
}

async function select(
	db: Queryable,
	which: SQL | undefined,
	reader: MemberId
): Promise<TalkingPoint[]> {
	const rows = await db
		.select({ point: talkingPoints, by: by.name, settledBy: settler.name })
		.from(talkingPoints)
		.innerJoin(by, and(eq(by.orgId, talkingPoints.orgId), eq(by.id, talkingPoints.raisedBy)))
		.leftJoin(
			settler,
			and(eq(settler.orgId, talkingPoints.orgId), eq(settler.id, talkingPoints.doneBy))
		)
		.where(which)
		.orderBy(desc(talkingPoints.doneAt), desc(talkingPoints.raisedAt), desc(talkingPoints.id))
		.limit(MOST_TALKS);
	return rows.map(({ point, by, settledBy }) => ({
		id: point.id,
		kind: point.kind,
		about: point.about,
		title: point.title,
		sentence: point.sentence,
		raisedBy: point.raisedBy === reader ? 'You' : by,
		mine: point.raisedBy === reader,
		raisedAt: point.raisedAt.toISOString(),
		done: point.doneAt && {
			at: point.doneAt.toISOString(),
			by: point.doneBy === reader ? 'You' : (settledBy ?? ''),
			outcome: point.outcome
		}
	}));
}
