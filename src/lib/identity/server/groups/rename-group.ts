import { and, eq } from 'drizzle-orm';
import type { GroupId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberActor } from '../../actor.ts';
import { may } from '../../permissions.ts';
import { groupKeyOf, noSuchGroup, onlyLeaders, sameName } from './add-group.ts';
import { listGroups } from './list-groups.ts';
import { groups } from './schema.ts';

/** The group is called so from now on; its key and with it every address of its board stay. */
export async function renameGroup(
	context: Context,
	actor: MemberActor,
	groupId: GroupId,
	name: string
): Promise<Result<null>> {
	if (!may(actor, { may: 'groups.manage' })) return onlyLeaders();
	const key = groupKeyOf(name);
	const others = (await listGroups(context.db, actor.orgId)).filter(({ id }) => id !== groupId);
	if (others.some((other) => other.key === key || groupKeyOf(other.name) === key))
		return sameName();
	const renamed = await context.db
		.update(groups)
		.set({ name: name.trim() })
		.where(and(eq(groups.orgId, actor.orgId), eq(groups.id, groupId)))
		.returning({ id: groups.id });
	if (!renamed.length) return noSuchGroup();
	context.announce(actor.orgId, ['groups']);
	return ok(null);
}
