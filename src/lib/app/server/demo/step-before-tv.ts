import { actorOfDisplay, confirmPairing, startPairing } from '#lib/displays/server/index.ts';
import type { DisplayId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readStory } from './read-story.ts';
import { ADMIN } from './story.ts';

export interface OwnTv {
	id: DisplayId;
	/** What the TV keeps in its cookie. */
	token: string;
}

/**
 * Pairs this browser as a TV of the demo team, the way any TV is paired, without the walk to the
 * phone. A browser that is one already stays the same.
 */
export async function stepBeforeTv(
	context: Context,
	token: string | undefined,
	address: string
): Promise<Result<OwnTv>> {
	const story = await readStory(context);
	if (!story) return refuse('missing', 'There is no demo team here to show.');
	const known = await actorOfDisplay(context.db, token);
	if (token && known?.orgId === story.organization.id) return ok({ id: known.displayId, token });
	const pairing = await startPairing(context, undefined, address);
	if (!pairing.ok) return pairing;
	const confirmed = await confirmPairing(context, story.people[ADMIN.name]!, {
		code: pairing.value.code,
		name: 'Demo TV',
		teamId: null
	});
	if (!confirmed.ok) return confirmed;
	return ok({ id: confirmed.value.id, token: pairing.value.token });
}
