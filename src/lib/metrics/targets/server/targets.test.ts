import { beforeAll, describe, expect, it } from 'vitest';
import { asc, eq, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ruleChanges } from '#lib/identity/server/index.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Day, type PeriodKind } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { openTargets, ownTargets, setTargets, targets, targetsForm, targetsOf } from './index.ts';

const CALENDAR = { weekStart: 1, fiscalStart: 1 };
const WEEKLY = { metric: 'points', period: 'week' } as const;

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

function set(
	by: MemberActor,
	people: [MemberActor, string][],
	what: { metric: string; period: PeriodKind } = WEEKLY
) {
	const typed = people.map(([{ memberId }, text]) => ({ memberId, text }));
	return setTargets(team.context, by, { ...what, people: typed });
}

async function weekly(today: Day, inWeekOf: Day = today, orgId: OrgId = team.orgId) {
	const period = periodOf('week', inWeekOf, CALENDAR);
	const held = await targetsOf(database.db, orgId, { metricId: NONE, period, today });
	const points = (who: MemberActor) => held.get(who.memberId) ?? null;
	return { aiko: points(team.aiko), lena: points(team.lena), oskar: points(team.oskar) };
}

const points = (n: number) => BigInt(n) * 10n ** 9n;
const changes = () =>
	database.db
		.select()
		.from(ruleChanges)
		.where(eq(ruleChanges.kind, 'target'))
		.orderBy(asc(ruleChanges.at), asc(sql`${ruleChanges.after} ->> 'value'`));

describe('setting targets', () => {
	it('is for several at once, announced once, and noted person by person', async () => {
		team.announced();
		const done = await set(team.ines, [
			[team.aiko, '1 200'],
			[team.lena, '900']
		]);
		expect(done).toEqual({ ok: true, value: { changed: 2 } });
		expect(await weekly('2026-11-18')).toEqual({
			aiko: points(1200),
			lena: points(900),
			oskar: null
		});
		expect(team.announced()).toEqual(['targets']);
		expect(await changes()).toMatchObject([
			{
				by: `member:${team.ines.memberId}`,
				subject: team.aiko.memberId,
				before: null,
				after: { metric: 'points', period: 'week', value: points(1200).toString() },
				effectiveFrom: '2026-11-18'
			},
			{ subject: team.lena.memberId, after: { value: points(900).toString() } }
		]);
	});

	it('leaves no trace where nothing is another one', async () => {
		const done = await set(team.ines, [[team.aiko, '1200']]);
		expect(done).toEqual({ ok: true, value: { changed: 0 } });
		expect(team.announced()).toEqual([]);
		expect(await changes()).toHaveLength(2);
	});

	it('is refused as a whole where one figure cannot be read', async () => {
		const done = await set(team.ines, [
			[team.aiko, '5000'],
			[team.lena, 'a lot']
		]);
		expect(done).toMatchObject({
			ok: false,
			problem: {
				kind: 'invalid',
				fields: { [`target.${team.lena.memberId}`]: expect.stringMatching(/plain number/) }
			}
		});
		expect((await weekly('2026-11-18')).aiko).toBe(points(1200));
	});

	it.each([
		['a manager, for another team', 'ines', 'oskar'],
		['a rep, for themselves', 'aiko', 'aiko'],
		['a manager, for somebody of another organization', 'ines', 'stranger']
	] as const)('is not for %s', async (_, by, whom) => {
		const stranger = {
			...team.oskar,
			memberId: team.orgId as unknown as typeof team.oskar.memberId
		};
		const people: [MemberActor, string][] = [[{ ...team, stranger }[whom], '10']];
		expect(await set(team[by], people)).toMatchObject({
			ok: false,
			problem: { kind: 'forbidden' }
		});
		expect(await database.db.select().from(targets)).toHaveLength(2);
	});

	it('knows no metric but the organization’s', async () => {
		const done = await set(team.ines, [[team.aiko, '1']], { metric: 'handstands', period: 'day' });
		expect(done).toMatchObject({ ok: false, problem: { kind: 'missing' } });
	});
});

describe('a target changes', () => {
	it('from its day on; the weeks that are over keep theirs', async () => {
		team.at('2026-11-24T08:00:00Z');
		expect(await set(team.greta, [[team.aiko, '1500']])).toMatchObject({ ok: true });
		expect((await weekly('2026-11-24')).aiko).toBe(points(1500));
		expect((await weekly('2026-11-24', '2026-11-18')).aiko).toBe(points(1200));
		expect((await weekly('2026-11-24', '2026-11-11')).aiko).toBe(null);
	});

	it('to the last one that was set on a day, and both changes are noted', async () => {
		team.at('2026-11-24T08:01:00Z');
		await set(team.greta, [[team.aiko, '1400']]);
		expect((await weekly('2026-11-24')).aiko).toBe(points(1400));
		const [, , third, fourth] = await changes();
		expect([third, fourth]).toMatchObject([
			{ before: { value: points(1200).toString() }, after: { value: points(1500).toString() } },
			{ before: { value: points(1500).toString() }, after: { value: points(1400).toString() } }
		]);
	});

	it('to none, where the field is left empty', async () => {
		team.at('2026-11-24T08:02:00Z');
		await set(team.ines, [[team.lena, '']]);
		expect((await weekly('2026-11-24')).lena).toBe(null);
		expect((await weekly('2026-11-24', '2026-11-18')).lena).toBe(points(900));
		expect((await changes()).at(-1)).toMatchObject({ after: null });
	});

	it('once, when two set it at the same moment: each notes what it was before', async () => {
		team.at('2026-11-24T08:03:00Z');
		const asked = ['700', '800', '900', '1000'].map((text) => set(team.ines, [[team.lena, text]]));
		expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
		const trail = (await changes()).filter(({ subject }) => subject === team.lena.memberId);
		const valueOf = (json: unknown) => (json as { value?: string } | null)?.value ?? null;
		const byTurn = trail.slice(-4);
		const befores = byTurn.map(({ before }) => valueOf(before)).sort();
		const afters = byTurn.map(({ after }) => valueOf(after));
		const now = (await weekly('2026-11-24')).lena!.toString();
		expect(befores).toEqual([null, ...afters.filter((value) => value !== now)].sort());
	});
});

describe('who sees targets', () => {
	it('shows a manager their own team, with what each reached in the last three weeks', async () => {
		const held = { metric: 'demos-held', value: 3, source: 'calendar' };
		const record = async (occurredAt: Day, externalId: string) => {
			const entries = [{ ...held, member: 'aiko@halden.example', occurredAt, externalId }];
			await team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
		};
		await record('2026-11-17', 'a');
		await closePeriods(team.context);
		await record('2026-11-18', 'too late for its final figure');
		await record('2026-11-24', 'b');
		const page = await openTargets(team.context, team.ines, WEEKLY);
		expect(page.teams).toMatchObject([
			{
				name: 'Northern Lights',
				people: [
					{
						name: 'Aiko Kimura',
						target: '1400',
						past: [
							{ start: '2026-11-02', value: '0' },
							{ start: '2026-11-09', value: '0' },
							{ start: '2026-11-16', value: points(300).toString() }
						]
					},
					{ name: 'Lena Tran' }
				]
			}
		]);
		const everybody = await openTargets(team.context, team.greta, WEEKLY);
		expect(everybody.teams.map(({ name }) => name)).toEqual(['Harbour Crew', 'Northern Lights']);
	});

	it('shows a rep their own, and nobody else’s', async () => {
		const own = await ownTargets(team.context, team.aiko, team.aiko.memberId);
		expect(own).toEqual([
			{
				metric: { key: 'points', name: 'Points', unit: 'points' },
				period: 'week',
				target: points(1400).toString(),
				value: points(300).toString()
			}
		]);
		expect(await ownTargets(team.context, team.lena, team.aiko.memberId)).toEqual([]);
		expect(await ownTargets(team.context, team.ines, team.aiko.memberId)).toEqual(own);
		const ruben = { ...team.ines, manages: [team.harbourCrew] };
		expect(await ownTargets(team.context, ruben, team.aiko.memberId)).toEqual([]);
	});
});

describe('the form', () => {
	it('reads who is on it and what was typed, also what was emptied', () => {
		const [a, b] = [team.aiko.memberId, team.lena.memberId];
		const form = { metric: 'points', period: 'week', member: [a, b], [`target.${a}`]: '12' };
		expect(targetsForm.parse(form)).toEqual({
			...WEEKLY,
			people: [
				{ memberId: a, text: '12' },
				{ memberId: b, text: '' }
			]
		});
		expect(targetsForm.safeParse({ ...form, period: 'year' }).success).toBe(false);
	});
});
