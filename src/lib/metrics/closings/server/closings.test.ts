import { expect, it } from 'vitest';
import {
	correctByHand,
	countAgain,
	openEntry,
	takeBack
} from '#lib/metrics/activity/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { addMember } from '#lib/identity/server/index.ts';
import { periodOf } from '#lib/platform/period.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { closePeriods, closingOf, lateRows } from './index.ts';

const BERLIN = { weekStart: 1, fiscalStart: 1 };
const WEEK = periodOf('week', '2026-11-18', BERLIN);

const database = await freshDatabase();
let n = 0;

async function demo(team: SmallTeam, who: string, day: string, recordedBy = 'key:crm') {
	const recorded = await team.ledger.record({
		orgId: team.orgId,
		recordedBy,
		entries: [
			{
				metric: 'demos-held',
				member: `${who}@halden.example`,
				value: 1,
				occurredAt: day,
				source: 'crm',
				externalId: `demo-${++n}`
			}
		]
	});
	expect(recorded).toMatchObject({ recorded: 1, rejected: [], unresolved: [] });
	return recorded;
}

/** Period kind and first day → demos of everybody, as closed. */
async function finals(team: SmallTeam) {
	const { rows } = await database.pool.query(
		`select f.period_kind, f.period_start::text as start, sum(f.value)::int as demos
		from final_totals f join metrics k on k.org_id = f.org_id and k.id = f.metric_id
		where f.org_id = $1 and k.key = 'demos-held' group by 1, 2`,
		[team.orgId]
	);
	return Object.fromEntries(rows.map((row) => [`${row.period_kind} ${row.start}`, row.demos]));
}

async function closed(team: SmallTeam): Promise<string[]> {
	const { rows } = await database.pool.query(
		`select period_kind as kind, period_start::text as start, position from closings
		where org_id = $1 order by position`,
		[team.orgId]
	);
	return rows.map((row) => `${row.kind} ${row.start}`);
}

it('a week closes at noon on Monday; a demo that comes after it is late and moves no final figure', async () => {
	const team = await smallTeam(database, 'Monday noon');
	team.at('2026-11-19T16:00:00Z');
	expect(await demo(team, 'aiko', '2026-11-18')).toMatchObject({ late: [] });
	await demo(team, 'lena', '2026-11-19');

	// 11:59 in Berlin: Sunday is not over for good, and the week is not.
	team.at('2026-11-23T10:59:00Z');
	await closePeriods(team.context);
	expect(await closed(team)).toEqual([
		'day 2026-11-18',
		'day 2026-11-19',
		'day 2026-11-20',
		'day 2026-11-21'
	]);
	expect(await closingOf(database.db, team.orgId, WEEK)).toBeNull();
	expect(await demo(team, 'lena', '2026-11-19')).toMatchObject({
		late: [{ index: 0, closed: ['day'], detail: 'Its day had closed: it counts there as late.' }]
	});

	team.announced();
	team.at('2026-11-23T11:00:00Z');
	expect(await closePeriods(team.context)).toBe(2);
	expect(team.announced()).toEqual(['closings']);
	expect((await closed(team)).slice(-2)).toEqual(['day 2026-11-22', 'week 2026-11-16']);
	expect(await closingOf(database.db, team.orgId, WEEK)).toEqual(new Date('2026-11-23T11:00:00Z'));
	const final = { 'day 2026-11-18': 1, 'day 2026-11-19': 1, 'week 2026-11-16': 3 };
	expect(await finals(team)).toEqual(final);

	const late = await demo(team, 'aiko', '2026-11-18');
	expect(late.late).toEqual([
		{
			index: 0,
			closed: ['day', 'week'],
			detail: 'Its day and its week had closed: it counts there as late.'
		}
	]);
	expect(await finals(team)).toEqual(final);
	const { rows } = await database.pool.query(
		`select sum(value)::int as demos from totals t join metrics k on k.id = t.metric_id
		where t.org_id = $1 and k.key = 'demos-held' and period_kind = 'week'`,
		[team.orgId]
	);
	expect(rows[0].demos).toBe(4);
});

it('what came late is named, a reversal of closed work too', async () => {
	const team = await smallTeam(database, 'Late rows');
	await demo(team, 'aiko', '2026-11-18');
	team.at('2026-11-23T11:00:00Z');
	await closePeriods(team.context);
	await demo(team, 'aiko', '2026-11-18');
	await demo(team, 'aiko', '2026-11-23');
	const { rows } = await database.pool.query<{ id: ActivityId }>(
		`select id from activities where org_id = $1 order by position`,
		[team.orgId]
	);
	const [first] = rows;
	await team.ledger.reverse(team.orgId, first!.id, { by: 'key:crm', note: 'Never happened.' });
	const all = await database.pool.query<{ id: ActivityId }>(
		`select id from activities where org_id = $1 order by position`,
		[team.orgId]
	);
	const ids = all.rows.map(({ id }) => id);
	const late = await lateRows(database.db, team.orgId, ids);
	expect(late.map(({ id, closed }) => [ids.indexOf(id), closed])).toEqual([
		[1, ['day', 'week']],
		[3, ['day', 'week']]
	]);
	expect(late[0]).toMatchObject({
		memberId: team.aiko.memberId,
		day: '2026-11-18',
		recordedBy: 'key:crm'
	});
});

it('who takes back, counts again or corrects an entry of a closed week is told, and so is who looks', async () => {
	const team = await smallTeam(database, 'By hand');
	await demo(team, 'aiko', '2026-11-18', 'import');
	const { rows } = await database.pool.query<{ id: ActivityId }>(
		`select id from activities where org_id = $1`,
		[team.orgId]
	);
	const [{ id }] = rows as [{ id: ActivityId }];
	const { context, ledger, ines } = team;
	const word = { id, reason: 'It was a rehearsal.' };
	expect(await takeBack(context, ledger, ines, word)).toMatchObject({ value: { late: [] } });
	team.at('2026-11-23T11:00:00Z');
	await closePeriods(context);
	const late = [{ day: '2026-11-18', closed: ['day', 'week'] }];
	const told = { ok: true, value: { late } };
	expect(await countAgain(context, ledger, ines, word)).toMatchObject(told);
	expect(await takeBack(context, ledger, ines, word)).toMatchObject(told);
	await countAgain(context, ledger, ines, word);
	const right = { metric: 'demos-held', value: '2', day: '2026-11-23', ...word };
	const corrected = await correctByHand(context, ledger, ines, {
		...right,
		memberId: team.aiko.memberId
	});
	expect(corrected).toMatchObject(told);
	const opened = await openEntry(context, team.aiko, id, lateRows);
	expect(opened.ok && opened.value.rows.map(({ closed }) => closed.join(' '))).toEqual([
		'',
		'',
		'day week',
		'day week',
		'day week',
		'day week',
		''
	]);
});

it('what waited for its person until the week had closed is told as late when it counts', async () => {
	const team = await smallTeam(database, 'Waited');
	const [metric, email] = ['demos-held', 'sana@halden.example'];
	const sale = { metric, member: email, value: 1, source: 'crm', externalId: 'waits' };
	const entries = [{ ...sale, occurredAt: '2026-11-18' }];
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'key:crm', entries });
	team.at('2026-11-23T11:00:00Z');
	await closePeriods(team.context);
	const sana = { name: 'Sana Noor', email, role: 'rep' } as const;
	await addMember(database.db, team.orgId, sana, team.context.clock.now());
	expect(await team.ledger.recordWaiting(team.orgId)).toEqual({
		counted: 1,
		rejected: [],
		late: [{ closed: ['day', 'week'] }]
	});
	expect(await finals(team)).toEqual({});
});

it('closing again, or twice at once, changes nothing', async () => {
	const team = await smallTeam(database, 'Twice');
	await demo(team, 'aiko', '2026-11-18');
	team.at('2026-11-24T11:00:00Z');
	const allClosings = async () =>
		(await database.pool.query('select count(*)::int as n from closings')).rows[0].n as number;
	const earlier = await allClosings();
	const counts = await Promise.all([1, 2, 3].map(() => closePeriods(team.context)));
	expect(counts.reduce((sum, count) => sum + count)).toBe((await allClosings()) - earlier);
	expect(await closed(team)).toHaveLength(7);
	const before = await finals(team);
	await demo(team, 'aiko', '2026-11-18');
	expect(await closePeriods(team.context)).toBe(0);
	expect(await finals(team)).toEqual(before);
});

it('after weeks of silence everything closes in the order of time, a month after its last day', async () => {
	const team = await smallTeam(database, 'Silence');
	team.at('2027-01-02T12:00:00Z');
	await closePeriods(team.context);
	const order = await closed(team);
	expect(order.slice(0, 2)).toEqual(['day 2026-11-18', 'day 2026-11-19']);
	expect(order.slice(-4)).toEqual([
		'day 2026-12-31',
		'month 2026-12-01',
		'quarter 2026-10-01',
		'day 2027-01-01'
	]);
	expect(order.indexOf('week 2026-11-16')).toBe(order.indexOf('day 2026-11-22') + 1);
	expect(order).toContain('month 2026-11-01');
	expect(order).toHaveLength(45 + 6 + 2 + 1);
});

it('what had ended before the organization was there never closes', async () => {
	const team = await smallTeam(database, 'New here');
	await demo(team, 'aiko', '2026-11-11');
	team.at('2026-12-02T12:00:00Z');
	await closePeriods(team.context);
	const order = await closed(team);
	expect(order[0]).toBe('day 2026-11-18');
	expect(order).not.toContain('week 2026-11-09');
	expect(order).toContain('month 2026-11-01');
	expect(await demo(team, 'aiko', '2026-11-10')).toMatchObject({ late: [{ closed: ['month'] }] });
	expect(await demo(team, 'aiko', '2026-10-10')).toMatchObject({ late: [] });
});

it('what has closed is announced though the next does not close, and other organizations go on', async () => {
	const [torn, whole] = [await smallTeam(database, 'Torn'), await smallTeam(database, 'Whole')];
	torn.at('2026-11-21T12:00:00Z');
	const announced: string[] = [];
	const announce = (orgId: string, facts: string[]) => void announced.push(`${orgId} ${facts}`);
	const failing = new Proxy(database.db, {
		get(db, name) {
			const found = Reflect.get(db, name) as (...args: unknown[]) => unknown;
			if (name !== 'transaction') return typeof found === 'function' ? found.bind(db) : found;
			return (work: (tx: object) => Promise<unknown>) =>
				db.transaction(async (tx) => {
					const done = await work(tx);
					const second = await tx.execute(
						`select from closings where org_id = '${torn.orgId}' having count(*) > 1`
					);
					if (second.rowCount) throw new Error('The disk is full.');
					return done;
				});
		}
	});
	await expect(closePeriods({ ...torn.context, db: failing, announce })).rejects.toThrow('disk');
	expect(await closed(torn)).toEqual(['day 2026-11-18']);
	expect(await closed(whole)).toEqual(['day 2026-11-18', 'day 2026-11-19', 'day 2026-11-20']);
	expect(announced).toEqual(
		expect.arrayContaining([`${torn.orgId} closings`, `${whole.orgId} closings`])
	);
});
