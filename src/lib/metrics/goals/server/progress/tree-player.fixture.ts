import { eq, sql } from 'drizzle-orm';
import { moveMember } from '#lib/identity/server/index.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { foundHalden } from '../goals.fixture.ts';
import { goalProgress } from './schema.ts';
import { changeGoal, set, type Played } from './aims.fixture.ts';
import { handOn } from './hand-on.fixture.ts';
import {
	LENA_MOVES,
	standsAt,
	type Aim,
	type Deed,
	type Handing,
	type Step
} from './tree.fixture.ts';

let serial = 0;

export async function openPlay(context: Context): Promise<Played> {
	const org = await foundHalden(context, [], `Halden of trees ${++serial}`);
	const lena = org.actor('Lena').memberId;
	await moveMember(context.db, org.orgId, lena, org.teams['Harbour Crew']!, LENA_MOVES);
	const rows = await context.db
		.select({ id: metrics.id, key: metrics.key })
		.from(metrics)
		.where(eq(metrics.orgId, org.orgId));
	const metricIds = new Map(rows.map(({ id, key }) => [key, id]));
	return { org, aims: [], deeds: [], metricIds };
}

/** One step, in the database and beside it. A step that nothing is there for does nothing. */
export async function take(
	played: Played,
	step: Step | Handing,
	ledger: Ledger = played.org.ledger
) {
	switch (step.do) {
		case 'set':
			return set(played, step);
		case 'record':
			return record(played, step.deeds, ledger);
		case 'reverse':
		case 'withdraw':
		case 'correct':
			return correct(played, step, ledger);
		case 'hand':
			return handOn(played, step);
		default:
			return changeGoal(played, step);
	}
}

async function record(
	{ org, deeds }: Played,
	fresh: Extract<Step, { do: 'record' }>['deeds'],
	ledger: Ledger
): Promise<void> {
	const first = serial;
	const entries = fresh.map(({ who, metric, value, day, segment }) => ({
		...{ metric, member: mail(who), value, occurredAt: day, segment: segment ?? undefined },
		...{ source: 'tree', externalId: `t-${++serial}` }
	}));
	const { orgId } = org;
	const done = await ledger.record({ orgId, recordedBy: 'import', entries, quiet: true });
	if (done.recorded !== fresh.length) throw new Error(JSON.stringify(done));
	const { rows } = await org.context.db.execute(sql`
		select id, external_id from activities where org_id = ${orgId} and source = 'tree'
			and external_id = any(${sql.param(entries.map(({ externalId }) => externalId))}::text[])`);
	const ids = new Map(rows.map((row) => [row.external_id, row.id as ActivityId]));
	for (const [i, deed] of fresh.entries())
		deeds.push({ ...deed, id: ids.get(`t-${first + i + 1}`)!, stands: true });
}

async function correct(
	{ org, deeds }: Played,
	step: Extract<Step, { do: 'reverse' | 'withdraw' | 'correct' }>,
	ledger: Ledger
): Promise<void> {
	const deed = deeds[step.nth % Math.max(1, deeds.length)];
	if (!deed) return;
	const word = { by: 'import', note: 'It was otherwise.' };
	if (step.do === 'reverse') {
		deed.stands = false;
		await ledger.reverse(org.orgId, deed.id, word);
	} else if (step.do === 'withdraw') {
		deed.stands = true;
		await ledger.withdraw(org.orgId, deed.id, word);
	} else if (step.do === 'correct' && deed.stands) {
		const done = await ledger.correct(org.orgId, deed.id, step.change, word);
		// Somebody else was faster.
		if (!done.ok) return;
		Object.assign(deed, { id: done.value.id }, changed(step.change));
	}
}

function changed(change: Extract<Step, { do: 'correct' }>['change']): Partial<Deed> {
	if ('value' in change) return { value: Number(change.value) };
	if ('occurredAt' in change) return { day: change.occurredAt };
	if ('member' in change) {
		const name = change.member.split('@')[0]!;
		return { who: name[0]!.toUpperCase() + name.slice(1) };
	}
	return change;
}

function mail(who: string): string {
	return `${who.toLowerCase()}@halden.example`;
}

/** What every goal stands at: stored (no number where it is not what was kept of it), and as it is told. */
export async function compared({ org, aims, deeds }: Played) {
	const rows = await org.context.db
		.select({ id: goalProgress.goalId, value: goalProgress.value })
		.from(goalProgress)
		.where(eq(goalProgress.orgId, org.orgId));
	const stored = new Map(rows.map(({ id, value }) => [id, Number(value)]));
	const kept = await org.context.db.execute(sql`select goal_id, sum(step)::int as sum
		from goal_counts where org_id = ${org.orgId} group by goal_id`);
	const sums = new Map(kept.rows.map(({ goal_id, sum }) => [goal_id, Number(sum)]));
	const isKept = ({ id, start }: Aim) => start + (sums.get(id) ?? 0) === stored.get(id);
	return {
		stored: aims.map((aim) => (aim.measure === 'goals' && !isKept(aim) ? NaN : stored.get(aim.id))),
		told: aims.map((aim) => standsAt(aim, deeds, aims))
	};
}
