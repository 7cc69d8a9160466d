import type { BadgeId, GoalId, MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { MomentKind } from '../moment.ts';
import { moments } from './schema.ts';

export interface MomentDraft {
	kind: MomentKind;
	/** `activity:<id>`, `recognition:<id>:<member>` or `goal:<id>`: one cause, one moment. */
	cause: string;
	memberId: MemberId;
	/** The team it was won in; the nil id for none. */
	teamId: string;
	headline: string;
	figure?: string | null;
	detail?: string;
	quote?: string | null;
	fromId?: MemberId | null;
	badgeId?: BadgeId | null;
	/** The goal it fed, in the unit of its metric. */
	goal?: { id: GoalId; before: bigint; after: bigint } | null;
	inFeed: boolean;
	onTv: boolean;
	at: Date;
}

/** Keeps a moment, once for its cause; answers undefined where the cause has one already. */
export async function makeMoment(
	tx: Queryable,
	orgId: OrgId,
	draft: MomentDraft
): Promise<MomentId | undefined> {
	const { goal, ...row } = draft;
	const [made] = await tx
		.insert(moments)
		.values({
			...row,
			orgId,
			id: newId<'moment'>(draft.at),
			goalId: goal?.id ?? null,
			goalBefore: goal?.before ?? null,
			goalAfter: goal?.after ?? null
		})
		.onConflictDoNothing({ target: [moments.orgId, moments.cause] })
		.returning({ id: moments.id });
	return made?.id;
}
