import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { Change } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { MomentCard } from '../../moment.ts';
import { feedTopic, findMoments, openMoment, type Fact } from '../index.ts';

const WORD = { by: 'import', note: 'The phone system had it wrong.' };
const BEFORE = ['05', '06', '07', '08', '09', '12', '13', '14', '15', '16'].map(
	(day) => `2026-10-${day}`
);
let database: Database;
let team: SmallTeam;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

/** Aiko has called nine times on each of ten days. */
beforeEach(async () => {
	team = await smallTeam(database);
	team.at('2026-11-18T14:00:00Z');
	await calls(
		BEFORE.map((day) => [day, 9]),
		true
	);
	await takeJobs(database);
});

async function calls(days: [string, number][], quiet = false): Promise<ActivityId[]> {
	const entries = days.map(([occurredAt, value]) => ({
		metric: 'calls-connected',
		member: 'aiko@halden.example',
		value,
		occurredAt,
		source: 'phone',
		externalId: `calls-${++serial}`
	}));
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'test', entries, quiet });
	const { rows } = await database.pool.query(
		'select id from activities where org_id = $1 order by position desc limit $2',
		[team.orgId, days.length]
	);
	return rows.map(({ id }) => id).reverse();
}

/** Runs what waits in the outbox, each job twice. */
async function react(): Promise<void> {
	for (const fact of await takeJobs<Fact>(database))
		for (let run = 0; run < 2; run++) await findMoments(team.context, fact, async () => undefined);
}

async function cards(): Promise<MomentCard[]> {
	return (await feedTopic(database.db).read(team.orgId, {}))!.state.moments;
}

const headlines = async () => (await cards()).map(({ headline }) => headline);

async function correct(id: ActivityId, change: Change): Promise<ActivityId> {
	const corrected = await team.ledger.correct(team.orgId, id, change, WORD);
	if (!corrected.ok) throw new Error(corrected.problem.detail);
	await react();
	return corrected.value.id;
}

it('says its new figure while it is still a win, in the same moment, however often', async () => {
	const [five, nine] = await calls([
		['2026-11-18', 5],
		['2026-11-18', 9]
	]);
	await react();
	const [rung] = await cards();
	expect(rung).toMatchObject({ headline: 'had a best day: 14 calls connected' });
	const copy = await correct(nine!, { value: '7' });
	expect(await cards()).toEqual([{ ...rung, headline: 'had a best day: 12 calls connected' }]);
	const last = await correct(copy, { value: '6' });
	expect(await headlines()).toEqual(['had a best day: 11 calls connected']);
	const opened = await openMoment(team.context, team.lena, rung!.id);
	expect(opened.ok && opened.value.behind.map(({ id }) => id).sort()).toEqual([five, last].sort());
	await correct(last, { value: '20' });
	expect(await headlines()).toEqual(['had a best day: 25 calls connected']);
});

it('is gone once it is none any more, and back where it is one again', async () => {
	const [only] = await calls([['2026-11-18', 14]]);
	await react();
	expect(await headlines()).toEqual(['had a best day: 14 calls connected']);
	const copy = await correct(only!, { value: '8' });
	expect(await headlines()).toEqual([]);
	const again = await correct(copy, { value: '10' });
	expect(await headlines()).toEqual(['had a best day: 10 calls connected']);
	await team.ledger.reverse(team.orgId, again, WORD);
	expect(await headlines()).toEqual([]);
});

it('is gone where the work was another day’s or another person’s', async () => {
	for (const change of [{ occurredAt: '2026-11-17' }, { member: 'lena@halden.example' }]) {
		const [only] = await calls([['2026-11-18', 14]]);
		await react();
		expect(await headlines()).toHaveLength(1);
		await correct(only!, change);
		expect(await headlines()).toEqual([]);
	}
});
