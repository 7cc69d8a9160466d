import { slug, type GroupId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { hashSecret, newId } from '#lib/platform/server/ids.ts';
import type { MemberActor } from '../../actor.ts';
import { may } from '../../permissions.ts';
import { groups } from './schema.ts';

/** A group with nobody in it yet. Refused where the name reads like that of another one. */
export async function addGroup(
	context: Context,
	actor: MemberActor,
	command: { name: string }
): Promise<Result<{ id: GroupId; key: string }>> {
	if (!may(actor, { may: 'groups.manage' })) return onlyLeaders();
	const group = {
		id: newId<'group'>(context.clock.now()),
		key: groupKeyOf(command.name),
		name: command.name.trim()
	};
	const made = await context.db
		.insert(groups)
		.values({ orgId: actor.orgId, ...group })
		.onConflictDoNothing({ target: [groups.orgId, groups.key] })
		.returning({ id: groups.id, key: groups.key });
	if (!made[0]) return sameName();
	context.announce(actor.orgId, ['groups']);
	return ok(made[0]);
}

/** A name without a Latin letter or digit has no slug; its key is drawn from the name all the same. */
export function groupKeyOf(name: string): string {
	return slug(name) || `group-${hashSecret(name.trim()).slice(0, 8)}`;
}

export function onlyLeaders() {
	return refuse('forbidden', 'Groups are kept by managers and admins. Ask one of yours.');
}

export function sameName() {
	const detail = 'A group of this name is already here. Choose another name.';
	return refuse('conflict', detail, { name: detail });
}

export function noSuchGroup() {
	return refuse('missing', 'This group is not here any more. Look on the list of groups.');
}
