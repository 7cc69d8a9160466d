import { beforeAll, expect, test } from 'vitest';
import { openFigure, saveFigure } from '#lib/metrics/activity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { parseCsv } from '../../../../../tests/csv.ts';
import {
	goalFigure,
	closeGoal,
	readContributions,
	readGoal,
	setGoal,
	type SetGoal
} from './index.ts';
import { openHalden, type Halden } from './goals.fixture.ts';
import { joinGoal, leaveGoal } from './people/join-goal.ts';

const NOVEMBER = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
const HOSPITALS = { metric: 'demos-held', segment: 'hospital' };

let halden: Halden;
let serial = 0;

beforeAll(async () => {
	halden = await openHalden();
	await bring('Aiko', 3, '2026-11-03', 'hospital');
	await bring('Lena', 1, '2026-11-04', 'hospital');
	await bring('Lena', 5, '2026-11-05', 'school');
	await bring('Oskar', 2, '2026-11-10', 'hospital');
	await bring('Tomás', 7, '2026-10-30', 'hospital');
});

async function bring(who: string, value: number, occurredAt: string, segment?: string) {
	const member = `${who === 'Tomás' ? 'tomas' : who.toLowerCase()}@halden.example`;
	const entry = { metric: 'demos-held', member, value, occurredAt, source: 'crm', segment };
	const entries = [{ ...entry, externalId: `demo-${++serial}` }];
	const recorded = await halden.ledger.record({
		...{ orgId: halden.orgId, recordedBy: 'import', entries, quiet: true }
	});
	expect(recorded.recorded).toBe(1);
}

async function set(who: string, command: Partial<SetGoal> & Pick<SetGoal, 'scope'>) {
	const goal = { title: 'Demos that count', target: 40, ...NOVEMBER, ...HOSPITALS, ...command };
	const done = await setGoal(halden.context, halden.actor(who), goal);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

/** What the figure's screen and its file say a goal, or one person's part of it, is made of. */
async function behind(goal: GoalId, member?: MemberId) {
	const { startsOn: from, endsOn: to } = NOVEMBER;
	const address = { metric: 'demos-held', from, to, goal, member };
	const asked = [halden.context, halden.actor('Sana'), address, undefined, goalFigure] as const;
	const [screen, file] = [await openFigure(...asked), await saveFigure(...asked)];
	if (!screen.ok || !file.ok) throw new Error('no such figure');
	const [head, ...rows] = parseCsv((await new Response(file.value.body).text()).slice(1));
	const { items, start, sum, entries, closed } = screen.value.behind;
	const amounts = rows.map((row) => Number(row[head!.indexOf('Amount')]));
	expect(items).toHaveLength(entries);
	expect(items.reduce((all, { value }) => all + BigInt(value), BigInt(start ?? 0))).toBe(
		BigInt(sum)
	);
	expect(amounts.reduce((all, amount) => all + amount, 0)).toBe(Number(sum));
	return { sum, closed, whose: screen.value.whose, who: items.map((item) => item.member.name) };
}

async function figureOf(goal: GoalId): Promise<string> {
	return (await readGoal(halden.context.db, halden.orgId, goal))!.value;
}

test.each<[string, string, Partial<SetGoal> & Pick<SetGoal, 'scope'>, string, string[]]>([
	['everybody’s hospitals', 'Greta', { scope: 'organization' }, '6', ['Oskar', 'Lena', 'Aiko']],
	[
		'everything, from where it began',
		'Greta',
		{ scope: 'organization', segment: '', start: 4 },
		'15',
		['Oskar', 'Lena', 'Lena', 'Aiko']
	],
	[
		'large ones only',
		'Greta',
		{ scope: 'organization', segment: '', atLeast: 3 },
		'8',
		['Lena', 'Aiko']
	],
	['a rep’s own', 'Lena', { scope: 'member' }, '1', ['Lena']]
])('a goal’s figure opens to exactly what it counts: %s', async (_, who, command, sum, names) => {
	const goal = await set(who, command);
	const found = await behind(goal);
	expect(found.sum).toBe(sum);
	expect(await figureOf(goal)).toBe(sum);
	expect(found.who.map((name) => name.split(' ')[0])).toEqual(names);
	expect(found.whose).toBe('“Demos that count”');
	for (const { member, value } of await readContributions(halden.context.db, halden.orgId, goal))
		expect((await behind(goal, member.id)).sum).toBe(value);
});

test('a pod’s opens to its people, on the days they are in it', async () => {
	const goal = await set('Lena', { scope: 'pod', people: [halden.actor('Aiko').memberId] });
	expect(await joinGoal(halden.context, halden.actor('Oskar'), goal)).toMatchObject({ ok: true });
	await bring('Oskar', 1, '2026-11-18', 'hospital');
	const found = await behind(goal);
	expect([found.sum, await figureOf(goal)]).toEqual(['5', '5']);
	expect(found.who).not.toContain('Tomás');
	expect(await leaveGoal(halden.context, halden.actor('Oskar'), goal)).toMatchObject({ ok: true });
	expect((await behind(goal)).sum).toBe(await figureOf(goal));
});

test('a closed goal opens to its result; what came later stands apart', async () => {
	const goal = await set('Aiko', { scope: 'member' });
	const said = await closeGoal(halden.context, halden.actor('Aiko'), goal, 'Call them on Mondays.');
	expect(said).toMatchObject({ ok: true });
	await bring('Aiko', 2, '2026-11-17', 'hospital');
	await bring('Aiko', 9, '2026-11-17', 'school');
	const { sum, closed } = await behind(goal);
	expect([sum, await figureOf(goal)]).toEqual(['3', '3']);
	expect(closed).toMatchObject({ held: '0', after: { now: '5', sum: '2', entries: 1, held: '0' } });
});

test('another organization’s goal, or one under another metric, is no figure', async () => {
	const goal = await set('Greta', { scope: 'organization' });
	const asked = { from: '2026-11-01', to: '2026-11-30', goal };
	for (const [metric, orgId] of [
		['deals-won', halden.orgId],
		['demos-held', crypto.randomUUID()]
	]) {
		const actor = { ...halden.actor('Sana'), orgId: orgId as Halden['orgId'] };
		const address = { ...asked, metric: metric! };
		const opened = openFigure(halden.context, actor, address, undefined, goalFigure);
		await expect(
			opened.then(
				(found) => found.ok,
				() => false
			)
		).resolves.toBe(false);
	}
});
