import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { sharesOfAll } from '#lib/metrics/goals/server/index.ts';
import { NONE, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { stepHeadline } from '../../step-words.ts';
import { crossingsSince } from './missed-crossings.ts';
import { keepPeople } from './ring-steps.ts';
import { rungSteps, type Back, type RungStep } from './rung-steps.ts';
import { isSame, isTooMuch, sharesThen, sharesTold, type Shares } from './told-shares.ts';
import { causeOf } from './unrung-steps.ts';

/**
 * A goal that work was taken back from, and that other work or taps have carried over its target again,
 * or over a further step while the target stayed reached: the moments of its steps come back without a
 * bell, each with who carried the goal over it now, from where to where, and with what each had brought
 * by then; a target that was raised meanwhile gives its figure. So do those of the goals above that
 * count it, where somebody they name has brought less by now. Answers what to announce. Nothing is
 * asked where no goal has crossed a step, and one thing where none had rung.
 */
export async function retellSteps(
	db: Queryable,
	organization: Organization,
	back: Back,
	now: Date
): Promise<string[]> {
	if (!back.ids.length) return [];
	return db.transaction(async (tx) => {
		const rung = await rungSteps(tx, organization.id, back);
		const fed = rung.filter(({ measure }) => measure !== 'goals');
		const above = rung.filter(({ measure }) => measure === 'goals');
		const returned = [
			...(await carriedAgain(tx, organization.id, fed)),
			...(await toldWrong(tx, organization.id, above, now))
		];
		await tellAnew(tx, organization, returned);
		await keepAnew(tx, organization, returned);
		return returned.length || above.length ? ['moments'] : [];
	});
}

/** A step that was reached again, as its moment is to tell it. */
interface Returned extends RungStep {
	carriedBy: MemberId;
	/** The nil id for none. */
	inTeam: string;
	before: bigint;
	after: bigint;
	carriedAt: Date;
	/** None of what is one person's own. */
	shares?: Shares;
}

/** Those that work or a tap carried their goal over since they rang. */
async function carriedAgain(
	tx: Queryable,
	orgId: OrgId,
	rung: readonly RungStep[]
): Promise<Returned[]> {
	const crossings = await crossingsSince(tx, orgId, [...rung]);
	const again = rung.flatMap((step) => {
		const crossing = crossings.get(causeOf(step));
		return crossing && crossing.row.recordedAt > step.rungAt ? [{ ...step, ...crossing }] : [];
	});
	const shares = await sharesThen(tx, orgId, again.filter(isShared));
	return again.map(({ row, step, ...rest }) => ({
		...rest,
		carriedBy: row.memberId,
		inTeam: row.teamId,
		before: step.before,
		after: step.after,
		carriedAt: row.recordedAt,
		shares: shares.get(causeOf(rest))
	}));
}

/** Those of goals that count goals which name somebody for more than they have brought by now. */
async function toldWrong(
	tx: Queryable,
	orgId: OrgId,
	rung: readonly RungStep[],
	now: Date
): Promise<Returned[]> {
	const shared = rung.filter(isShared);
	const brought = await sharesOfAll(tx, orgId, [...new Set(shared.map(({ goalId }) => goalId))]);
	const told = await sharesTold(
		tx,
		orgId,
		shared.map(({ momentId }) => momentId)
	);
	return shared.flatMap((step): Returned[] => {
		const [most, ...others] = brought.get(step.goalId) ?? [];
		if (!most) return [];
		const shares = new Map([most, ...others].map(({ memberId, value }) => [memberId, value]));
		if (!isTooMuch(told.get(step.momentId), shares)) return [];
		const [carriedBy, inTeam] = [most.memberId, step.teamId ?? NONE];
		const [before, after] = [step.at - 1n, step.value];
		return [{ ...step, carriedBy, inTeam, before, after, carriedAt: now, shares }];
	});
}

function isShared({ scope }: RungStep): boolean {
	return scope !== 'member';
}

async function tellAnew(
	tx: Queryable,
	{ id: orgId }: Organization,
	returned: readonly Returned[]
): Promise<void> {
	if (!returned.length) return;
	const column = (of: (one: Returned) => unknown) => sql.param(returned.map(of));
	await tx.execute(sql`
		update moments m set member_id = n.member_id, team_id = n.team_id,
			goal_before = n.before, goal_after = n.after, headline = n.headline
		from unnest(${column(({ momentId }) => momentId)}::uuid[],
			${column(({ carriedBy }) => carriedBy)}::uuid[],
			${column(({ inTeam }) => inTeam)}::uuid[],
			${column(({ before }) => String(before))}::bigint[],
			${column(({ after }) => String(after))}::bigint[],
			${column(stepHeadline)}::text[]
		) as n(id, member_id, team_id, before, after, headline)
		where m.org_id = ${orgId} and m.id = n.id
			and (m.member_id, m.team_id, m.goal_before, m.goal_after, m.headline) is distinct from
				(n.member_id, n.team_id, n.before, n.after, n.headline)`);
}

/** Who fed it, where it was others or with other shares, also where the same one carried it as far. */
async function keepAnew(
	tx: Queryable,
	{ id: orgId, timeZone }: Organization,
	returned: readonly Returned[]
): Promise<void> {
	const shared = returned.filter(({ shares }) => shares);
	const told = await sharesTold(
		tx,
		orgId,
		shared.map(({ momentId }) => momentId)
	);
	const others = shared.filter(({ momentId, shares }) => !isSame(told.get(momentId), shares!));
	if (!others.length) return;
	await tx.execute(sql`delete from moment_people where org_id = ${orgId}
		and moment_id = any(${sql.param(others.map(({ momentId }) => momentId))}::uuid[])`);
	const people = others.flatMap(({ momentId, carriedAt, shares }) => {
		const day = dayIn(timeZone, carriedAt);
		return [...shares!].map(([memberId, value]) => ({ momentId, memberId, value, day }));
	});
	await keepPeople(tx, orgId, people);
}
