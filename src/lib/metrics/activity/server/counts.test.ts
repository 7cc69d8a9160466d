import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { activities, counts } from './index.ts';

let database: Database;
let halden: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
	const { orgId, ledger } = halden;
	for (let part = 0; part < 4; part += 1) {
		const entries = Array.from({ length: 1000 }, (_, at) => ({
			metric: 'demos-held',
			member: 'aiko@halden.example',
			value: 1,
			occurredAt: '2026-11-17',
			source: 'crm',
			externalId: `D-${part}-${at}`
		}));
		await ledger.record({ orgId, recordedBy: 'import', entries, quiet: true });
	}
	await database.pool.query('analyze activities');
});

test('what was taken back is sought among the reversals, never in all of the ledger', async () => {
	const asked = sql`select ${activities.id}, ${counts()} from ${activities}
		where ${activities.orgId} = ${halden.orgId}`;
	const { rows } = await database.db.execute(sql`explain ${asked}`);
	const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
	expect(plan).toContain('activities_reversed_once');
	expect(plan).not.toMatch(/Seq Scan on activities r\b/);
});
