import type { Organization } from '#lib/identity/organization.ts';
import { listOrganizations } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { decideRounds } from './decide-rounds.ts';
import { openRounds } from './open-rounds.ts';
import { retireRounds } from './retire-rounds.ts';

/**
 * Asks about programmes, decides what was asked and retires what nobody kept, in every organization
 * by its own calendar. Again, late, or twice at once changes nothing.
 */
export async function runProgrammes(context: Context): Promise<void> {
	for (const organization of await listOrganizations(context.db))
		await runProgrammesIn(context, organization);
}

/** The same for one organization. */
export async function runProgrammesIn(context: Context, organization: Organization): Promise<void> {
	const now = context.clock.now();
	const retired = await retireRounds(context, organization);
	const decided = await decideRounds(context.db, organization, now);
	const opened = await openRounds(context.db, organization, now);
	if (retired + decided + opened) context.announce(organization.id, ['asks']);
}
