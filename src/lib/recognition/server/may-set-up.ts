import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { refuse, type Result } from '#lib/platform/result.ts';

/** Why this person does not say how the organization thanks; undefined for an admin. */
export function refuseSetup(actor: MemberActor): Extract<Result<never>, { ok: false }> | undefined {
	return may(actor, { may: 'recognition.setup' })
		? undefined
		: refuse('forbidden', 'Only an admin can change this. Ask one of yours.');
}
