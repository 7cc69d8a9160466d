import { listOrganizations } from '#lib/identity/server/index.ts';
import { listUnresolved } from '#lib/metrics/activity/server/index.ts';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

/** Activities that came in for people or metrics that nobody knows. */
export async function checkWaiting({ database }: Installation): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const { id, name, slug } of await listOrganizations(database.db))
		for (const { reason, name: unknown, activities } of await listUnresolved(database.db, id))
			findings.push({
				state: 'note',
				text:
					reason === 'unknown-member'
						? `${name}: ${activities} activities wait for somebody called “${unknown}”. Add them with: people import FILE --org ${slug}`
						: `${name}: ${activities} activities wait for a metric “${unknown}”. Make it with: metric create --org ${slug} --key ${unknown}`
			});
	return findings;
}
