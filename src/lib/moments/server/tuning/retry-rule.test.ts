import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	momentFailures,
	noteFailure,
	parkedRules,
	retryRule,
	unparkRule,
	type Look,
	type Retry
} from '../index.ts';

let database: Database;
let team: SmallTeam;
let ids: ActivityId[];
let cause: string;
let looks: number;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.at('2026-11-18T14:00:00Z');
	await takeJobs(database);
	ids = [newId<'activity'>(team.context.clock.now())];
	cause = `activity:${ids[0]}`;
	looks = 0;
});

/** A rule that throws at whatever it is shown. */
const broken: Look = async (context, orgId, told) => {
	looks += 1;
	expect(told).toEqual(ids);
	await noteFailure(context, orgId, 'best-day', cause, new Error('No such week'), told);
};

const mended: Look = async () => void (looks += 1);

/** Runs the retries that wait, and says how many there were. */
async function retry(look: Look): Promise<number> {
	const waiting = await takeJobs<Retry>(database);
	for (const job of waiting) await retryRule(team.context, job, look);
	return waiting.length;
}

async function failures() {
	const rows = await database.db.select().from(momentFailures);
	return rows.filter(({ orgId }) => orgId === team.orgId);
}

it('a rule that throws is tried five times, ever later, and then parked', async () => {
	await broken(team.context, team.orgId, ids);
	const waits: string[] = [];
	for (let round = 0; round < 10; round++) {
		const { rows } = await database.pool.query(
			`select (run_at - $1)::text as wait from graphile_worker._private_jobs`,
			[team.context.clock.now()]
		);
		waits.push(...rows.map(({ wait }) => wait));
		await retry(broken);
	}
	expect(looks).toBe(5);
	expect(waits).toEqual(['00:00:15', '00:01:00', '00:04:00', '00:16:00']);
	expect(await parkedRules(database.db, team.orgId)).toEqual([
		{ rule: 'best-day', wins: 1, since: new Date('2026-11-18T14:00:00Z'), error: 'No such week' }
	]);
});

it('one failure told of by two processes waits for one try', async () => {
	await broken(team.context, team.orgId, ids);
	await broken(team.context, team.orgId, ids);
	expect(await retry(mended)).toBe(1);
});

it('a later success clears it, and its leftover retry does nothing', async () => {
	await broken(team.context, team.orgId, ids);
	const [job] = await takeJobs<Retry>(database);
	await retryRule(team.context, job!, mended);
	expect(await failures()).toEqual([]);
	await retryRule(team.context, job!, mended);
	expect(looks).toBe(2);
});

it('what is parked is looked at again once somebody asks for it', async () => {
	await broken(team.context, team.orgId, ids);
	while (await retry(broken));
	expect(looks).toBe(5);
	await unparkRule(database.db, team.orgId, 'best-day', team.context.clock.now());
	expect(await parkedRules(database.db, team.orgId)).toEqual([]);
	expect(await retry(mended)).toBe(1);
	expect(await failures()).toEqual([]);
});
