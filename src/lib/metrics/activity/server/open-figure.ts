import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { FigureAddress } from '../figure-address.ts';
import type { OpenedFigure } from '../opened-figure.ts';
import { activitiesBehind } from './activities-behind.ts';
import { findFigure } from './find-figure.ts';

/** What is behind a figure as this reader sees it, with what they may do about each line. */
export async function openFigure(
	{ db }: Context,
	actor: MemberActor,
	address: FigureAddress
): Promise<Result<OpenedFigure>> {
	if (!may(actor, { may: 'standings.read' }))
		return refuse('forbidden', 'These figures are not for you.');
	const found = await findFigure(db, actor.orgId, address);
	if (!found)
		return refuse('missing', 'There is no such figure here. It may be in another organization.');
	const { query, whose, name } = found;
	const behind = await activitiesBehind(db, actor.orgId, query);
	const items = behind.items.map(({ teamId, ...item }) => ({
		...item,
		mayTakeBack:
			!item.reversed &&
			!item.reverses &&
			may(actor, { may: 'activities.reverse', team: teamId as TeamId | null })
	}));
	const shown = { ...behind, items };
	return ok({ address, whose, name, memberId: query.memberId, page: query.page, behind: shown });
}
