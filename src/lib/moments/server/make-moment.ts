import type { ActivityId, BadgeId, GoalId, MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { MomentKind } from '../moment.ts';
import type { RuleKey } from '../win.ts';
import { momentActivities, moments } from './schema.ts';

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
	/** What found it, the weightiest first. */
	rules?: RuleKey[];
	/** The entries behind it. */
	activityIds?: ActivityId[];
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
	return (await makeMoments(tx, orgId, [draft])).get(draft.cause);
}

/**
 * Keeps moments with what is behind them, each once for its cause: those that were made, by cause.
 * In a transaction of the caller's where there are activities behind them, so that both stand or
 * neither does.
 */
export async function makeMoments(
	tx: Queryable,
	orgId: OrgId,
	drafts: MomentDraft[]
): Promise<Map<string, MomentId>> {
	const made: { id: MomentId; cause: string }[] = [];
	for (const rows of chunked(drafts.map((draft) => rowOf(orgId, draft))))
		made.push(
			...(await tx
				.insert(moments)
				.values(rows)
				.onConflictDoNothing({ target: [moments.orgId, moments.cause] })
				.returning({ id: moments.id, cause: moments.cause }))
		);
	const byCause = new Map(made.map(({ cause, id }) => [cause, id]));
	const behind = drafts.flatMap(({ cause, activityIds = [] }) => {
		const momentId = byCause.get(cause);
		return momentId ? activityIds.map((activityId) => ({ orgId, momentId, activityId })) : [];
	});
	for (const rows of chunked(behind))
		await tx.insert(momentActivities).values(rows).onConflictDoNothing();
	return byCause;
}

/** A statement takes 65,535 parameters; a moment has some twenty. */
function chunked<Row>(rows: Row[], size = 2000): Row[][] {
	return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
		rows.slice(at * size, (at + 1) * size)
	);
}

function rowOf(orgId: OrgId, { goal, activityIds: _, ...row }: MomentDraft) {
	return {
		...row,
		orgId,
		id: newId<'moment'>(row.at),
		goalId: goal?.id ?? null,
		goalBefore: goal?.before ?? null,
		goalAfter: goal?.after ?? null
	};
}
