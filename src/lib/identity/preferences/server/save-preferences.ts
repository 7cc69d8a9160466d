import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Preferences } from '../preferences.ts';
import { preferences } from './schema.ts';

/** What somebody changes; the rest stays as it is. */
export type PreferencesChange = Partial<Omit<Preferences, 'onCallUntil' | 'picture'>> & {
	onCallUntil?: Date | null;
};

/** Keeps what somebody chose for themselves; every screen that names them follows at once. */
export async function savePreferences(
	context: Context,
	actor: MemberActor,
	change: PreferencesChange
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	if (!Object.keys(change).length) return ok(null);
	await context.db
		.insert(preferences)
		.values({ orgId, memberId, ...change })
		.onConflictDoUpdate({ target: [preferences.orgId, preferences.memberId], set: change });
	const hides = change.hideFromTv === undefined ? [] : ['hides'];
	context.announce(orgId, [...preferenceFacts(memberId), ...hides]);
	return ok(null);
}

/** What is announced where somebody changed how they are seen or rung for. */
export function preferenceFacts(memberId: MemberId): string[] {
	return ['preferences', `preferences:${memberId}`];
}

/** `forbidden`: admins and managers do not choose it for others either. */
export function onlyOneself() {
	return refuse('forbidden', 'Everybody chooses this for themselves.');
}
