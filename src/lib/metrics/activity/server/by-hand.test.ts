import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { listMetrics, metricForm, newMetricForm } from '#lib/metrics/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	contextOver,
	newTeam,
	WEDNESDAY,
	who,
	type TestContext
} from '../../../../../tests/demo.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import {
	createLedger,
	editMetric,
	recordByHand,
	takeBack,
	type ByHand,
	type Ledger
} from './index.ts';

let database: Database;
let context: TestContext;
let ledger: Ledger;
let story: Awaited<ReturnType<typeof newTeam>>;

beforeAll(async () => {
	database = await freshDatabase();
	context = contextOver(database);
	story = await newTeam(context);
	ledger = createLedger(context);
});

function demo(of: MemberActor, more: Partial<ByHand> = {}): ByHand {
	return {
		memberId: of.memberId,
		metric: 'demos-held',
		value: '1',
		day: '2026-11-18',
		openedAt: WEDNESDAY.toISOString(),
		note: 'Brightline',
		key: newId<'activity'>(),
		...more
	};
}

const add = (by: string, command: ByHand) => recordByHand(context, ledger, who(story, by), command);

async function rows() {
	const result = await database.db.execute(
		sql`select id, day, occurred_at, recorded_by, source, note, sign from activities order by position`
	);
	return result.rows as { id: ActivityId; [column: string]: unknown }[];
}

async function count(): Promise<number> {
	return (await rows()).length;
}

describe('an activity by hand', () => {
	it('is recorded as now when it happened today, with who added it', async () => {
		const aiko = who(story, 'Aiko');
		expect(await add('Aiko', demo(aiko))).toEqual({ ok: true, value: { again: false, late: [] } });
		expect(await rows()).toMatchObject([
			{
				day: '2026-11-18',
				source: 'manual',
				recorded_by: `member:${aiko.memberId}`,
				note: 'Brightline',
				sign: 1
			}
		]);
		const [row] = await rows();
		expect(new Date(String(row!.occurred_at))).toEqual(WEDNESDAY);
	});

	it('counts once, however often the form is sent, even after midnight', async () => {
		const before = await count();
		const command = demo(who(story, 'Lena'), { key: newId<'activity'>() });
		await add('Lena', command);
		expect(await add('Lena', command)).toEqual({ ok: true, value: { again: true, late: [] } });
		context.goTo(new Date('2026-11-19T00:01:00+01:00'));
		expect(await add('Lena', command)).toEqual({ ok: true, value: { again: true, late: [] } });
		context.goTo(WEDNESDAY);
		expect(await count()).toBe(before + 1);
	});

	it('lands on the day that was chosen', async () => {
		await add('Priya', demo(who(story, 'Priya'), { day: '2026-11-16' }));
		expect((await rows()).at(-1)).toMatchObject({ day: '2026-11-16' });
	});

	it.each<[string, string, Partial<ByHand>, string]>([
		['a rep for another', 'Aiko', {}, 'forbidden'],
		["the other team's manager", 'Ruben', {}, 'forbidden'],
		['a figure that is none', 'Jonas', { value: 'two' }, 'invalid'],
		['half a demo', 'Jonas', { value: '0.5' }, 'invalid'],
		['no demo at all', 'Jonas', { value: '0' }, 'invalid'],
		['a day to come', 'Jonas', { day: '2026-11-19' }, 'invalid'],
		['a metric that is not kept', 'Jonas', { metric: 'emails' }, 'invalid'],
		['nobody', 'Greta', { memberId: newId<'member'>() }, 'missing']
	])('is refused: %s', async (_, by, more, kind) => {
		const before = await count();
		const result = await add(by, demo(who(story, 'Jonas'), more));
		expect(result).toMatchObject({ ok: false, problem: { kind } });
		expect(await count()).toBe(before);
	});

	it('of a day long ago is asked about once, and again for another such day', async () => {
		const before = await count();
		const command = demo(who(story, 'Jonas'), { day: '2024-02-29' });
		const asked = await add('Jonas', command);
		const sentence = '29 Feb 2024 is 993 days ago. If that is right, add it once more.';
		expect(asked).toMatchObject({ ok: false, problem: { fields: { day: sentence } } });
		const { sure } = asked.ok ? {} : (asked.problem.kept ?? {});
		expect(await add('Jonas', { ...command, day: '2024-02-28', sure })).toMatchObject({
			ok: false
		});
		expect(await count()).toBe(before);
		expect(await add('Jonas', { ...command, sure })).toMatchObject({ ok: true });
		expect(await count()).toBe(before + 1);
	});

	it('is added by who leads the team, too', async () => {
		expect(await add('Ines', demo(who(story, 'Tomás')))).toMatchObject({ ok: true });
		expect(await add('Greta', demo(who(story, 'Oskar')))).toMatchObject({ ok: true });
	});
});

describe('taking back', () => {
	it.each([
		['Aiko', 'forbidden'],
		['Ruben', 'forbidden']
	])('is not for %s', async (by, kind) => {
		const before = await count();
		const { id } = (await rows())[0]!;
		const result = await takeBack(context, ledger, who(story, by), { id, reason: 'Twice' });
		expect(result).toMatchObject({ ok: false, problem: { kind } });
		expect(await count()).toBe(before);
	});

	it('adds a row with the reason; a second time changes nothing', async () => {
		const before = await count();
		const { id } = (await rows())[0]!;
		const reversal = { id, reason: 'It was the same demo twice.' };
		const ines = who(story, 'Ines');
		expect(await takeBack(context, ledger, ines, reversal)).toMatchObject({ ok: true });
		expect(await takeBack(context, ledger, ines, reversal)).toMatchObject({
			ok: true,
			value: { reversed: false }
		});
		expect(await count()).toBe(before + 1);
		expect((await rows()).at(-1)).toMatchObject({
			sign: -1,
			note: 'It was the same demo twice.',
			recorded_by: `member:${ines.memberId}`
		});
	});

	it('finds nothing that is not there', async () => {
		const reversal = { id: newId<'activity'>(), reason: 'Twice' };
		expect(await takeBack(context, ledger, who(story, 'Greta'), reversal)).toMatchObject({
			ok: false,
			problem: { kind: 'missing' }
		});
	});
});

describe('a metric is edited', () => {
	const edit = async (key: string, change: Record<string, string>) => {
		const { orgId, memberId } = who(story, 'Greta');
		const today = await listMetrics(database.db, orgId, '2026-11-18');
		const metric = today.find((each) => each.key === key)!;
		const form = metricForm(metric.unit, 'EUR').parse({
			name: metric.name,
			pointsPerUnit: metric.pointsPerUnit,
			horizon: metric.horizon,
			...change
		});
		return editMetric(context, orgId, key, form, memberId);
	};
	const ruleOf = async (key: string, day: string) =>
		(await listMetrics(database.db, who(story, 'Greta').orgId, day)).find(
			(each) => each.key === key
		)!;

	it('from today, where nothing was counted today', async () => {
		expect(await edit('deals-won', { pointsPerUnit: '0600.50' })).toEqual({
			ok: true,
			value: { effectiveFrom: '2026-11-18' }
		});
		expect((await ruleOf('deals-won', '2026-11-18')).pointsPerUnit).toBe('600.5');
		expect((await ruleOf('deals-won', '2026-11-17')).pointsPerUnit).toBe('500');
	});

	it('from tomorrow, where today has begun by another rule', async () => {
		expect(await edit('demos-held', { pointsPerUnit: '120', dailyCap: '4' })).toEqual({
			ok: true,
			value: { effectiveFrom: '2026-11-19' }
		});
		expect((await ruleOf('demos-held', '2026-11-18')).pointsPerUnit).toBe('100');
		expect(await ruleOf('demos-held', '2026-11-19')).toMatchObject({
			pointsPerUnit: '120',
			dailyCap: '4'
		});
	});

	it('in its name alone, at once and without a new rule', async () => {
		const before = await ruleOf('first-meetings', '2026-11-18');
		expect(await edit('first-meetings', { name: 'First talks' })).toEqual({
			ok: true,
			value: { effectiveFrom: null }
		});
		expect(await ruleOf('first-meetings', '2026-11-18')).toEqual({
			...before,
			name: 'First talks'
		});
	});

	it.each<[string, Record<string, unknown>, string]>([
		['no name', { name: ' ' }, 'name'],
		['points that are none', { pointsPerUnit: 'many' }, 'pointsPerUnit'],
		['points finer than six decimals', { pointsPerUnit: '0.0000001' }, 'pointsPerUnit'],
		['a cap of nothing', { dailyCap: '0' }, 'dailyCap'],
		['a cap of half a deal', { dailyCap: '0.5' }, 'dailyCap'],
		['a horizon nobody knows', { horizon: 'soon' }, 'horizon']
	])('refuses %s at its field', (_, change, field) => {
		const form = { name: 'Deals won', unit: 'count', pointsPerUnit: '500', horizon: 'forecast' };
		const read = newMetricForm('EUR').safeParse({ ...form, ...change });
		expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
	});

	it('reads a cap in the unit and keeps it in its smallest part', () => {
		const form = {
			name: 'Revenue',
			pointsPerUnit: '0.01',
			horizon: 'forecast',
			dailyCap: '5000.50'
		};
		expect(metricForm('money', 'EUR').parse(form).dailyCap).toBe('500050');
		expect(metricForm('money', 'JPY').safeParse(form).success).toBe(false);
	});
});
