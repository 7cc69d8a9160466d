import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { sharesOf } from '#lib/metrics/goals/server/index.ts';
import { NONE, type MemberId, type MomentId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { stepDetail, stepHeadline } from '../../step-words.ts';
import type { Step } from '../feeding.ts';
import { makeMoment } from '../make-moment.ts';
import { momentPeople } from '../schema.ts';
import { causeOf, type UnrungStep } from './unrung-steps.ts';

/** Who carried a goal over a step, from where to where, and when. */
export interface Carried {
	memberId: MemberId;
	/** The nil id for none. */
	teamId: string;
	step: Step;
	at: Date;
}

/** What somebody brought to a goal, in the unit that it counts. */
export interface Share {
	memberId: MemberId;
	value: bigint;
}

/**
 * Rings for a step that is reached, once in its life, for everybody who fed the goal: the moment keeps
 * what each had brought. A person's own goal is theirs alone and stays off the TV.
 */
export async function ringStep(
	db: Queryable,
	organization: Organization,
	reached: UnrungStep,
	{ memberId, teamId, step, at }: Carried,
	shares?: Share[]
): Promise<boolean> {
	const orgId = organization.id;
	const isOwn = reached.scope === 'member';
	const people = isOwn ? [] : (shares ?? (await sharesOf(db, orgId, reached.goalId)));
	const said = { ...reached, currency: organization.currency };
	return db.transaction(async (tx) => {
		const made = await makeMoment(tx, orgId, {
			kind: 'goal',
			cause: causeOf(reached),
			memberId,
			teamId,
			headline: stepHeadline(said),
			detail: stepDetail(said),
			goal: step,
			inFeed: true,
			onTv: !isOwn && reached.isTop,
			at
		});
		if (made && people.length)
			await keep(tx, orgId, made, people, dayIn(organization.timeZone, at));
		return made !== undefined;
	});
}

/** With the team that each is in on that day. */
async function keep(tx: Queryable, orgId: OrgId, id: MomentId, people: Share[], day: string) {
	await tx.execute(sql`
		insert into ${momentPeople} (org_id, moment_id, member_id, team_id, share)
		select ${orgId}, ${id}, p.member_id, coalesce(t.team_id, ${NONE}), p.share
		from unnest(${sql.param(people.map(({ memberId }) => memberId))}::uuid[],
			${sql.param(people.map(({ value }) => String(value)))}::bigint[]) as p(member_id, share)
		left join team_memberships t on t.org_id = ${orgId} and t.member_id = p.member_id
			and ${day}::date between t.starts_on and coalesce(t.ends_on, 'infinity')
		where p.share > 0
		on conflict do nothing`);
}
