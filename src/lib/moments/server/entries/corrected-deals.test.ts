import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { Change } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { biggestEntry } from '#lib/metrics/standings/server/index.ts';
import type { MomentCard } from '../../moment.ts';
import { feedTopic, findMoments, type Fact } from '../index.ts';

const WORD = { by: 'import', note: 'The CRM had it wrong.' };
let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.at('2026-11-18T14:00:00Z');
	await takeJobs(database);
});

/** Runs what waits in the outbox, each job twice. */
async function react(): Promise<void> {
	for (const fact of await takeJobs<Fact>(database))
		for (let run = 0; run < 2; run++) await findMoments(team.context, fact, async () => undefined);
}

async function cards(): Promise<MomentCard[]> {
	return (await feedTopic(database.db).read(team.orgId, {}))!.state.moments;
}

/** Brightline, won by Aiko today for €18,400: the ids of the deal and its money. */
async function brightline(quiet = false): Promise<{ deal: ActivityId; money: ActivityId }> {
	const { orgId, ledger } = team;
	const won = {
		member: 'aiko@halden.example',
		occurredAt: '2026-11-18',
		source: 'crm',
		note: 'Brightline'
	};
	const entries = [
		{ ...won, metric: 'deals-won', value: 1, externalId: 'won-1C1I' },
		{ ...won, metric: 'revenue', value: '18400.00', externalId: 'revenue-1C1I' }
	];
	await ledger.record({ orgId, recordedBy: 'test', entries, quiet });
	const { rows } = await database.pool.query(
		`select id from activities where org_id = $1 order by external_id desc`,
		[orgId]
	);
	return { deal: rows[0].id, money: rows[1].id };
}

async function correct(id: ActivityId, change: Change): Promise<ActivityId> {
	const corrected = await team.ledger.correct(team.orgId, id, change, WORD);
	if (!corrected.ok) throw new Error(corrected.problem.detail);
	return corrected.value.id;
}

it('says its money once that is corrected, in the same moment', async () => {
	const { money } = await brightline();
	await react();
	const [rung] = await cards();
	expect(rung).toMatchObject({ headline: 'won Brightline', figure: '€18,400' });
	const copy = await correct(money, { value: '1840.00' });
	await react();
	expect(await cards()).toEqual([{ ...rung, figure: '€1,840' }]);
	await correct(copy, { value: '1850.00' });
	await react();
	expect(await cards()).toEqual([{ ...rung, figure: '€1,850' }]);
});

it('is another person’s once it is corrected, and rings no second time', async () => {
	const { deal, money } = await brightline();
	await react();
	const [rung] = await cards();
	await correct(deal, { member: 'oskar@halden.example' });
	expect(await cards()).toEqual([]);
	await correct(money, { member: 'oskar@halden.example' });
	await react();
	const [card, ...more] = await cards();
	expect(more).toEqual([]);
	expect(card).toMatchObject({
		id: rung!.id,
		at: rung!.at,
		member: { name: 'Oskar Berg', team: 'Harbour Crew' },
		headline: 'won Brightline',
		figure: '€18,400'
	});
});

it('is gone while it is taken back, and back as it was once that is withdrawn', async () => {
	const { deal } = await brightline();
	await react();
	const before = await cards();
	await team.ledger.reverse(team.orgId, deal, WORD);
	expect(await cards()).toEqual([]);
	await team.ledger.withdraw(team.orgId, deal, WORD);
	await react();
	expect(await cards()).toEqual(before);
	const copy = await correct(deal, { note: 'Brightline Ltd' });
	await react();
	expect((await cards()).map(({ headline }) => headline)).toEqual(['won Brightline Ltd']);
	await team.ledger.reverse(team.orgId, copy, WORD);
	expect(await cards()).toEqual([]);
	await team.ledger.withdraw(team.orgId, copy, WORD);
	expect(await cards()).toHaveLength(1);
});

it('rings once, as it is, where it was corrected before its turn came', async () => {
	const { deal } = await brightline();
	await correct(deal, { note: 'Brightline Ltd' });
	await react();
	expect(await cards()).toMatchObject([{ headline: 'won Brightline Ltd', figure: '€18,400' }]);
});

it('stays silent when it came in silently', async () => {
	const { deal, money } = await brightline(true);
	await correct(deal, { note: 'Brightline Ltd' });
	await correct(money, { value: '1' });
	await react();
	expect(await cards()).toEqual([]);
});

it('rings where a correction made it a deal, and is gone where one says it was none', async () => {
	const { orgId, ledger } = team;
	const entry = {
		metric: 'demos-held',
		member: 'aiko@halden.example',
		value: 1,
		occurredAt: '2026-11-18',
		source: 'crm',
		externalId: 'demo-1'
	};
	await ledger.record({ orgId, recordedBy: 'test', entries: [entry] });
	await react();
	const { rows } = await database.pool.query('select id from activities where org_id = $1', [
		orgId
	]);
	const copy = await correct(rows[0].id, { metric: 'deals-won' });
	await react();
	expect(await cards()).toMatchObject([{ headline: 'won a deal' }]);
	await correct(copy, { metric: 'demos-held' });
	await react();
	expect(await cards()).toEqual([]);
});

it('is the biggest only as it stands', async () => {
	const { money } = await brightline();
	const biggest = async () =>
		(await biggestEntry(database.db, team.orgId, team.aiko.memberId, 'revenue'))?.value;
	expect(await biggest()).toBe(1_840_000n);
	const copy = await correct(money, { value: '500' });
	expect(await biggest()).toBe(50_000n);
	await team.ledger.reverse(team.orgId, copy, WORD);
	expect(await biggest()).toBeUndefined();
	await team.ledger.withdraw(team.orgId, copy, WORD);
	expect(await biggest()).toBe(50_000n);
});
