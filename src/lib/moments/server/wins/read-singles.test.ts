import { asc } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { readSingles } from './read-singles.ts';

const WORD = { by: 'aiko', note: 'Typed twice.' };

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
});

async function sell(amounts: number[], day: string): Promise<void> {
	const entries = amounts.map((value) => ({
		metric: 'revenue',
		member: 'aiko@halden.example',
		value,
		occurredAt: day,
		source: 'crm',
		externalId: `${day}-${value}`
	}));
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
}

async function ledger() {
	return database.db.select().from(activities).orderBy(asc(activities.position));
}

test('a past is beaten by what is larger than all of it that still counts', async () => {
	const { orgId } = team;
	await sell([100, 500, 900], '2026-11-17');
	const past = (await ledger()).filter((row) => row.orgId === orgId);
	await team.ledger.reverse(orgId, past[2]!.id, WORD);
	const { memberId, metricId } = past[0]!;
	const asked = (largest: bigint) => ({
		...{ memberId, metricId, day: '2026-11-18', largest },
		...{ position: past[2]!.position, week: '2026-11-16', month: '2026-11-01' }
	});
	const singles = await readSingles(database.db, orgId, [asked(60_000n), asked(50_000n)]);
	expect(singles).toEqual([
		{ value: 50_000n, of: 2 },
		{ value: 50_000n, of: 1 }
	]);
});
