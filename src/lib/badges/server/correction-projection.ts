import type { Projection } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { addJob } from '#lib/platform/server/jobs.ts';

/** What the job `award-corrected` is told. */
export interface Corrected {
	orgId: OrgId;
	ids: ActivityId[];
}

/**
 * A correction rings no bell and has no reaction of its own, but may take the ground from a badge:
 * leaves a job in the ledger's transaction. Costs new work nothing.
 */
export const correctionProjection: Projection = async (tx, rows) => {
	const byOrg = new Map<OrgId, ActivityId[]>();
	for (const { orgId, id, sign, source } of rows)
		if (sign < 0 || source === 'reversal') byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), id]);
	const jobs = [...byOrg].map(([orgId, ids]): Corrected => ({ orgId, ids }));
	return async () => {
		await together(jobs.map((job) => addJob(tx, 'award-corrected', job)));
		return [];
	};
};
