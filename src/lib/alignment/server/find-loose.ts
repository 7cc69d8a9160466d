import { readOrganization } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { workPhrase } from '../alignment-words.ts';
import type { AlignedPeriod } from '../picture.ts';
import { readPicture } from './read-alignment.ts';

/** What somebody did of a metric that feeds no goal, in words of today; undefined where there is none. */
export async function findLoose(
	{ db, clock }: Context,
	orgId: OrgId,
	memberId: MemberId,
	{ metric, period }: { metric: string; period: AlignedPeriod }
): Promise<string | undefined> {
	const organization = await readOrganization(db, orgId);
	const asked = { whose: { kind: 'member' as const, id: memberId }, period, teamId: null };
	const { loose, kept } = await readPicture(
		db,
		organization,
		{ ...asked, reader: memberId },
		clock.now()
	);
	const work = [...loose, ...kept].find((each) => each.metric.key === metric);
	return work && workPhrase(work, period, organization.currency);
}
