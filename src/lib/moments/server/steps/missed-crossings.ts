import { and, eq, sql, type SQL } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { NONE, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Step } from '../feeding.ts';
import type { FreshRow } from '../fresh-rows.ts';
import { standing } from '../entries/standing-activities.ts';
import { fedWork } from './fed-work.ts';
import { causeOf, type StepAt, type UnrungStep } from './unrung-steps.ts';

/** Whose activity or tap carried a goal over a step, and how far. */
export interface Crossing {
	row: Pick<FreshRow, 'memberId' | 'teamId' | 'day' | 'value' | 'recordedAt'>;
	step: Step;
}

/** One that is found in what fed the goal. */
export interface FoundCrossing extends Crossing {
	/** Where it stands in that; what came in up to it has brought the goal there. */
	position: string;
}

/**
 * Who carried goals over steps without their ringing, by the steps' causes: of activities recorded
 * side by side the later in the ledger may be there first, and then neither sees the line crossed at
 * its own place. Where the ledger's order does not tell either, it is the row at hand. Left out where
 * the step was reached before the goal was set; not to be asked where it was before this day: see
 * `valuesBefore`. One query, however many steps.
 */
export async function missedCrossings(
	db: Queryable,
	orgId: OrgId,
	asked: { step: UnrungStep; row: FreshRow }[]
): Promise<Map<string, Crossing>> {
	const steps = asked.map(({ step }) => step);
	const found = await crossedAt(db, orgId, steps);
	return new Map(
		asked.flatMap(({ step, row }): [string, Crossing][] => {
			const cause = causeOf(step);
			const crossed = found.get(cause);
			if (crossed && crossed.row.recordedAt < crossed.setAt) return [];
			// A day that was added later rings for nobody; whoever works today does.
			const own = crossed?.stands && crossed.row.day >= row.day ? crossed : undefined;
			return [[cause, own ? crossingOf(step, own) : { row, step: stepTo(step, step.value, row) }]];
		})
	);
}

/**
 * Who carried goals over steps since they were set, by cause: for some that ring later, when agreed,
 * and for some that were reached again.
 */
export async function crossingsSince(
	db: Queryable,
	orgId: OrgId,
	steps: StepAt[]
): Promise<Map<string, FoundCrossing>> {
	const found = await crossedAt(db, orgId, steps);
	return new Map(
		steps.flatMap((step): [string, FoundCrossing][] => {
			const crossed = found.get(causeOf(step));
			if (!crossed?.stands || crossed.row.recordedAt < crossed.setAt) return [];
			return [[causeOf(step), { ...crossingOf(step, crossed), position: crossed.position }]];
		})
	);
}

interface Crossed {
	row: Crossing['row'];
	position: string;
	/** Since when the goal is there. */
	setAt: Date;
	after: bigint;
	/** Whether nobody has taken the entry back. */
	stands: boolean;
}

function crossingOf(step: StepAt, { row, after }: Crossed): Crossing {
	return { row, step: stepTo(step, after, row) };
}

function stepTo({ goalId }: StepAt, after: bigint, { value }: Crossing['row']): Step {
	return { id: goalId, before: after - value, after };
}

/** By cause the last row, in the ledger's order, at which the goal went over the step. */
async function crossedAt(
	db: Queryable,
	orgId: OrgId,
	steps: StepAt[]
): Promise<Map<string, Crossed>> {
	if (!steps.length) return new Map();
	const column = (of: (step: StepAt) => unknown) => sql.param(steps.map(of));
	const found = await db.execute(sql`
		with asked as (
			select * from unnest(${column(({ goalId }) => goalId)}::uuid[],
				${column(({ number }) => number)}::int[],
				${column(({ start }) => String(start))}::bigint[],
				${column(({ at }) => String(at))}::bigint[]) as s(goal_id, number, start, at)
		), running as (
			select goal_id, id, position, value,
				sum(value) over (partition by goal_id order by position) as brought
			from (${fedWork(orgId)}) fed
		), crossed as (
			select distinct on (s.goal_id, s.number) s.goal_id, s.number, r.id, r.position,
				s.start + r.brought as after
			from asked s join running r on r.goal_id = s.goal_id
				and s.start + r.brought >= s.at and s.start + r.brought - r.value < s.at
			order by s.goal_id, s.number, r.position desc
		)
		select c.goal_id as "goalId", c.number, c.position::text as position, c.after::text as after,
			g.created_at as "setAt", w.*
		from crossed c
		join goals g on g.org_id = ${orgId} and g.id = c.goal_id
		cross join lateral (${rowOf(orgId)}) w`);
	return new Map((found.rows as unknown as Row[]).map((row) => [causeOf(row), toCrossed(row)]));
}

function toCrossed({ memberId, teamId, day, ...row }: Row): Crossed {
	const { position, stands } = row;
	const recordedAt = new Date(row.recordedAt);
	return {
		row: { memberId, teamId, day, value: BigInt(row.value), recordedAt },
		position,
		setAt: new Date(row.setAt),
		after: BigInt(row.after),
		stands
	};
}

type Row = Pick<UnrungStep, 'goalId' | 'number'> & {
	position: string;
	after: string;
	setAt: string | Date;
	memberId: MemberId;
	teamId: string;
	day: Day;
	value: string;
	recordedAt: string | Date;
	stands: boolean;
};

/** The activity or the tap `c.id`: nobody's reversal stands against a tap, and its team is that of its day. */
function rowOf(orgId: OrgId): SQL {
	return sql`
		select ${activities.memberId} as "memberId", ${activities.teamId} as "teamId",
			${activities.day}::text as day, ${activities.value}::text as value,
			${activities.recordedAt} as "recordedAt", ${standing(orgId)} as stands
		from ${activities} where ${and(eq(activities.orgId, orgId), sql`${activities.id} = c.id`)}
		union all
		select t.member_id, coalesce(m.team_id, ${NONE}), t.day::text, t.amount::text, t.at, true
		from (
			select k.*, (k.at at time zone o.time_zone)::date as day
			from check_ins k join organizations o on o.id = k.org_id
			where k.org_id = ${orgId} and k.id = c.id
		) t left join team_memberships m on m.org_id = ${orgId} and m.member_id = t.member_id
			and t.day between m.starts_on and coalesce(m.ends_on, 'infinity')`;
}
