import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberActor } from '#lib/identity/actor.ts';
import { openFigure, recordByHand, type Entry } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, Id, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import { checksOf, figureNotes, findFlags, look, openChecks } from './index.ts';

type Fact = { orgId: OrgId; kind: string; ids: ActivityId[] };

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	await takeJobs(database);
	team = await smallTeam(database, `Halden ${newId()}`);
});

const at = (minute: number, second = 0) =>
	new Date(Date.UTC(2026, 10, 18, 8, minute, second)).toISOString();

function call(occurredAt: string, more: Partial<Entry> = {}): Entry {
	const entry = { metric: 'calls-connected', member: 'aiko@halden.example', value: '1' };
	return { ...entry, occurredAt, source: 'dialler', externalId: newId(), ...more };
}

/** Records and lets the reactions run, twice: they run at least once. */
async function record(entries: Entry[], quiet = false): Promise<Fact[]> {
	const command = { orgId: team.orgId, recordedBy: 'import', entries, quiet };
	expect(await team.ledger.record(command)).toMatchObject({ recorded: entries.length });
	return react();
}

async function react(): Promise<Fact[]> {
	const facts = await takeJobs<Fact>(database);
	for (const fact of [...facts, ...facts]) await findFlags(team.context, fact);
	return facts;
}

const seenBy = async (by: MemberActor, of: MemberActor = team.aiko) =>
	(await checksOf(team.context, by, of.memberId)).flags.map(({ words }) => words);

const burst = (count: number) => Array.from({ length: count }, (_, i) => call(at(10, i * 12)));

describe('a burst', () => {
	it('is seen once, in words, against the member’s own usual', async () => {
		await record(
			[1, 11, 21, 31, 41].map((minute) => call(at(minute).replace('-18T', '-17T'))),
			true
		);
		await record(burst(14));
		expect(await seenBy(team.ines)).toEqual([
			'14 calls connected within 3 minutes. The usual is 5 an hour.'
		]);
	});

	it('grows while nobody has looked, and stays as it was looked at', async () => {
		await record(burst(10));
		await record(Array.from({ length: 6 }, (_, i) => call(at(11, i))));
		expect(await seenBy(team.aiko)).toEqual([expect.stringContaining('16 calls connected')]);
		const { flags } = await openChecks(team.context, team.ines);
		await look(team.context, team.ines, flags[0]!.id as Id<'flag'>);
		await record(Array.from({ length: 9 }, (_, i) => call(at(12, i))));
		expect(await seenBy(team.aiko)).toEqual([expect.stringContaining('16 calls connected')]);
	});

	it('stands behind a figure of its metric and behind points, not behind another metric', async () => {
		await record([call(at(1), { metric: 'revenue', value: '1054' }), ...burst(12)]);
		const behind = async (metric: string) => {
			const days = { from: '2026-11-16' as Day, to: '2026-11-22' as Day };
			const address = { metric, ...days, member: team.aiko.memberId };
			const figure = await openFigure(team.context, team.ines, address);
			if (!figure.ok) throw new Error(figure.problem.detail);
			return (await figureNotes(team.context, team.ines, figure.value)).flags.length;
		};
		expect(await Promise.all(['calls-connected', 'points', 'revenue'].map(behind))).toEqual([
			1, 1, 0
		]);
	});

	it('changes no figure', async () => {
		const sums = async () =>
			(await database.pool.query('select sum(value) from totals where org_id = $1', [team.orgId]))
				.rows;
		await record(burst(9));
		const before = await sums();
		const facts = await record(burst(0));
		for (const fact of facts) await findFlags(team.context, fact);
		expect(await sums()).toEqual(before);
	});

	it.each<[string, () => Entry[]]>([
		['calls through the day', () => Array.from({ length: 20 }, (_, i) => call(at(i * 2)))],
		['days without a time', () => Array.from({ length: 20 }, () => call('2026-11-18'))],
		[
			'an import of past days',
			() => Array.from({ length: 20 }, (_, i) => call(at(1, i).replace('-18T', '-11T')))
		]
	])('is none: %s', async (_, entries) => {
		await record(entries());
		expect(await seenBy(team.greta)).toEqual([]);
	});
});

describe('round figures', () => {
	const deal = (value: number, minute: number) =>
		call(at(minute), { metric: 'revenue', value: `${value}` });

	it('are seen where the member’s are not like that', async () => {
		await record([1054, 3393, 517, 2214, 4821, 938].map((value, i) => deal(value, i)));
		expect(await seenBy(team.ines)).toEqual([]);
		await record([5000, 5000, 5000, 5000, 5000, 5000].map((value, i) => deal(value, 10 + i)));
		expect(await seenBy(team.ines)).toEqual(['6 entries in a row of exactly €5,000 of revenue.']);
	});

	it('are not where the member always has them', async () => {
		await record(Array.from({ length: 30 }, (_, i) => deal(499, i)));
		expect(await seenBy(team.ines)).toEqual([]);
	});
});

describe('by hand', () => {
	const byHand = (by: MemberActor, day: string) =>
		recordByHand(team.context, team.ledger, by, {
			memberId: team.aiko.memberId,
			metric: 'demos-held',
			value: '1',
			day,
			openedAt: '2026-11-18T09:00:00Z',
			key: newId<'activity'>()
		});

	it('what is dated back more than three days is one line a day', async () => {
		for (const day of ['2026-11-15', '2026-11-14', '2026-11-10', '2026-11-18'])
			expect(await byHand(team.aiko, day)).toMatchObject({ ok: true });
		await react();
		expect(await seenBy(team.ines)).toEqual([
			'2 activities recorded by hand, up to 8 days after their day.'
		]);
	});

	it('is nobody’s business within three days', async () => {
		await byHand(team.aiko, '2026-11-15');
		await react();
		expect(await seenBy(team.ines)).toEqual([]);
	});
});

describe('late', () => {
	it('is one line for all that came after its week had closed, however many', async () => {
		await database.pool.query(`update organizations set created_at = '2026-10-01' where id = $1`, [
			team.orgId
		]);
		await closePeriods(team.context);
		const entries = Array.from({ length: 40 }, (_, i) =>
			call(`2026-11-${String(3 + (i % 10)).padStart(2, '0')}`)
		);
		await record([...entries, call('2026-11-16'), call('2026-11-18')]);
		expect(await seenBy(team.ines)).toEqual(['40 activities came in after their week had closed.']);
	});
});

describe('who sees and looks', () => {
	const found = async () => (await openChecks(team.context, team.ines)).flags;

	it('the member, their manager and the admins see the same line, and nobody else', async () => {
		await record(burst(12));
		const words = [expect.stringContaining('12 calls connected within 3 minutes')];
		expect(await seenBy(team.aiko)).toEqual(words);
		expect(await seenBy(team.ines)).toEqual(words);
		expect(await seenBy(team.greta)).toEqual(words);
		expect(await seenBy(team.lena)).toEqual([]);
		expect(await seenBy(team.oskar)).toEqual([]);
		expect(team.announced()).toContain(`checks:${team.aiko.memberId}`);
	});

	it('who leads the team looks, once, and it is kept', async () => {
		await record(burst(12));
		const id = (await found())[0]!.id as Id<'flag'>;
		expect(await look(team.context, team.aiko, id)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		expect(await look(team.context, team.lena, id)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		expect(await look(team.context, team.ines, id)).toEqual({ ok: true, value: { again: false } });
		expect(await look(team.context, team.greta, id)).toEqual({ ok: true, value: { again: true } });
		expect(await found()).toEqual([]);
		const { flags } = await checksOf(team.context, team.aiko, team.aiko.memberId);
		expect(flags).toMatchObject([{ lookedAt: { by: 'Ines Falk' }, mayLook: false }]);
		const other = await smallTeam(database, 'Fjord');
		expect(await look(other.context, other.greta, id)).toMatchObject({
			problem: { kind: 'missing' }
		});
	});
});
