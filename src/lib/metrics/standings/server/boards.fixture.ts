import { addGroup, moveMember, setGroupMembers } from '#lib/identity/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { closePeriods } from '#lib/metrics/closings/server/index.ts';
import { setTargets } from '#lib/metrics/targets/server/index.ts';
import type { ActivityId, GroupId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { smallTeam, type SmallTeam } from '../../../../../tests/small-team.ts';
import { createBoards, type Boards } from './boards.ts';

/** The small team with boards that hear every announcement, as the app wires them. */
export interface Court extends SmallTeam {
	database: Database;
	boards: Boards;
	reps: MemberActor[];
	newStarters: GroupId;
	today(): Day;
}

export async function openCourt(database: Database, name: string): Promise<Court> {
	const team = await smallTeam(database, name);
	const { context, orgId, greta } = team;
	const boards = createBoards(context);
	context.announce = (org, facts) => void boards.heard(org, facts);
	const group = await addGroup(context, greta, { name: 'New starters' });
	if (!group.ok) throw new Error(group.problem.detail);
	return {
		...team,
		database,
		boards,
		reps: [team.aiko, team.lena, team.oskar, { ...team.ines, role: 'rep' }],
		newStarters: group.value.id,
		today: () => dayIn('Europe/Berlin', context.clock.now()),
		orgId
	};
}

/** Numbers that look random and are the same on every run. */
export function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
	};
}

const METRICS = ['demos-held', 'demos-held', 'first-meetings', 'calls-connected', 'deals-won'];
const KINDS = ['week', 'month', 'quarter'] as const;
const WORD = { by: 'import', note: 'The CRM had it wrong.' };

/** Who lives in a court, and the numbers that decide what they do. */
interface Life {
	court: Court;
	roll(sides: number): number;
	/** Entries sent so far. */
	sent: number;
	/** Hours since the story's day began. */
	hours: number;
	seed: number;
}

/** Anything that may move a board, one thing at a time: does it and names it. */
export function makeLife(court: Court, seed: number): () => Promise<string> {
	const life: Life = { court, roll: dice(seed), sent: 0, hours: 9, seed };
	const steps = [
		() => record(life, 4, 1),
		() => record(life, 4, 1),
		() => record(life, 1, 2),
		() => record(life, 3, 30),
		() => record(life, 1, 120),
		() => takeBack(life),
		() => giveBack(life),
		() => correct(life),
		() => moveSomebody(life),
		() => aim(life, [one(life, court.reps)]),
		() => gather(life),
		() => letTimePass(life)
	];
	return () => (life.sent ? one(life, steps)() : begin(life));
}

async function begin(life: Life): Promise<string> {
	await record(life, 150, 120);
	for (let i = 0; i < 8; i++) await aim(life, life.court.reps);
	return gather(life);
}

/** Small values on few days, so that many tie. */
async function record(life: Life, entries: number, daysBack: number): Promise<string> {
	const { court, roll, seed } = life;
	const entry = () => ({
		metric: one(life, METRICS),
		member: emailOf(one(life, court.reps)),
		value: 1 + roll(3),
		occurredAt: addDays(court.today(), -roll(daysBack)),
		source: 'crm',
		externalId: `${seed}-${++life.sent}`
	});
	const list = Array.from({ length: entries }, entry);
	const command = { orgId: court.orgId, recordedBy: 'import', entries: list };
	return `recorded ${(await court.ledger.record(command)).recorded}`;
}

async function takeBack(life: Life): Promise<string> {
	const { ledger, orgId } = life.court;
	return `reversed ${JSON.stringify(await ledger.reverse(orgId, await anEntry(life), WORD))}`;
}

async function giveBack(life: Life): Promise<string> {
	const { ledger, orgId } = life.court;
	return `withdrew ${JSON.stringify(await ledger.withdraw(orgId, await anEntry(life), WORD))}`;
}

async function correct(life: Life): Promise<string> {
	const { court, roll } = life;
	const change = one(life, [
		{ value: 1 + roll(4) },
		{ member: emailOf(one(life, court.reps)) },
		{ occurredAt: addDays(court.today(), -roll(60)) },
		{ metric: 'demos-held' }
	]);
	const done = await court.ledger.correct(court.orgId, await anEntry(life), change, WORD);
	return `corrected ${JSON.stringify([change, done.ok])}`;
}

async function moveSomebody(life: Life): Promise<string> {
	const { context, orgId, reps, northernLights, harbourCrew, today } = life.court;
	const [who, team] = [one(life, reps), one(life, [northernLights, harbourCrew, null])];
	await moveMember(context.db, orgId, who.memberId, team, today());
	context.announce(orgId, ['people']);
	return `moved ${emailOf(who)}`;
}

async function aim(life: Life, who: readonly MemberActor[]): Promise<string> {
	const { context, greta } = life.court;
	const text = () => one(life, ['', '3', '5', '8', '21']);
	const people = who.map(({ memberId }) => ({ memberId, text: text() }));
	const command = { metric: one(life, ['points', 'demos-held']), period: one(life, KINDS), people };
	return `target ${JSON.stringify(await setTargets(context, greta, command))}`;
}

async function gather({ court, roll }: Life): Promise<string> {
	const members = court.reps.filter(() => roll(3)).map(({ memberId }) => memberId);
	const { context, greta, newStarters } = court;
	return `group ${JSON.stringify(await setGroupMembers(context, greta, newStarters, members))}`;
}

async function letTimePass(life: Life): Promise<string> {
	life.hours += 30 + life.roll(150);
	life.court.at(new Date(Date.UTC(2026, 10, 18, life.hours)).toISOString());
	return `it is ${life.court.today()}, ${await closePeriods(life.court.context)} periods closed`;
}

async function anEntry(life: Life): Promise<ActivityId> {
	const { rows } = await life.court.database.pool.query(
		`select id from activities where org_id = $1 and reverses_id is null order by position`,
		[life.court.orgId]
	);
	return one(life, rows).id;
}

function one<T>({ roll }: Life, of: readonly T[]): T {
	return of[roll(of.length)]!;
}

export function emailOf({ session }: Pick<MemberActor, 'session'>): string {
	return `${session!.split(' ')[0]!.toLowerCase()}@halden.example`;
}
