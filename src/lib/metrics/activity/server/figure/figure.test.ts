import { beforeAll, describe, expect, it } from 'vitest';
import type { MemberActor } from '#lib/identity/actor.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { NONE } from '#lib/platform/ids.ts';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { groupMemberships, groups } from '#lib/identity/server/index.ts';
import { parseCsv } from '../../../../../../tests/csv.ts';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { FigureAddress } from '../../figure-address.ts';
import { openFigure, saveFigure, type Entry } from '../index.ts';

const NOVEMBER = { metric: 'points', from: '2026-11-01', to: '2026-11-30' };

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	const calls = Array.from({ length: 700 }, (_, index) =>
		entry('calls-connected', 'aiko', '1', `2026-11-${String(1 + (index % 18)).padStart(2, '0')}`)
	);
	const deal = { source: 'crm', note: '=HYPERLINK("http://evil.example")' };
	await record([
		...calls,
		entry('revenue', 'aiko', '18400.55', '2026-11-17', deal),
		entry('revenue', 'aiko', '0.07', '2026-11-18', { note: 'Oslo, "the big one"' }),
		entry('demos-held', 'lena', '3', '2026-11-12'),
		entry('demos-held', 'oskar', '2', '2026-11-12'),
		entry('demos-held', 'oskar', '1', '2026-11-13T14:00:00Z'),
		entry('demos-held', 'oskar', '1', '2026-11-13T08:00:00Z'),
		entry('demos-held', 'oskar', '1', '2026-11-13T11:00:00Z')
	]);
	const wrong = entry('deals-won', 'aiko', '1', '2026-11-18');
	await record([wrong]);
	const { behind } = await opened({ ...NOVEMBER, metric: 'deals-won' }, team.ines);
	await team.ledger.reverse(team.orgId, behind.items[0]!.id as never, {
		by: `member:${team.ines.memberId}`,
		note: '-2 deals were one'
	});
});

function entry(metric: string, who: string, value: string, day: string, more = {}): Entry {
	return {
		metric,
		member: `${who}@halden.example`,
		value,
		occurredAt: day,
		source: 'calls',
		externalId: newId(),
		...more
	};
}

async function record(entries: Entry[]): Promise<void> {
	const recorded = await team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
	expect(recorded).toMatchObject({ unresolved: [], rejected: [], recorded: entries.length });
}

async function opened(address: FigureAddress, by: MemberActor = team.lena) {
	const result = await openFigure(team.context, by, address);
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

async function saved(address: FigureAddress, by: MemberActor = team.lena) {
	const result = await saveFigure(team.context, by, address);
	if (!result.ok) throw new Error(result.problem.detail);
	const text = await new Response(result.value.body).arrayBuffer();
	const bytes = new Uint8Array(text);
	const [head, ...rows] = parseCsv(new TextDecoder().decode(bytes));
	const column = (name: string) => rows.map((row) => row[head!.indexOf(name)]!);
	return { name: result.value.name, bytes, head: head!, rows, column };
}

function sum(cells: string[], scale: number): string {
	return cells
		.reduce((all, cell) => all + (parseDecimal(cell || '0', scale) as bigint), 0n)
		.toString();
}

describe('a file of what is behind a figure', () => {
	it.each<[string, () => Partial<FigureAddress>, number]>([
		[
			"a member's points, caps and a reversal included",
			() => ({ member: team.aiko.memberId }),
			706
		],
		["a team's points", () => ({ team: 'northern-lights' }), 707],
		["everybody's points", () => ({}), 708],
		['all there can be', () => ({ from: '1900-01-01', to: '2999-12-31' }), 708],
		['one day', () => ({ member: team.aiko.memberId, from: '2026-11-17', to: '2026-11-17' }), 39]
	])('adds up to %s', async (_, change, atLeast) => {
		const address = { ...NOVEMBER, ...change() };
		const { behind } = await opened(address);
		const file = await saved(address);
		expect(BigInt(behind.sum)).not.toBe(0n);
		expect(sum(file.column('Points'), POINT_SCALE)).toBe(behind.sum);
		expect(file.rows.length).toBeGreaterThanOrEqual(atLeast);
		expect(new Set(file.column('Entry').filter(Boolean)).size).toBe(behind.entries);
		expect(file.rows.every((row) => row.length === file.head.length)).toBe(true);
	});

	it('gives money in euros and cents', async () => {
		const address = { ...NOVEMBER, metric: 'revenue', member: team.aiko.memberId };
		const file = await saved(address);
		expect(file.column('Amount')).toEqual(['0.07', '18400.55']);
		expect(file.column('Unit')).toEqual(['EUR', 'EUR']);
		expect(sum(file.column('Amount'), 2)).toBe((await opened(address)).behind.sum);
		expect(file.head).not.toContain('Points');
	});

	it('says each line’s source, who recorded it, and the rule in words', async () => {
		const file = await saved({ ...NOVEMBER, metric: 'deals-won' });
		expect(file.column('Recorded by')).toEqual(['Ines Falk', 'Import']);
		expect(file.column('Amount')).toEqual(['-1', '1']);
		expect(file.column('Rule')).toEqual(['500 points each, rule 1', '500 points each, rule 1']);
		expect(file.column('Takes back')).toEqual([file.column('Entry')[1], '']);
	});

	it('runs nothing in a spreadsheet, and reads there as it was written', async () => {
		const notes = (await saved({ ...NOVEMBER, metric: 'revenue' })).column('Note');
		expect(notes).toEqual(['Oslo, "the big one"', '\'=HYPERLINK("http://evil.example")']);
		expect((await saved({ ...NOVEMBER, metric: 'deals-won' })).column('Note')).toContain(
			"'-2 deals were one"
		);
		expect([...(await saved(NOVEMBER)).bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	});

	it('has the newest first, within a day too, whenever it was recorded', async () => {
		const file = await saved({ ...NOVEMBER, metric: 'demos-held', member: team.oskar.memberId });
		expect(file.column('Time')).toEqual(['15:00:00', '12:00:00', '09:00:00', '']);
	});

	it('is named by whose figure it is and of which days', async () => {
		const { name } = await saved({ ...NOVEMBER, member: team.aiko.memberId });
		expect(name).toBe('Aiko Kimura, points, 2026-11-01 to 2026-11-30.csv');
	});

	it('stays whole while more is recorded', async () => {
		const address = { ...NOVEMBER, member: team.lena.memberId };
		const before = (await opened(address)).behind.sum;
		const result = await saveFigure(team.context, team.lena, address);
		if (!result.ok) throw new Error(result.problem.detail);
		const reader = result.value.body.getReader();
		let text = new TextDecoder().decode((await reader.read()).value);
		await record([entry('demos-held', 'lena', '1', '2026-11-13')]);
		for (let part = await reader.read(); !part.done; part = await reader.read())
			text += new TextDecoder().decode(part.value);
		const [head, ...rows] = parseCsv(text.slice(1));
		const points = head!.indexOf('Points');
		expect(
			sum(
				rows.map((row) => row[points]!),
				POINT_SCALE
			)
		).toBe(before);
	});

	it('is let go of by who stops reading, and only a few are written at once', async () => {
		const start = () => saveFigure(team.context, team.lena, NOVEMBER);
		const files = await Promise.all([start(), start(), start()]);
		expect(await start()).toMatchObject({ ok: false, problem: { kind: 'too-many' } });
		for (const file of files) if (file.ok) await file.value.body.cancel();
		await expect
			.poll(async () => {
				const next = await start();
				if (next.ok) await next.value.body.cancel();
				return next.ok;
			})
			.toBe(true);
	});
});

describe('a figure', () => {
	it('of a group counts the days on which somebody was in it', async () => {
		const id = newId<'group'>();
		const { orgId } = team;
		await database.db
			.insert(groups)
			.values({ orgId, id, key: 'new-starters', name: 'New starters' });
		await database.db.insert(groupMemberships).values([
			{ orgId, groupId: id, memberId: team.lena.memberId, startsOn: '2026-11-13' },
			{
				orgId,
				groupId: id,
				memberId: team.oskar.memberId,
				startsOn: '2026-11-01',
				endsOn: '2026-11-12'
			}
		]);
		const address = { ...NOVEMBER, metric: 'demos-held', group: 'new-starters' };
		const { behind, whose } = await opened(address);
		expect([whose, behind.sum]).toEqual(['New starters', '3']);
		expect(behind.items.map(({ member }) => member.name)).toEqual(['Lena Tran', 'Oskar Berg']);
		expect(sum((await saved(address)).column('Amount'), 0)).toBe('3');
	});

	it.each<[string, Partial<FigureAddress>]>([
		['nobody', { member: NONE as MemberId }],
		['no team', { team: 'nobody' }],
		['no group', { group: 'nobody' }],
		['no metric', { metric: 'emails' }]
	])('of %s is none', async (_, change) => {
		const missing = { ok: false, problem: { kind: 'missing' } };
		const address = { ...NOVEMBER, ...change };
		expect(await openFigure(team.context, team.lena, address)).toMatchObject(missing);
		expect(await saveFigure(team.context, team.lena, address)).toMatchObject(missing);
	});

	it('is not read across organizations', async () => {
		const other = await smallTeam(database, 'Fjord');
		const address = { ...NOVEMBER, member: team.aiko.memberId };
		expect(await openFigure(team.context, other.greta, address)).toMatchObject({ ok: false });
		expect((await opened(NOVEMBER, other.greta)).behind.sum).toBe('0');
	});
});

describe('a long list', () => {
	const calls = () => ({ ...NOVEMBER, metric: 'calls-connected', member: team.aiko.memberId });
	const page = async (at: string | null) =>
		(await opened({ ...calls(), page: at ?? undefined })).behind;

	it('shows every entry once, back and forth, whatever arrives between two pages', async () => {
		const first = await page(null);
		expect([first.newer, first.items.length]).toEqual([null, 50]);
		const ids = first.items.map(({ id }) => id);
		let last = first;
		while (last.older) {
			if (ids.length % 200 === 0)
				await record([entry('calls-connected', 'aiko', '1', '2026-11-18')]);
			last = await page(last.older);
			ids.push(...last.items.map(({ id }) => id));
		}
		expect([ids.length, new Set(ids).size]).toEqual([700, 700]);
		const back = [last.items];
		while (last.newer) back.push((last = await page(last.newer)).items);
		// The first page again, with what has come meanwhile.
		expect(last.items[0]!.id).not.toBe(ids[0]);
		expect(new Set(back.flat().map(({ id }) => id)).size).toBe(last.entries);
	});

	it('begins anew where a page is of no entry here', async () => {
		const first = (await page(null)).items;
		for (const odd of [`older.${newId()}`, `newer.${newId()}`, '2'])
			expect((await page(odd)).items).toEqual(first);
	});
});
