import type { MemberActor } from '#lib/identity/actor.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { savePreferences } from './save-preferences.ts';

/** Keeps somebody's phone still for so many minutes; 0 is back from the call. */
export async function goOnCall(
	context: Context,
	actor: MemberActor,
	minutes: number
): Promise<Result<null>> {
	const until = new Date(context.clock.now().getTime() + minutes * 60_000);
	return savePreferences(context, actor, { onCallUntil: minutes ? until : null });
}
