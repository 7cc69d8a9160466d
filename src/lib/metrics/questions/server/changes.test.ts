import { beforeAll, describe, expect, it } from 'vitest';
import type { MemberActor } from '#lib/identity/actor.ts';
import { giveDaysOff } from '#lib/identity/preferences/server/index.ts';
import { noteChange, readOrganization } from '#lib/identity/server/index.ts';
import { changeRule, rebuildTotals, takeBack } from '#lib/metrics/activity/server/index.ts';
import { findMetric, type Rule } from '#lib/metrics/server/index.ts';
import type { ActivityId, MetricId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { ChangeCursor } from '../change.ts';
import { openChanges, whatMoved } from './index.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

async function did(metric: string, day: string, values: number[], who = 'aiko'): Promise<void> {
	const recorded = await team.ledger.record({
		orgId: team.orgId,
		recordedBy: 'import',
		entries: values.map((value) => ({
			metric,
			member: `${who}@halden.example`,
			value,
			occurredAt: day,
			source: 'crm',
			externalId: newId()
		}))
	});
	expect(recorded).toMatchObject({ recorded: values.length });
}

async function change(key: string, part: Partial<Rule>): Promise<string> {
	const metric = (await findMetric(database.db, team.orgId, key, '9999-12-31'))!;
	const { pointsPerUnit, horizon, dailyCap, guardrail } = metric;
	const rule = { pointsPerUnit, horizon, dailyCap, guardrail, ...part };
	const changed = await changeRule(team.context, team.orgId, metric.id, rule, team.greta.memberId);
	if (!changed.ok) throw new Error(changed.problem.detail);
	return changed.value.effectiveFrom;
}

const idOf = async (key: string): Promise<MetricId> =>
	(await findMetric(database.db, team.orgId, key, '9999-12-31'))!.id;

async function moved(key: string, from: string, today: string) {
	const organization = await readOrganization(database.db, team.orgId);
	return whatMoved(database.db, organization, { metricId: await idOf(key), from, today });
}

/** The points that the ledger's totals say of these days; nothing but this metric is recorded on them. */
async function points(from: string, to: string): Promise<bigint> {
	const { rows } = await database.pool.query(
		`select coalesce(sum(value), 0)::text as sum from totals where org_id = $1 and period_kind = 'day'
			and metric_id = '00000000-0000-0000-0000-000000000000' and period_start between $2 and $3`,
		[team.orgId, from, to]
	);
	return BigInt(rows[0].sum);
}

const lines = async (by: MemberActor, cursor: ChangeCursor | null = null) =>
	openChanges(team.context, by, cursor);
const POINT = 10n ** 9n;

describe('what a rule moved', () => {
	it('is what it counted, and what the rule before would have made of the same', async () => {
		await did('demos-held', '2026-11-18', [1]);
		const from = await change('demos-held', { pointsPerUnit: '120', dailyCap: '2' });
		expect(from).toBe('2026-11-19');
		team.at('2026-11-20T09:00:00Z');
		await did('demos-held', '2026-11-19', [1, 3]);
		await did('demos-held', '2026-11-20', [1], 'lena');
		const found = (await moved('demos-held', from, '2026-11-20'))!;
		expect(found).toEqual({ activities: 3, points: 360n * POINT, before: 500n * POINT });
		expect(found.points).toBe(await points('2026-11-19', '2026-11-20'));
		const [line] = (await lines(team.aiko)).lines;
		expect(line).toMatchObject({
			by: 'Greta Lindqvist',
			what: 'Demos held',
			before: '100 points each, makes future sales',
			after: '120 points each, at most 2 a day, makes future sales',
			from: '2026-11-19',
			moved:
				'This quarter so far 3 activities by it, 360 points. By the rule that held before it would be 500.'
		});
	});

	it('ends where the next rule begins, and is nothing before it has counted', async () => {
		const from = await change('demos-held', { pointsPerUnit: '200', dailyCap: null });
		expect(from).toBe('2026-11-21');
		expect(await moved('demos-held', from, '2026-11-20')).toMatchObject({ activities: 0 });
		team.at('2026-11-22T09:00:00Z');
		await did('demos-held', '2026-11-22', [5]);
		expect((await moved('demos-held', '2026-11-19', '2026-11-22'))!.activities).toBe(3);
		const found = await moved('demos-held', from, '2026-11-22');
		expect(found).toEqual({ activities: 1, points: 1000n * POINT, before: 240n * POINT });
	});

	it('is nothing where the rule changed again for the same day, and all of it of the last one', async () => {
		await change('demos-held', { pointsPerUnit: '300' });
		team.at('2026-11-22T09:01:00Z');
		await change('demos-held', { pointsPerUnit: '50' });
		team.at('2026-11-23T09:00:00Z');
		await did('demos-held', '2026-11-23', [2]);
		const [last, first] = (await lines(team.aiko)).lines;
		expect([first, last]).toMatchObject([
			{
				before: '200 points each, makes future sales',
				after: '300 points each, makes future sales',
				moved: 'Changed again before anything was counted by it.'
			},
			{
				before: '300 points each, makes future sales',
				after: '50 points each, makes future sales',
				from: '2026-11-23',
				moved:
					'This quarter so far 1 activity by it, 100 points. By the rule that held before it would be 400.'
			}
		]);
	});

	it('weighs guardrails as the ledger does, team by team and window by window', async () => {
		team.at('2026-11-24T09:00:00Z');
		await did('calls-connected', '2026-11-23', Array(30).fill(1));
		await did('first-meetings', '2026-11-23', [1]);
		const metric = (await findMetric(database.db, team.orgId, 'calls-connected', '9999-12-31'))!;
		const guardrail = { ...metric.guardrail!, allows: '5', window: 'week' as const };
		const from = await change('calls-connected', { guardrail });
		expect(from).toBe('2026-11-24');
		team.at('2026-12-02T09:00:00Z');
		await did('calls-connected', '2026-11-25', Array(12).fill(1));
		await did('calls-connected', '2026-11-30', Array(40).fill(1), 'lena');
		const before = await points('2026-11-24', '2026-12-02');
		await did('first-meetings', '2026-11-26', [1, 1]);
		await did('first-meetings', '2026-12-01', [2], 'lena');
		const meetings = 4n * 40n * POINT;
		const found = (await moved('calls-connected', from, '2026-12-02'))!;
		expect(before).toBe(0n);
		expect(found.activities).toBe(52);
		expect(found.points).toBe((await points('2026-11-24', '2026-12-02')) - meetings);
		// Aiko 10 of 12, Lena 10 of 40; by the month before it 12, and none of a November without meetings.
		expect(found.points).toBe(200n * POINT);
		expect(found.before).toBe(120n * POINT);
	});

	it('is not told of a rule that has none before it', async () => {
		expect(await moved('revenue', '0001-01-01', '2026-12-02')).toBeNull();
	});
});

describe('the trail', () => {
	const about = async (by: MemberActor) => (await lines(by)).lines.map(({ what }) => what);

	it('shows targets to the member and to who leads them', async () => {
		const { orgId, context, aiko } = team;
		await noteChange(database.db, {
			orgId,
			at: context.clock.now(),
			by: `member:${team.ines.memberId}`,
			kind: 'target',
			subject: aiko.memberId,
			before: null,
			after: { metric: 'demos-held', period: 'week', value: '8' },
			effectiveFrom: '2026-12-02'
		});
		const target = 'Aiko Kimura’s target';
		for (const by of [team.aiko, team.ines, team.greta]) expect(await about(by)).toContain(target);
		for (const by of [team.lena, team.oskar]) expect(await about(by)).not.toContain(target);
		expect((await lines(team.aiko)).lines.find(({ what }) => what === target)).toMatchObject({
			before: null,
			after: '8 demos held a week',
			by: 'Ines Falk'
		});
	});

	it('shows what others call a person to that person and to admins, and a metric to everybody', async () => {
		const note = (subject: string, after: object) =>
			noteChange(database.db, {
				orgId: team.orgId,
				at: team.context.clock.now(),
				by: `member:${team.greta.memberId}`,
				kind: 'name',
				subject,
				before: null,
				after,
				effectiveFrom: null
			});
		const { memberId } = team.aiko;
		const demos = await idOf('demos-held');
		await note(memberId, { name: 'aiko.k@private.example', member: memberId });
		await note(demos, { name: 'Demo done', metric: demos });
		const said = async (by: MemberActor) => (await lines(by)).lines.map(({ after }) => after);
		const person = '“aiko.k@private.example” is Aiko Kimura';
		for (const by of [team.aiko, team.greta]) expect(await said(by)).toContain(person);
		for (const by of [team.lena, team.ines]) expect(await said(by)).not.toContain(person);
		expect(await said(team.lena)).toContain('“Demo done” is Demos held');
	});

	it('shows what was taken back, with the figure it moved', async () => {
		const { rows } = await database.pool.query(
			`select id from activities where org_id = $1 and day = '2026-11-22'`,
			[team.orgId]
		);
		const id: ActivityId = rows[0].id;
		await takeBack(team.context, team.ledger, team.ines, { id, reason: 'It was a rehearsal.' });
		const line = (await lines(team.aiko)).lines.find(({ href }) => href);
		expect(line).toMatchObject({
			by: 'Ines Falk',
			what: 'Aiko Kimura: Taken back: 5 demos held',
			after: 'It was a rehearsal.',
			moved: 'Demos held −5, −1,000 points before caps',
			href: expect.stringContaining('/figure?metric=demos-held&from=2026-11-22')
		});
		expect(await about(team.ines)).toContain(line!.what);
		expect(await about(team.lena)).not.toContain(line!.what);
	});

	it('has a line of the day all totals were counted anew', async () => {
		const { n } = (await database.pool.query('select count(*)::int as n from totals')).rows[0];
		await rebuildTotals(team.context);
		const line = (await lines(team.lena)).lines.find(({ what }) => what.startsWith('All totals'));
		expect(line).toMatchObject({
			by: 'The command line',
			what: 'All totals counted anew',
			before: null,
			after: expect.stringMatching(/^[\d,]+ totals, as the activities have them$/)
		});
		expect(line!.after).toContain(n.toLocaleString('en'));
	});

	it('is read page by page, each line once, and by its own organization', async () => {
		for (let i = 0; i < 70; i++)
			await noteChange(database.db, {
				orgId: team.orgId,
				at: new Date(Date.UTC(2026, 9, 1, 0, i % 7)),
				by: 'cli',
				kind: 'league',
				subject: 'leagues',
				before: null,
				after: { plays: true, season: 'week', size: 10, metricId: 'none' },
				effectiveFrom: null
			});
		const seen: string[] = [];
		for (let cursor: ChangeCursor | null = null; ;) {
			const page = await lines(team.greta, cursor);
			seen.push(...page.lines.map(({ id }) => id));
			cursor = page.next;
			if (!cursor) break;
		}
		const { rows } = await database.pool.query('select count(*)::int as n from rule_changes');
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBe(rows[0].n + 1);
		const other = await smallTeam(database, 'Fjord');
		expect((await lines(other.greta)).lines).toEqual([]);
	});
});

describe('days off that a leader entered', () => {
	it('are in the trail of that person and of who leads them, and of nobody else', async () => {
		const { context, ines, lena, greta, aiko } = team;
		const past = { startsOn: '2026-11-16', endsOn: '2026-11-17' };
		expect((await giveDaysOff(context, ines, lena.memberId, past)).ok).toBe(true);
		const found = async (who: MemberActor) =>
			(await lines(who)).lines
				.filter(({ what }) => what.endsWith('days off'))
				.map(({ by, what, after }) => [by, what, after]);
		const line = ['Ines Falk', 'Lena Tran’s days off', '16 Nov 2026 – 17 Nov 2026'];
		for (const who of [lena, ines, greta]) expect(await found(who)).toEqual([line]);
		expect(await found(aiko)).toEqual([]);
	});
});
