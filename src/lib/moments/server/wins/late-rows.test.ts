import { asc } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { lateRows } from './late-rows.ts';

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

test('what came in after a win stands or not as it does now, also where a reversal was withdrawn', async () => {
	const { orgId } = team;
	await sell([100], '2026-11-18');
	const [win] = (await ledger()).filter((row) => row.orgId === orgId);
	await sell([200, 300, 400], '2026-11-18');
	const [, kept, twice, back] = (await ledger()).filter((row) => row.orgId === orgId);
	await team.ledger.reverse(orgId, twice!.id, WORD);
	await team.ledger.reverse(orgId, back!.id, WORD);
	await team.ledger.withdraw(orgId, back!.id, WORD);
	const late = await database.db.transaction((tx) =>
		lateRows(tx, orgId, [win!], [win!.metricId], [])
	);
	const sums = late.map(({ stands, value }) => ({ stands, value }));
	expect(sums).toContainEqual({ stands: true, value: kept!.value + back!.value });
	const total = sums.reduce((sum, { value }) => sum + value, 0n);
	expect(total).toBe(kept!.value + back!.value);
});
