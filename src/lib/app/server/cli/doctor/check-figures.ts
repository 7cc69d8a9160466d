import { sql } from 'drizzle-orm';
import { listOrganizations, type Organization } from '#lib/identity/server/index.ts';
import { holdLedger, rebuildOrganization } from '#lib/metrics/activity/server/index.ts';
import { rebuildProgress } from '#lib/metrics/goals/server/index.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

const REMEDY = 'Run: npm run -s winbell -- rebuild totals';

/** Whether totals and goals say what the ledger says: counted anew, compared, and put back. */
export async function checkFigures({ database }: Installation): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const organization of await listOrganizations(database.db)) {
		const { totals, goals } = await compare(database.db, organization);
		const wrong = [
			...(totals ? [`${totals} totals`] : []),
			...(goals ? [`${goals} goals`] : [])
		].join(' and ');
		findings.push(
			wrong
				? { state: 'fix', text: `${organization.name}: ${wrong} differ from the ledger. ${REMEDY}` }
				: { state: 'ok', text: `${organization.name}: totals and goals equal the ledger.` }
		);
	}
	return findings;
}

interface Differences {
	totals: number;
	goals: number;
}

// Thrown to undo the counting; carries what it found.
class Counted extends Error {
	constructor(readonly differences: Differences) {
		super('counted');
	}
}

async function compare(db: Queryable, organization: Organization): Promise<Differences> {
	try {
		return await db.transaction(async (tx) => {
			throw new Counted(await count(tx, organization));
		});
	} catch (error) {
		if (error instanceof Counted) return error.differences;
		throw error;
	}
}

async function count(tx: Queryable, organization: Organization): Promise<Differences> {
	const { id } = organization;
	const figures = sql`
		select metric_id, period_kind, period_start, member_id, team_id, value, activities, entries
		from totals where org_id = ${id}
		union all
		select metric_id, 'scored', day, member_id, team_id, scored, 0, 0
		from guarded_scores where org_id = ${id}`;
	await holdLedger(tx, id);
	await tx.execute(sql`create temporary table totals_before on commit drop as ${figures}`);
	await rebuildOrganization(tx, organization);
	const result = await tx.execute(sql`
		with now as (${figures})
		select count(*)::int as differences from (
			(select * from totals_before except select * from now)
			union all
			(select * from now except select * from totals_before)
		) as d`);
	const alone = { db: tx, clock: systemClock, announce: () => {} };
	const { corrected } = await rebuildProgress(alone, id);
	return {
		totals: (result.rows[0] as { differences: number }).differences,
		goals: corrected
	};
}
