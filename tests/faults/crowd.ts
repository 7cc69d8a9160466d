import { moveMember } from '../../src/lib/identity/server/index.ts';
import {
	changeRule,
	createLedger,
	type Change,
	type Entry,
	type Ledger
} from '../../src/lib/metrics/activity/server/index.ts';
import { goalProjection } from '../../src/lib/metrics/goals/server/index.ts';
import { listMetrics } from '../../src/lib/metrics/server/index.ts';
import type { ActivityId } from '../../src/lib/platform/ids.ts';
import { addDays } from '../../src/lib/platform/period.ts';
import { openDatabase, retried, type Database } from '../../src/lib/platform/server/database.ts';
import { smallTeam, type SmallTeam } from '../small-team.ts';
import { random, type Random } from './random.ts';

const CONNECTIONS = 12;
const FIRST_DAY = '2026-11-10';
const METRICS = ['calls-connected', 'first-meetings', 'demos-held', 'deals-won', 'revenue'];
const PEOPLE = ['aiko', 'lena', 'ines', 'oskar', 'greta'];

export interface Crowded {
	team: SmallTeam;
	/** What was thrown at somebody. A refusal is no error. */
	errors: unknown[];
	/** How often each kind of work was done with effect. */
	done: Record<string, number>;
}

/**
 * Twelve ledgers, each with a pool of its own, work on one organization at once: they record, send
 * again, correct, take back, put back, move people and change rules, while the days go by.
 */
export async function crowd(database: Database, seed: number, steps: number): Promise<Crowded> {
	const team = await smallTeam(database);
	const result: Crowded = { team, errors: [], done: {} };
	let taken = 0;
	const clock = {
		now: () =>
			new Date(`${addDays(FIRST_DAY, Math.floor((taken * 10) / steps / CONNECTIONS))}T12:00Z`)
	};
	const workers = Array.from({ length: CONNECTIONS }, async (_, number) => {
		const own = openDatabase(database.url, { max: 2 });
		const context = { ...team.context, db: own.db, clock };
		const worker: Worker = {
			team,
			own,
			context,
			ledger: createLedger(context, [goalProjection]),
			dice: random(seed * 1_000 + number)
		};
		for (let step = 0; step < steps; step++) {
			taken++;
			const [kind, work] = worker.dice.of(WORK);
			try {
				if (await work(worker)) result.done[kind] = (result.done[kind] ?? 0) + 1;
			} catch (error) {
				result.errors.push(error);
			}
		}
		await own.close();
	});
	await Promise.all(workers);
	return result;
}

interface Worker {
	team: SmallTeam;
	own: Database;
	context: SmallTeam['context'];
	ledger: Ledger;
	dice: Random;
}

type Work = (worker: Worker) => Promise<boolean>;

// The more often it stands here, the more often it is done.
const WORK: [string, Work][] = [
	['record', record],
	['record', record],
	['record', record],
	['again', again],
	['correct', correct],
	['correct', correct],
	['reverse', reverse],
	['reverse', reverse],
	['withdraw', withdraw],
	['withdraw', withdraw],
	['move', move],
	['rule', rule]
];

const today = ({ context }: Worker) => context.clock.now().toISOString().slice(0, 10);

/** What is sent under a number is the same whoever sends it, on whatever day. */
function entry(number: number): Entry {
	const dice = random(number);
	return {
		metric: dice.of(METRICS),
		member: `${dice.of(PEOPLE)}@halden.example`,
		value: dice.of(['1', '2', '3', '7', '40']),
		occurredAt: addDays(FIRST_DAY, -dice.below(30)),
		source: 'crm',
		externalId: `crowd-${number}`
	};
}

async function record(worker: Worker): Promise<boolean> {
	const { dice, ledger, team } = worker;
	const entries = Array.from({ length: 1 + dice.below(6) }, () => {
		const sent = entry(dice.below(1_000_000));
		return dice.below(3) ? sent : { ...sent, occurredAt: today(worker) };
	});
	const answer = await ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
	return answer.recorded > 0;
}

/** From a small pool of numbers, so that many send the same at once. */
async function again({ dice, ledger, team }: Worker): Promise<boolean> {
	const entries = Array.from({ length: 3 }, () => entry(2_000_000 + dice.below(40)));
	const answer = await ledger.record({ orgId: team.orgId, recordedBy: 'import', entries });
	return answer.duplicates > 0;
}

/** One of the newest rows, of whatever kind: where others are at work, too. */
async function someRow(
	{ own, team, dice }: Worker,
	which: 'any' | 'reversals' = 'any'
): Promise<ActivityId | undefined> {
	const { rows } = await own.pool.query(
		`select id from activities where org_id = $1 and ($2 = 'any' or reverses_id is not null)
		order by position desc limit 30`,
		[team.orgId, which]
	);
	return rows.length ? dice.of(rows).id : undefined;
}

const WORD = { by: 'import', note: 'In the crowd.' };

async function correct(worker: Worker): Promise<boolean> {
	const { dice, ledger, team } = worker;
	const id = await someRow(worker);
	const changes: Change[] = [
		{ value: String(dice.below(50)) },
		{ member: `${dice.of(PEOPLE)}@halden.example` },
		{ metric: dice.of(METRICS), value: String(dice.below(9)) },
		{ occurredAt: addDays(FIRST_DAY, -dice.below(20)) },
		{ value: String(dice.below(50)), again: true }
	];
	const done = id && (await ledger.correct(team.orgId, id, dice.of(changes), WORD));
	return !!done && done.ok && done.value.corrected;
}

async function reverse(worker: Worker): Promise<boolean> {
	const id = await someRow(worker);
	const done = id && (await worker.ledger.reverse(worker.team.orgId, id, WORD));
	return !!done && done.ok && done.value.reversed;
}

async function withdraw(worker: Worker): Promise<boolean> {
	const id = await someRow(worker, 'reversals');
	const done = id && (await worker.ledger.withdraw(worker.team.orgId, id, WORD));
	return !!done && done.ok && done.value.withdrawn;
}

async function move(worker: Worker): Promise<boolean> {
	const { own, team, dice } = worker;
	const who = dice.of([team.aiko, team.lena, team.oskar]).memberId;
	const to = dice.of([team.northernLights, team.harbourCrew, null]);
	const from = addDays(today(worker), dice.below(2));
	await retried(() => own.db.transaction((tx) => moveMember(tx, team.orgId, who, to, from)));
	return true;
}

async function rule(worker: Worker): Promise<boolean> {
	const { context, team, dice } = worker;
	const metrics = await listMetrics(context.db, team.orgId, today(worker));
	const metric = dice.of(metrics);
	const outcome = dice.of(metrics);
	const guardrail = {
		outcomeId: outcome.id,
		allows: String(1 + dice.below(9)),
		per: String(1 + dice.below(3)),
		window: dice.of(['week', 'month', 'quarter'] as const)
	};
	const changed = await changeRule(
		context,
		team.orgId,
		metric.id,
		{
			...metric,
			pointsPerUnit: dice.of(['1', '0.5', '12.25', '100']),
			dailyCap: dice.of([null, '5', '30']),
			guardrail: outcome.id === metric.id || dice.below(2) ? null : guardrail
		},
		null
	);
	return changed.ok;
}
