import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import type { DisplayId, TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { displays } from './schema.ts';

export interface DisplayChange {
	name?: string;
	teamId?: TeamId | null;
	/** 0 to 100; 0 is mute. */
	volume?: number;
	/** Minutes of the organization's day; the same twice is always. */
	hoursFrom?: number;
	hoursUntil?: number;
}

/** Changes what a TV is called, whose wins it leads with, or how loud it is; the TV follows at once. */
export async function changeDisplay(
	context: Context,
	actor: MemberActor,
	id: DisplayId,
	change: DisplayChange
): Promise<Result<null>> {
	return write(context, actor, id, change, [`display:${id}`]);
}

/** Signs a TV out for good: its page loses the connection within a second and shows a new code. */
export async function revokeDisplay(
	context: Context,
	actor: MemberActor,
	id: DisplayId
): Promise<Result<null>> {
	const now = context.clock.now();
	return write(context, actor, id, { revokedAt: now }, [`revoked:display:${id}`, `display:${id}`]);
}

async function write(
	context: Context,
	actor: MemberActor,
	id: DisplayId,
	change: DisplayChange & { revokedAt?: Date },
	facts: string[]
): Promise<Result<null>> {
	if (!may(actor, { may: 'displays.manage' }))
		return refuse('forbidden', 'Managers and admins look after TVs.');
	const { teamId } = change;
	if (teamId && !(await listTeams(context.db, actor.orgId)).some(({ id }) => id === teamId))
		return refuse('invalid', 'That team is not one of yours.', {
			team: 'Choose a team from the list.'
		});
	const written = await context.db
		.update(displays)
		.set(change)
		.where(and(eq(displays.orgId, actor.orgId), eq(displays.id, id), isNull(displays.revokedAt)));
	if (written.rowCount !== 1) return refuse('missing', 'This TV is not paired any more.');
	context.announce(actor.orgId, ['displays', ...facts]);
	return ok(null);
}
