import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { sharesOfAll } from '#lib/metrics/goals/server/index.ts';
import { asksOf } from '#lib/platform/ask.ts';
import { NONE, type GoalId, type MemberId, type MomentId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { stepHeadline } from '../../step-words.ts';
import type { Step } from '../feeding.ts';
import { makeMoments, type MomentDraft } from '../make-moment.ts';
import { momentPeople } from '../schema.ts';
import { causeOf, type UnrungStep } from './unrung-steps.ts';

/** A step that is reached, who carried the goal over it, from where to where, and when. */
export interface Ringing {
	reached: UnrungStep;
	memberId: MemberId;
	/** The nil id for none. */
	teamId: string;
	step: Step;
	at: Date;
	/** What each had brought to the goal, in the unit that it counts, where that is known already. */
	shares?: Share[];
}

interface Share {
	memberId: MemberId;
	value: bigint;
}

/**
 * Rings for steps that are reached, each once in its life, for everybody who fed the goal: the moment
 * keeps what each had brought. A person's own goal is theirs alone and stays off the TV. Answers what
 * to announce: whoever answers for a goal that rang may have a next step waiting. The statements are
 * the same few for one step and for a hundred.
 */
export async function ringSteps(
	db: Queryable,
	organization: Organization,
	ringing: Ringing[]
): Promise<string[]> {
	if (!ringing.length) return [];
	const orgId = organization.id;
	const brought = await sharesIn(db, orgId, ringing);
	// In one order, so that two who ring for the same steps do not wait for each other in a circle.
	const drafts = ringing.map(draftOf).sort((a, b) => (a.cause < b.cause ? -1 : 1));
	const made = await db.transaction(async (tx) => {
		const kept = await makeMoments(tx, orgId, drafts);
		await keepPeople(tx, orgId, peopleOf(organization, ringing, kept, brought));
		return kept;
	});
	const rang = ringing.filter(({ reached }) => made.has(causeOf(reached)));
	const owners = new Set(rang.flatMap(({ reached }) => reached.ownerId ?? []));
	return rang.length ? ['moments', ...[...owners].map(asksOf)] : [];
}

function isOwn({ reached }: Ringing): boolean {
	return reached.scope === 'member';
}

function sharesIn(db: Queryable, orgId: OrgId, ringing: Ringing[]): Promise<Map<GoalId, Share[]>> {
	const asked = ringing.filter((one) => !isOwn(one) && !one.shares);
	return sharesOfAll(db, orgId, [...new Set(asked.map(({ reached }) => reached.goalId))]);
}

function draftOf(ringing: Ringing): MomentDraft {
	const { reached, memberId, teamId, step, at } = ringing;
	return {
		kind: 'goal',
		cause: causeOf(reached),
		memberId,
		teamId,
		headline: stepHeadline(reached),
		detail: '',
		goal: step,
		inFeed: true,
		onTv: !isOwn(ringing) && reached.isTop,
		at
	};
}

interface Person extends Share {
	momentId: MomentId;
	day: Day;
}

function peopleOf(
	{ timeZone }: Organization,
	ringing: Ringing[],
	made: Map<string, MomentId>,
	brought: Map<GoalId, Share[]>
): Person[] {
	return ringing.flatMap((one) => {
		const momentId = made.get(causeOf(one.reached));
		if (!momentId || isOwn(one)) return [];
		const day = dayIn(timeZone, one.at);
		const shares = one.shares ?? brought.get(one.reached.goalId) ?? [];
		return shares
			.filter(({ value }) => value > 0n)
			.map(({ memberId, value }) => ({ momentId, memberId, value, day }));
	});
}

/** Keeps who fed the goal of a moment, with the team that each is in on that day. */
export async function keepPeople(tx: Queryable, orgId: OrgId, people: Person[]): Promise<void> {
	if (!people.length) return;
	const column = (of: (one: Person) => unknown) => sql.param(people.map(of));
	await tx.execute(sql`
		insert into ${momentPeople} (org_id, moment_id, member_id, team_id, share)
		select ${orgId}, p.moment_id, p.member_id, coalesce(t.team_id, ${NONE}), p.share
		from unnest(${column(({ momentId }) => momentId)}::uuid[],
			${column(({ memberId }) => memberId)}::uuid[],
			${column(({ value }) => String(value))}::bigint[],
			${column(({ day }) => day)}::date[]) as p(moment_id, member_id, share, day)
		left join team_memberships t on t.org_id = ${orgId} and t.member_id = p.member_id
			and p.day between t.starts_on and coalesce(t.ends_on, 'infinity')
		on conflict do nothing`);
}
