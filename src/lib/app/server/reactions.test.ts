import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { eq } from 'drizzle-orm';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../tests/small-team.ts';
import { ruleOf } from '#lib/moments/rules.ts';
import {
	momentActivities,
	momentFailures,
	moments,
	parkedRules,
	type Fact,
	type Retry
} from '#lib/moments/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { addJob, startJobs, type Tasks } from '#lib/platform/server/jobs.ts';
import { reactions } from './reactions.ts';

let database: Database;
let team: SmallTeam;
let tasks: Tasks;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	team.at('2026-11-18T14:00:00Z');
	tasks = reactions(team.context);
	await takeJobs(database);
	team.announced();
});

afterEach(() => vi.restoreAllMocks());

async function wins(person: string, note: string): Promise<void> {
	const deal = {
		member: `${person}@halden.example`,
		occurredAt: '2026-11-18',
		source: 'crm',
		note
	};
	const id = ++serial;
	const { orgId, ledger } = team;
	await ledger.record({
		orgId,
		recordedBy: 'test',
		entries: [
			{ ...deal, metric: 'deals-won', value: 1, externalId: `won-${id}` },
			{ ...deal, metric: 'revenue', value: '9000', externalId: `revenue-${id}` }
		]
	});
}

/** Does what waits in the outbox, and says how many jobs there were. */
async function work(): Promise<number> {
	const waiting = await takeJobs<Fact | Retry>(database);
	for (const job of waiting) await tasks['rule' in job ? 'retry-rule' : 'react']!(job);
	return waiting.length;
}

async function rung() {
	const rows = await database.db.select().from(moments).where(eq(moments.orgId, team.orgId));
	return rows.map(({ headline, rules }) => ({ headline, rules }));
}

async function behind(): Promise<number> {
	const rows = await database.db
		.select()
		.from(momentActivities)
		.where(eq(momentActivities.orgId, team.orgId));
	return rows.length;
}

function breaks(rule: Parameters<typeof ruleOf>[0]) {
	return vi.spyOn(ruleOf(rule), 'find').mockImplementation(() => {
		throw new Error('No such week');
	});
}

it('a rule that throws keeps no other from its word, and nobody else from theirs', async () => {
	const find = breaks('best-single');
	await wins('aiko', 'Brightline');
	await work();
	expect(await rung()).toEqual([{ headline: 'won Brightline', rules: ['deal'] }]);
	while (await work());
	expect(find).toHaveBeenCalledTimes(5);
	expect(await parkedRules(database.db, team.orgId)).toMatchObject([
		{ rule: 'best-single', wins: 1, error: 'No such week' }
	]);
	await wins('lena', 'Velmar Clinics');
	await work();
	expect((await rung()).map(({ headline }) => headline).sort()).toEqual([
		'won Brightline',
		'won Velmar Clinics'
	]);
	expect(await behind()).toBe(4);
});

it('a rule that has been mended says its word at the next try, and rings no second bell', async () => {
	const find = breaks('best-single');
	await wins('aiko', 'Brightline');
	await work();
	find.mockImplementation(() => ({
		rule: 'best-single',
		weight: 75,
		headline: 'had a biggest so far',
		detail: 'biggest deal so far'
	}));
	expect(await work()).toBe(1);
	expect(await work()).toBe(0);
	expect(await rung()).toEqual([{ headline: 'won Brightline', rules: ['deal', 'best-single'] }]);
	expect(await behind()).toBe(2);
	const failures = await database.db
		.select()
		.from(momentFailures)
		.where(eq(momentFailures.orgId, team.orgId));
	expect(failures).toEqual([]);
});

it('a process that dies between the commit and the end of its reaction rings once', async () => {
	await wins('aiko', 'Brightline');
	const [fact] = await takeJobs<Fact>(database);
	// It got as far as the moment, and died before its job was ticked off.
	await tasks.react!(fact);
	expect(team.announced().filter((heard) => heard === 'moments')).toHaveLength(1);
	await addJob(database.db, 'react', fact);
	await database.pool.query(
		`update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()`
	);
	const done = withResolvers();
	const jobs = await startJobs(database.pool, {
		...reactions(team.context),
		react: async (payload) => {
			await tasks.react!(payload);
			done.resolve();
		}
	});
	await done.promise;
	await jobs.stop();
	expect(await rung()).toEqual([{ headline: 'won Brightline', rules: ['deal'] }]);
	expect(await behind()).toBe(2);
	expect(team.announced().filter((heard) => heard === 'moments')).toEqual([]);
	expect(await takeJobs(database)).toEqual([]);
});

function withResolvers() {
	let resolve = () => {};
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
