import type { Problem } from '#lib/platform/result.ts';
import type { Actor, Scope } from '../../actor.ts';

/** Why the API does not answer: no key at all, or one without the scope. */
export function refuseKey(actor: Actor | null, scope: Scope): Problem {
	if (actor?.kind !== 'key')
		return {
			kind: 'unauthenticated',
			detail:
				'Send a valid API key: "Authorization: Bearer KEY". An admin makes one under API keys.'
		};
	return {
		kind: 'forbidden',
		detail: `This API key lacks the scope ${scope}. Make one that has it.`
	};
}
