import { beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { changeRule, rebuildTotals, type Entry } from './index.ts';

let database: Database;
let halden: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	halden = await smallTeam(database);
	await takeJobs(database);
});

/** So many of Aiko's demos, one a day over and over. */
function demos(many: number, days: string[]): Entry[] {
	return Array.from({ length: many }, (_, at) => ({
		metric: 'demos-held',
		member: 'aiko@halden.example',
		value: 1,
		occurredAt: days[at % days.length]!,
		source: 'crm',
		externalId: `D-${at}`
	}));
}

const send = (entries: Entry[]) =>
	halden.ledger.record({ orgId: halden.orgId, recordedBy: 'key:crm', entries });

async function totals(): Promise<unknown[]> {
	const { rows } = await database.pool.query(
		`select metric_id, period_kind, period_start, value, activities from totals
		where org_id = $1 order by 1, 2, 3`,
		[halden.orgId]
	);
	return rows;
}

test('a large batch that says one entry twice counts it once, and rings once for what is new', async () => {
	const entries = demos(150, ['2026-11-17', '2026-11-18']);
	const answer = await send([...entries, entries[7]!, { ...entries[8]!, value: 2 }]);
	expect(answer).toMatchObject({
		recorded: 150,
		duplicates: 1,
		rejected: [{ index: 151, reason: 'other-content' }]
	});
	const jobs = await takeJobs<{ ids: string[] }>(database);
	expect(jobs.map(({ ids }) => new Set(ids).size)).toEqual([150]);
	expect(await send(entries)).toMatchObject({ recorded: 0, duplicates: 150 });
	expect(await takeJobs(database)).toEqual([]);
	const counted = await totals();
	await rebuildTotals(halden.context);
	expect(await totals()).toEqual(counted);
});

test('a large batch over a change of rule scores each day by the rule of that day', async () => {
	const { orgId, context } = halden;
	const all = await listMetrics(database.db, orgId, '2026-11-18');
	const { id, ...rule } = all.find(({ key }) => key === 'demos-held')!;
	const changed = await changeRule(context, orgId, id, { ...rule, pointsPerUnit: '7' }, null);
	expect(changed).toMatchObject({ value: { effectiveFrom: '2026-11-18' } });
	await send(demos(120, ['2026-11-17', '2026-11-18']));
	const { rows } = await database.pool.query(
		`select period_start::text as day, (value / 1000000000)::text as points from totals
		where org_id = $1 and metric_id = $2 and period_kind = 'day' order by 1`,
		[orgId, NONE]
	);
	expect(rows).toEqual([
		{ day: '2026-11-17', points: String(60 * Number(rule.pointsPerUnit)) },
		{ day: '2026-11-18', points: String(60 * 7) }
	]);
});
