import { eq } from 'drizzle-orm';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { weekdayName } from '#lib/platform/workdays.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { onlyAdmins } from './change-role.ts';
import { noteChange } from './note-change.ts';
import { readOrganization } from './read-organization.ts';
import { organizations } from './schema.ts';

/**
 * Says on which ISO weekdays people work. Streaks count them from the next win on; what has rung
 * stays as it is.
 */
export async function setWorkdays(
	context: Context,
	actor: MemberActor,
	days: readonly number[]
): Promise<Result<null>> {
	if (!may(actor, { may: 'organization.edit' })) return onlyAdmins();
	const { orgId, memberId } = actor;
	const workdays = [...new Set(days)].sort((a, b) => a - b);
	await context.db.transaction(async (tx) => {
		const before = await readOrganization(tx, orgId);
		if (before.workdays.join() === workdays.join()) return;
		await tx.update(organizations).set({ workdays }).where(eq(organizations.id, orgId));
		await noteChange(tx, {
			orgId,
			at: context.clock.now(),
			by: `member:${memberId}`,
			kind: 'workdays',
			subject: 'organization',
			before: { workdays: before.workdays, words: wordsOf(before.workdays) },
			after: { workdays, words: wordsOf(workdays) },
			effectiveFrom: null
		});
	});
	context.announce(orgId, ['people']);
	return ok(null);
}

function wordsOf(workdays: readonly number[]): string {
	return workdays.map(weekdayName).join(', ');
}
