import { expect, it, vi } from 'vitest';
import { addGroup, groupMemberships } from '#lib/identity/server/index.ts';
import { openFigure, saveFigure } from '#lib/metrics/activity/server/index.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import { parseCsv } from '../../../../../tests/csv.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { closedFigure, closePeriods } from './index.ts';

const WEEK = { from: '2026-11-16', to: '2026-11-22' };

const database = await freshDatabase();
const team: SmallTeam = await smallTeam(database);
let n = 0;

async function record(who: string, metric: string, value: number, occurredAt: string) {
	const entry = { metric, member: `${who}@halden.example`, value, occurredAt, source: 'crm' };
	const entries = [{ ...entry, externalId: `entry-${++n}` }];
	const recorded = await team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
	expect(recorded.recorded).toBe(1);
}

async function figure(metric: string, member: string | null = team.aiko.memberId) {
	const address = { metric, ...WEEK, member: member ?? undefined };
	const opened = await openFigure(team.context, team.ines, address, closedFigure);
	if (!opened.ok) throw new Error(opened.problem.detail);
	return opened.value.behind;
}

type Figure = Awaited<ReturnType<typeof figure>>;

/** The two sums of a closed figure, as its lists give them. */
function added({ unit, items, closed }: Figure) {
	const amount = (item: { value: string; points: string }) =>
		BigInt(unit === 'points' ? item.points : item.value);
	const sum = (list: { value: string; points: string }[]) =>
		list.reduce((all, item) => all + amount(item), 0n);
	const { held, after } = closed!;
	return {
		final: String(sum(items) + BigInt(held)),
		late: String(sum(after.items) + BigInt(after.left.sum) + BigInt(after.held))
	};
}

async function rowOf(externalId: string): Promise<ActivityId> {
	const { rows } = await database.pool.query(
		'select id from activities where org_id = $1 and external_id = $2',
		[team.orgId, externalId]
	);
	return rows[0].id;
}

/** Lena is in it all the time, Aiko from the middle of the week. */
async function gather(): Promise<string> {
	const group = await addGroup(team.context, team.greta, { name: 'New starters' });
	if (!group.ok) throw new Error(group.problem.detail);
	const { orgId, lena, aiko } = team;
	const of = { orgId, groupId: group.value.id };
	await database.db.insert(groupMemberships).values([
		{ ...of, memberId: lena.memberId, startsOn: '2026-11-01' },
		{ ...of, memberId: aiko.memberId, startsOn: '2026-11-18' }
	]);
	return group.value.key;
}

const group = await gather();

it('a closed figure lists what was in it, and apart what came later; both lists add up', async () => {
	await record('aiko', 'demos-held', 2, '2026-11-17');
	await record('aiko', 'demos-held', 1, '2026-11-18');
	await record('aiko', 'revenue', 18400, '2026-11-18');
	await record('aiko', 'calls-connected', 200, '2026-11-18');
	await record('lena', 'demos-held', 1, '2026-11-18');
	expect((await figure('demos-held')).closed).toBeNull();

	team.at('2026-11-23T11:00:00Z');
	await closePeriods(team.context);
	const quiet = await figure('demos-held');
	expect(quiet).toMatchObject({ sum: '3', activities: 2, closed: { held: '0' } });
	expect(quiet.closed!.after).toMatchObject({ now: '3', sum: '0', entries: 0, items: [] });

	await record('aiko', 'demos-held', 4, '2026-11-20');
	const taken = { by: `member:${team.ines.memberId}`, note: 'It was one.' };
	await team.ledger.reverse(team.orgId, await rowOf('entry-1'), taken);
	const demos = await figure('demos-held');
	expect(demos).toMatchObject({
		sum: '3',
		activities: 2,
		items: [
			{ value: '1', since: undefined },
			{
				...{ value: '2', mayTakeBack: false },
				// The day ended before the organization was there, and never closes.
				since: { counted: true, closed: 'week', open: ['day', 'month', 'quarter'] }
			}
		],
		closed: { at: '2026-11-23T11:00:00.000Z', held: '0' }
	});
	expect(demos.closed!.after).toMatchObject({
		now: '5',
		sum: '2',
		entries: 2,
		items: [{ value: '-2' }, { value: '4', mayTakeBack: true }],
		left: { entries: 0, sum: '0' },
		held: '0'
	});
	expect(added(demos)).toEqual({ final: '3', late: '2' });
});

it('points are listed whole, and what caps and guardrails held back is a line of its own', async () => {
	const points = await figure('points');
	expect(points.caps).toEqual([]);
	expect(BigInt(points.closed!.held)).toBeLessThan(0n);
	expect(added(points)).toEqual({ final: points.sum, late: points.closed!.after.sum });
	expect(BigInt(points.closed!.after.now)).toBe(
		BigInt(points.sum) + BigInt(points.closed!.after.sum)
	);
});

it('a team of many late entries lists the newest and sums up the rest', async () => {
	for (let i = 0; i < 60; i++) await record('lena', 'demos-held', 1, '2026-11-19');
	const whole = await figure('demos-held', null);
	expect(whole.sum).toBe('4');
	expect(whole.closed!.after).toMatchObject({ entries: 62, left: { entries: 12, sum: '12' } });
	expect(added(whole)).toEqual({ final: '4', late: '62' });
});

it('days that are no closed period have no final figure', async () => {
	const opened = await openFigure(
		team.context,
		team.ines,
		{ metric: 'demos-held', from: '2026-11-17', to: '2026-11-19', member: team.aiko.memberId },
		closedFigure
	);
	expect(opened).toMatchObject({ ok: true, value: { behind: { sum: '1', closed: null } } });
	// A whole year of them reads no closing that lies within it.
	const asks = vi.spyOn(database.pool, 'query');
	const everybody = { metric: null, memberId: null, page: null };
	const year = { ...everybody, from: '2026-01-01', to: '2026-12-31' };
	expect(await closedFigure(database.db, team.orgId, year)).toBeNull();
	expect(asks).toHaveBeenCalledTimes(1);
	expect(await asks.mock.results[0]!.value).toMatchObject({ rows: [] });
	asks.mockRestore();
});

it('a group’s closed figure counts the days on which somebody was in it, points too', async () => {
	const open = async (metric: string, member: string | undefined) => {
		const address = { metric, ...WEEK, member, group };
		const opened = await openFigure(team.context, team.ines, address, closedFigure);
		if (!opened.ok) throw new Error(opened.problem.detail);
		return opened.value.behind;
	};
	const whole = await open('demos-held', undefined);
	expect(whole.sum).toBe('2');
	expect(added(whole)).toEqual({ final: '2', late: '64' });
	for (const { memberId } of [team.lena, team.aiko]) {
		const one = await open('points', memberId);
		expect(one.closed).not.toBeNull();
		expect(added(one)).toEqual({ final: one.sum, late: one.closed!.after.sum });
	}
	// Two demos of Tuesday were before her days in the group.
	expect(BigInt((await open('points', team.aiko.memberId)).sum)).toBeLessThan(
		BigInt((await figure('points')).sum)
	);
});

it('a closed figure is saved as it closed, whatever came later', async () => {
	for (const metric of ['points', 'demos-held']) {
		const address = { metric, ...WEEK, member: team.aiko.memberId };
		const file = await saveFigure(team.context, team.ines, address, closedFigure);
		if (!file.ok) throw new Error(file.problem.detail);
		const [head, ...rows] = parseCsv((await new Response(file.value.body).text()).slice(1));
		const column = head!.indexOf(metric === 'points' ? 'Points' : 'Amount');
		const scale = metric === 'points' ? 9 : 0;
		const sum = rows.reduce((all, row) => all + (parseDecimal(row[column]!, scale) as bigint), 0n);
		expect(rows.every((row) => row.length === head!.length)).toBe(true);
		expect(String(sum)).toBe((await figure(metric)).sum);
	}
});

it('an entry shows in a closed figure as it was then, whatever has been said about it since', async () => {
	const { orgId, ledger } = team;
	const word = { by: `member:${team.ines.memberId}`, note: 'Looked at it again.' };
	const shown = async () => {
		const { items, sum } = await figure('demos-held');
		const { counted, what } = items.find(({ value }) => value === '2')!.since ?? {};
		return { sum, counted, what };
	};
	await ledger.withdraw(orgId, await rowOf('entry-1'), word);
	expect(await shown()).toEqual({ sum: '3' });
	await ledger.correct(orgId, await rowOf('entry-1'), { value: 1 }, word);
	expect(await shown()).toEqual({ sum: '3', counted: true, what: 'corrected' });
});
