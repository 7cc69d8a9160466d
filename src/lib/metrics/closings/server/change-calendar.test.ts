import { expect, it } from 'vitest';
import { rebuildTotals } from '#lib/metrics/activity/server/index.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { changeCalendar, closePeriods } from './index.ts';

const FROM_SUNDAY = { weekStart: 7, fiscalStart: 2 };

const database = await freshDatabase();
let n = 0;

async function record(team: SmallTeam, day: string) {
	const entry = { metric: 'demos-held', member: 'aiko@halden.example', value: 1, occurredAt: day };
	const entries = [{ ...entry, source: 'crm', externalId: `demo-${++n}` }];
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'key:crm', entries });
}

async function starts({ orgId }: SmallTeam) {
	const { rows } = await database.pool.query(
		`select t.period_kind || ' ' || t.period_start || ': ' || t.value as line
		from totals t join metrics k on k.org_id = t.org_id and k.id = t.metric_id
		where t.org_id = $1 and t.period_kind in ('week', 'quarter') order by 1`,
		[orgId]
	);
	return rows.map(({ line }) => line);
}

it('the week and the fiscal year change in the first days, and everything is counted anew', async () => {
	const team = await smallTeam(database, 'First days');
	await record(team, '2026-11-15');
	await record(team, '2026-11-18');
	expect(await starts(team)).toEqual([
		'quarter 2026-10-01: 2',
		'week 2026-11-09: 1',
		'week 2026-11-16: 1'
	]);
	team.announced();
	expect(await changeCalendar(team.context, team.greta, FROM_SUNDAY)).toEqual({
		ok: true,
		value: null
	});
	expect(team.announced()).toEqual(['*']);
	const counted = ['quarter 2026-11-01: 2', 'week 2026-11-15: 2'];
	expect(await starts(team)).toEqual(counted);
	await record(team, '2026-11-18');
	expect(await starts(team)).toEqual(['quarter 2026-11-01: 3', 'week 2026-11-15: 3']);
	await rebuildTotals(team.context);
	expect(await starts(team)).toEqual(['quarter 2026-11-01: 3', 'week 2026-11-15: 3']);
	const { rows } = await database.pool.query(
		'select * from rule_changes where org_id = $1 order by kind',
		[team.orgId]
	);
	expect(rows).toMatchObject([
		{
			kind: 'calendar',
			by: `member:${team.greta.memberId}`,
			before: { weekStart: 1, fiscalStart: 1 },
			after: FROM_SUNDAY
		},
		{ kind: 'rebuild', by: 'cli' }
	]);
});

it('once a week has closed its start stays; the fiscal year may still change', async () => {
	const team = await smallTeam(database, 'Closed week');
	team.at('2026-11-23T11:00:00Z');
	await closePeriods(team.context);
	const refused = await changeCalendar(team.context, team.greta, FROM_SUNDAY);
	expect(refused).toMatchObject({
		ok: false,
		problem: {
			fields: {
				weekStart: 'The first week has closed. Its figures are final, so the week stays as it is.'
			}
		}
	});
	const april = { weekStart: 1, fiscalStart: 4 };
	expect(await changeCalendar(team.context, team.greta, april)).toMatchObject({ ok: true });
	expect(await readOrganization(database.db, team.orgId)).toMatchObject(april);
});

it('only an admin changes it', async () => {
	const team = await smallTeam(database, 'Not yours');
	expect(await changeCalendar(team.context, team.ines, FROM_SUNDAY)).toMatchObject({
		ok: false,
		problem: { kind: 'forbidden' }
	});
});

it('whatever is recorded while it changes counts by the new calendar', async () => {
	const team = await smallTeam(database, 'Meanwhile');
	const recording = Array.from({ length: 60 }, (_, i) =>
		record(team, ['2026-11-15', '2026-11-16', '2026-11-18'][i % 3]!)
	);
	const changing = changeCalendar(team.context, team.greta, FROM_SUNDAY);
	await Promise.all([...recording, changing, record(team, '2026-11-17')]);
	expect(await starts(team)).toEqual(['quarter 2026-11-01: 61', 'week 2026-11-15: 61']);
});
