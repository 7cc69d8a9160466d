import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { findBackDated } from './find-back-dated.ts';
import { findBursts } from './find-bursts.ts';
import { findLateFlags } from './find-late-flags.ts';
import { findRoundRuns } from './find-round-runs.ts';
import { keepFlags } from './keep-flags.ts';
import { readNewRows } from './read-new-rows.ts';

/**
 * Looks at what was just recorded for what is worth a look. Changes no figure; may run any number of
 * times for the same activities. What was imported about the past is not looked at for how it was
 * done, only for coming late.
 */
export async function findFlags(
	context: Context,
	fact: { orgId: OrgId; kind: string; ids?: ActivityId[] }
): Promise<void> {
	if (fact.kind !== 'activities' || !fact.ids?.length) return;
	const { db } = context;
	const { orgId } = fact;
	const organization = await readOrganization(db, orgId);
	const rows = await readNewRows(db, organization, fact.ids);
	const fresh = rows.filter(({ day, recordedOn }) => day === recordedOn);
	const flags = [
		...(await findBursts(db, organization, fresh)),
		...(await findRoundRuns(db, organization, fresh)),
		...(await findBackDated(db, organization, rows)),
		...(await findLateFlags(db, organization, rows))
	];
	await keepFlags(context, orgId, flags);
}
