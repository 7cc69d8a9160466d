import { expect } from 'vitest';
import { moveMember } from '../../src/lib/identity/server/index.ts';
import {
	changeRule,
	createLedger,
	type Change
} from '../../src/lib/metrics/activity/server/index.ts';
import { listMetrics } from '../../src/lib/metrics/server/index.ts';
import { NONE, type ActivityId, type TeamId } from '../../src/lib/platform/ids.ts';
import { addDays } from '../../src/lib/platform/period.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import { smallTeam } from '../small-team.ts';
import { METRICS, PEOPLE, RATES, type Step } from './history.ts';
import { derivedBytes, keptTotals, rebuiltBytes } from './kept.ts';
import { totalsOf } from './model.ts';
import { tell, type Told } from './told.ts';

const FIRST_DAY = '2026-11-10';
const WORD = { by: 'import', note: 'As the history goes.' };

/** An organization that lives one history after the other, each from the beginning. */
export async function openLane(database: Database, name: string) {
	const lane = await found(database, name);
	/** Lives the history and holds what came of it against what was told, and against a rebuild. */
	return async (history: Step[]): Promise<void> => {
		await begin(lane);
		const life: Life = { ...lane, told: tell(lane.names), ids: [] };
		for (const step of history)
			if (!('entry' in step) || life.ids.length) await LIVED[step.do](life, step as never);
		const { orgId } = lane.team;
		expect(await keptTotals(database, orgId)).toEqual(totalsOf(life.told.rows, life.told.rules));
		const bytes = await derivedBytes(database, orgId);
		expect(await rebuiltBytes(database, orgId)).toBe(bytes);
	};
}

type Lane = Awaited<ReturnType<typeof found>>;

interface Life extends Lane {
	told: Told;
	/** Of the row that stands for each entry now, in the order of the told ones. */
	ids: ActivityId[];
}

async function found(database: Database, name: string) {
	const team = await smallTeam(database, name);
	const date = { today: FIRST_DAY };
	const clock = { now: () => new Date(`${date.today}T12:00:00Z`) };
	const context = { ...team.context, clock };
	const metrics = await listMetrics(database.db, team.orgId, FIRST_DAY);
	const kept = METRICS.map((name) => metrics.find(({ key }) => key === name)!);
	const names = {
		people: [team.aiko, team.lena, team.oskar].map(({ memberId }) => memberId),
		metrics: kept.map(({ id }) => id),
		teams: [team.northernLights, team.harbourCrew, NONE]
	};
	return { database, team, date, context, ledger: createLedger(context), kept, names };
}

async function begin({ database, team, date, names }: Lane): Promise<void> {
	const { orgId } = team;
	date.today = FIRST_DAY;
	for (const table of ['activities', 'totals', 'guarded_scores', 'rule_changes'])
		await database.pool.query(`delete from ${table} where org_id = $1`, [orgId]);
	await database.pool.query('delete from metric_rules where org_id = $1 and version > 1', [orgId]);
	await database.pool.query(
		`update metric_rules set points_per_unit = 1, daily_cap = null, guardrail_id = null,
			guardrail_allows = null, guardrail_per = null, guardrail_window = null where org_id = $1`,
		[orgId]
	);
	for (const [who, member] of names.people.entries()) {
		const home = names.teams[who === 2 ? 1 : 0] as TeamId;
		await moveMember(database.db, orgId, member, home, '1900-01-01');
	}
}

type Lived = { [Do in Step['do']]: (life: Life, step: Extract<Step, { do: Do }>) => Promise<void> };

const LIVED: Lived = {
	async record(life, step) {
		const { told, ids, database, team, date } = life;
		const at = ids.length;
		told.record({
			who: step.who,
			metric: step.metric,
			value: step.value,
			day: addDays(date.today, -step.back)
		});
		expect(await send(life, at)).toMatchObject({ recorded: 1 });
		const { rows } = await database.pool.query(
			'select id from activities where org_id = $1 and external_id = $2',
			[team.orgId, String(at)]
		);
		ids.push(rows[0].id);
	},
	async again(life, step) {
		expect(await send(life, placeOf(life, step))).toMatchObject({ duplicates: 1, rejected: [] });
	},
	async other(life, step) {
		const answer = await send(life, placeOf(life, step), { value: '31' });
		expect(answer).toMatchObject({ recorded: 0, rejected: [{ reason: 'other-content' }] });
	},
	async reverse(life, step) {
		const at = placeOf(life, step);
		const reversed = life.told.reverse(life.told.entries[at]!);
		const done = await life.ledger.reverse(life.team.orgId, life.ids[at]!, WORD);
		expect(done).toMatchObject({ ok: true, value: { reversed } });
	},
	async withdraw(life, step) {
		const at = placeOf(life, step);
		const withdrawn = life.told.withdraw(life.told.entries[at]!);
		const done = await life.ledger.withdraw(life.team.orgId, life.ids[at]!, WORD);
		expect(done).toMatchObject({ ok: true, value: { withdrawn } });
	},
	async correct(life, step) {
		const { told, ids, date, team } = life;
		const at = placeOf(life, step);
		const entry = told.entries[at]!;
		const { who, metric, value, back } = step.change;
		const day = back === undefined ? undefined : addDays(date.today, -back);
		const change: Change = {
			value: value === undefined ? undefined : String(value),
			member: who === undefined ? undefined : `${PEOPLE[who]}@halden.example`,
			metric: metric === undefined ? undefined : METRICS[metric],
			occurredAt: day,
			again: step.again
		};
		const refused = !entry.stands && !step.again;
		const changes = told.correct(entry, { ...step.change, ...(day && { day }) }, step.again);
		const done = await life.ledger.correct(team.orgId, ids[at]!, change, WORD);
		expect(done.ok).toBe(!refused);
		expect(done.ok && done.value.corrected).toBe(changes);
		if (done.ok) ids[at] = done.value.id;
	},
	async move({ told, date, names, database, team }, { who, team: to, ahead }) {
		const from = addDays(date.today, ahead);
		told.move(who, to, from);
		const place = to === 2 ? null : (names.teams[to] as TeamId);
		await moveMember(database.db, team.orgId, names.people[who]!, place, from);
	},
	async rule({ told, context, team, names, kept }, step) {
		const guard = step.guard && step.guard.outcome !== step.metric ? step.guard : null;
		const rule = {
			...kept[step.metric]!,
			pointsPerUnit: RATES[step.rate]![0],
			dailyCap: step.cap === null ? null : String(step.cap),
			guardrail: guard && {
				outcomeId: names.metrics[guard.outcome]!,
				allows: String(guard.allows),
				per: String(guard.per),
				window: guard.window
			}
		};
		const changed = await changeRule(context, team.orgId, names.metrics[step.metric]!, rule, null);
		if (!changed.ok) throw new Error(changed.problem.detail);
		told.rule({ ...step, guard }, changed.value.effectiveFrom);
	},
	async wait({ date }, { days }) {
		date.today = addDays(date.today, days);
	}
};

function placeOf({ ids }: Life, { entry }: { entry: number }): number {
	return entry % ids.length;
}

function send({ told, ledger, team }: Life, at: number, change: { value?: string } = {}) {
	const { who, metric, value, day } = told.entries[at]!.sent;
	const entry = {
		metric: METRICS[metric]!,
		member: `${PEOPLE[who]}@halden.example`,
		value: String(value),
		occurredAt: day,
		source: 'history',
		externalId: String(at),
		...change
	};
	return ledger.record({ orgId: team.orgId, recordedBy: 'import', entries: [entry], quiet: true });
}
