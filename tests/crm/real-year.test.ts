import { count, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { importFile, readMap } from '#lib/integrations/server/index.ts';
import type { ImportMap } from '#lib/integrations/map.ts';
import type { ImportSummary } from '#lib/integrations/summary.ts';
import type { Organization } from '#lib/identity/server/index.ts';
import {
	activities,
	createLedger,
	rebuildTotals,
	totals
} from '#lib/metrics/activity/server/index.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import { answerBoard, createBoards } from '#lib/metrics/standings/server/index.ts';
import { freshDatabase } from '../database.ts';
import { contextOver, type TestContext } from '../demo.ts';
import {
	ABSENT,
	figuresOf,
	MONTHS,
	PIPELINE,
	readAgents,
	readOpportunities,
	REGIONS,
	writeFiles
} from './crm.ts';
import { crmLeagues } from './leagues.ts';
import { expected, foundReseller, importAgents, must, ranked, type Row } from './reseller.ts';

vi.setConfig({ testTimeout: 180_000 });

const METRICS = ['deals-won', 'revenue', 'opportunities-opened'];

describe.skipIf(ABSENT)(ABSENT ?? 'a real sales year', () => {
	let context: TestContext;
	let organization: Organization;
	let ledger: Ledger;
	let map: ImportMap;
	let first: ImportSummary;

	beforeAll(async () => {
		context = contextOver(await freshDatabase());
		ledger = createLedger(context);
		organization = await foundReseller(context);
		const files = await writeFiles();
		map = must(await readMap(files.map));
		await importAgents(context, organization);
		first = await importYear();
	}, 120_000);

	async function importYear(): Promise<ImportSummary> {
		const command = { orgId: organization.id, path: PIPELINE, map };
		return must(await importFile(ledger, command));
	}

	async function boardOf(query: Record<string, string>): Promise<Row[]> {
		const params = new URLSearchParams(query);
		const answer = await answerBoard(context.db, createBoards(context), organization.id, params);
		return (must(answer) as { rows: Row[] }).rows;
	}

	it('goes through whole: every won deal, its money and every opening', () => {
		const all = readOpportunities();
		const won = all.filter((one) => one.stage === 'Won').length;
		const opened = all.filter((one) => one.engaged).length;
		expect(first).toEqual({
			lines: 8800,
			passedOver: all.length - opened,
			recorded: 2 * won + opened,
			duplicates: 0,
			unresolved: [],
			rejected: [],
			late: []
		});
		expect(won).toBe(4238);
	});

	it('rings nothing, since it is the past', async () => {
		const jobs = await context.db.execute('select count(*)::int as n from graphile_worker.jobs');
		expect(jobs.rows).toEqual([{ n: 0 }]);
	});

	it.each(MONTHS.flatMap((month) => METRICS.map((metric) => [month, metric])))(
		'says for %s and %s what the file says, overall and in every region',
		async (month, metric) => {
			for (const region of [undefined, ...REGIONS]) {
				const rows = await boardOf({
					metric: metric!,
					period: 'month',
					at: `${month}-15`,
					...(region ? { team: region.toLowerCase() } : {})
				});
				expect(ranked(rows)).toEqual(expected(figuresOf(metric!, month!, region)));
				if (region) expect(rows.every((row) => row.team === region.toLowerCase())).toBe(true);
			}
		}
	);

	it('adds up to the year’s 10,005,534 dollars over the months', async () => {
		const months = MONTHS.map((month) =>
			boardOf({ metric: 'revenue', period: 'month', at: `${month}-01` })
		);
		const values = (await Promise.all(months)).flat().map((row) => Number(row.value));
		expect(values.reduce((sum, value) => sum + value, 0)).toBe(10_005_534);
	});

	it('has the regions by the sum of their people', async () => {
		const rows = await boardOf({
			metric: 'revenue',
			period: 'month',
			at: '2017-12-15',
			by: 'team'
		});
		expect(rows.map((row) => row.team).sort()).toEqual(['central', 'east', 'west']);
	});

	it('leaves the five agents without a deal people without standings', async () => {
		const working = new Set(readOpportunities().map((one) => one.agent));
		const idle = readAgents().filter(({ name }) => !working.has(name));
		expect(idle).toHaveLength(5);
		for (const at of MONTHS.map((month) => `${month}-15`)) {
			const rows = await boardOf({ metric: 'points', period: 'quarter', at });
			const names = rows.map((row) => row.member.name);
			for (const { name } of idle) expect(names).not.toContain(name);
		}
	});

	/** What the members of each league brought in a month, and who brought the most. */
	async function winnersOf(month: string, leagues: string[][]): Promise<string[]> {
		const rows = await boardOf({ metric: 'revenue', period: 'month', at: `${month}-15` });
		return leagues.map(
			(league) => rows.find(({ member }) => league.includes(member.reference))!.member.reference
		);
	}

	it('has one winner in ten months, and six in seven on the board of improvement', async () => {
		const first = async (month: string, rank: string) => {
			const board = { metric: 'revenue', period: 'month', at: `${month}-15`, rank, top: '2' };
			const [best, next] = await boardOf(board);
			expect(next?.rank ?? 2).toBe(2);
			return best?.member.name;
		};
		const plain = await Promise.all(MONTHS.map((month) => first(month, 'value')));
		expect(new Set(plain)).toEqual(new Set(['Darcel Schlecht']));
		const improved = await Promise.all(MONTHS.map((month) => first(month, 'improvement')));
		// Nothing is usual before there are three months.
		expect(improved.slice(0, 3)).toEqual([undefined, undefined, undefined]);
		expect(improved.slice(3)).toHaveLength(7);
		expect(new Set(improved.slice(3)).size).toBe(6);
	});

	it('has one winner in seven months, and thirteen in three leagues of ten divided each month', async () => {
		const { leaguesOfMonth } = crmLeagues(context, organization);
		const winners = new Set<string>();
		for (const month of MONTHS.slice(3)) {
			const leagues = await leaguesOfMonth(month);
			expect(leagues.map((league) => league.length)).toEqual([10, 10, 10]);
			for (const winner of await winnersOf(month, leagues)) winners.add(winner);
		}
		expect(winners.size).toBe(13);
		const plain = await Promise.all(
			MONTHS.slice(3).map((month) => winnersOf(month, [readAgents().map(({ name }) => name)]))
		);
		expect(new Set(plain.flat())).toEqual(new Set(['Darcel Schlecht']));
	});

	it('has twelve in leagues of ten where the first three go up and the last three down', async () => {
		const { leaguesOfMonth, nextMonth } = crmLeagues(context, organization);
		const winners = new Set<string>();
		let leagues = await leaguesOfMonth(MONTHS[3]!);
		for (const month of MONTHS.slice(3)) {
			for (const winner of await winnersOf(month, leagues)) winners.add(winner);
			leagues = await nextMonth(leagues, month);
			expect(leagues.map((league) => league.length)).toEqual([10, 10, 10]);
			expect(leagues[0]).toContain('Darcel Schlecht');
		}
		expect(winners.size).toBe(12);
	});

	it('records nothing new the second time', async () => {
		const before = await context.db
			.select()
			.from(totals)
			.orderBy(...keyOfTotals);
		const second = await importYear();
		expect(second).toEqual({ ...first, recorded: 0, duplicates: first.recorded });
		const [rows] = await context.db.select({ n: count() }).from(activities);
		expect(rows!.n).toBe(first.recorded);
		expect(
			await context.db
				.select()
				.from(totals)
				.orderBy(...keyOfTotals)
		).toEqual(before);
	});

	it('has totals that a rebuild finds the same', async () => {
		const before = await context.db
			.select()
			.from(totals)
			.orderBy(...keyOfTotals);
		await rebuildTotals(context);
		const after = context.db
			.select()
			.from(totals)
			.where(eq(totals.orgId, organization.id))
			.orderBy(...keyOfTotals);
		expect(await after).toEqual(before);
	});
});

const keyOfTotals = [
	totals.metricId,
	totals.periodKind,
	totals.periodStart,
	totals.memberId,
	totals.teamId
];
