import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { BehindItem, ClosedBehind } from '../../behind.ts';
import type { FigureAddress } from '../../figure-address.ts';
import type { OpenedFigure, ShownClosed, ShownItem } from '../../opened-figure.ts';
import { activitiesBehind } from './activities-behind.ts';
import type { ClosedFigureOf } from './closed-figure.ts';
import { findFigure } from './find-figure.ts';
import type { GoalFigureOf } from './goal-figure.ts';
import { closedOf } from './goal-sums.ts';

/** What is behind a figure as this reader sees it, with what they may do about each line. */
export async function openFigure(
	{ db }: Context,
	actor: MemberActor,
	address: FigureAddress,
	closedFigureOf: ClosedFigureOf = async () => null,
	goalFigureOf: GoalFigureOf = async () => undefined
): Promise<Result<OpenedFigure>> {
	if (!may(actor, { may: 'standings.read' }))
		return refuse('forbidden', 'These figures are not for you.');
	const found = await findFigure(db, actor.orgId, address, goalFigureOf);
	if (!found)
		return refuse('missing', 'There is no such figure here. It may be in another organization.');
	const { query, whose, name } = found;
	// One moment of the database, so that what is listed adds up whatever arrives meanwhile.
	const behind = await db.transaction(
		async (tx) =>
			activitiesBehind(
				tx,
				actor.orgId,
				query,
				await closedOf(tx, actor.orgId, query, closedFigureOf)
			),
		{ isolationLevel: 'repeatable read', accessMode: 'read only' }
	);
	const shown = {
		...behind,
		items: behind.items.map((item) => show(actor, item)),
		closed: behind.closed && showClosed(actor, behind.closed)
	};
	return ok({ address, whose, name, memberId: query.memberId, behind: shown });
}

/** A line as this reader sees it. */
export function show(actor: MemberActor, { teamId, ...item }: BehindItem): ShownItem {
	const mayCorrect =
		!item.reverses &&
		!item.corrected &&
		may(actor, { may: 'activities.reverse', team: teamId as TeamId | null });
	return { ...item, mayCorrect, mayTakeBack: mayCorrect && !item.reversed };
}

function showClosed(actor: MemberActor, { after, ...closed }: ClosedBehind): ShownClosed {
	return { ...closed, after: { ...after, items: after.items.map((item) => show(actor, item)) } };
}
