import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams, readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { isId, type MemberId, type TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { ALIGNED_PERIODS, type AlignedPeriod } from '../picture.ts';
import type { Whose } from '../whose.ts';
import { readPicture } from './read-alignment.ts';

export interface AlignmentQuery {
	/** `mine`, `everyone`, or a team's id; anything else is what this reader looks at first. */
	of: string;
	/** Somebody whom the reader leads: what that person sees too. */
	member: string;
	period: string;
}

/** How work adds up, as this reader may see it, with what they can do about what feeds no goal. */
export async function openAlignment(context: Context, actor: MemberActor, query: AlignmentQuery) {
	const { db, clock } = context;
	const now = clock.now();
	const organization = await readOrganization(db, actor.orgId);
	const teams = (await listTeams(db, actor.orgId)).filter(
		({ id }) => actor.role === 'admin' || actor.teamId === id || actor.manages.includes(id)
	);
	const today = dayIn(organization.timeZone, now);
	const person = await askedPerson(context, actor, query.member, today);
	if (!person.ok) return person;
	const whose = whoseOf(actor, query.of, teams, person.value);
	const period = ALIGNED_PERIODS.find((kind) => kind === query.period) ?? 'week';
	const teamId = person.value?.teamId ?? actor.teamId;
	const asked = { whose, period, teamId, reader: actor.memberId };
	return ok({
		whose,
		/** What `keep` is sent: whose work it would be said of. */
		of: ofWords(actor, whose),
		name: person.value?.name ?? teams.find(({ id }) => 'id' in whose && id === whose.id)?.name,
		teams: teams.map(({ id, name }) => ({ id, name })),
		period: period as AlignedPeriod,
		today,
		alignment: await readPicture(db, organization, asked, now),
		can: abilities(actor, whose)
	});
}
export type OpenedAlignment =
	Awaited<ReturnType<typeof openAlignment>> extends Result<infer Value> ? Value : never;

async function askedPerson(
	{ db }: Context,
	actor: MemberActor,
	member: string,
	today: string
): Promise<Result<{ id: MemberId; name: string; teamId: TeamId | null } | undefined>> {
	if (!member || member === actor.memberId) return ok(undefined);
	const person = isId(member)
		? await readPerson(db, actor.orgId, member as MemberId, today)
		: undefined;
	if (!person) return refuse('missing', 'Nobody of this organization has this page.');
	if (!may(actor, { may: 'alignment.see', of: person.id, team: person.teamId }))
		return refuse(
			'forbidden',
			'How somebody’s work adds up is theirs, and who leads them sees it.'
		);
	return ok(person);
}

// Who leads looks at the team's first, an admin at everybody's, everyone else at their own.
function whoseOf(
	actor: MemberActor,
	of: string,
	teams: { id: TeamId }[],
	person: { id: MemberId } | undefined
): Whose {
	if (person) return { kind: 'member', id: person.id };
	const mine: Whose = { kind: 'member', id: actor.memberId };
	if (of === 'mine') return mine;
	if (of === 'everyone') return { kind: 'everyone' };
	const team = teams.find(({ id }) => id === of);
	if (team) return { kind: 'team', id: team.id };
	const [led] = actor.manages;
	if (led) return { kind: 'team', id: led };
	return actor.role === 'admin' ? { kind: 'everyone' } : mine;
}

function ofWords(actor: MemberActor, whose: Whose): string {
	if (whose.kind === 'everyone') return 'everyone';
	return whose.id === actor.memberId ? 'mine' : whose.id;
}

function abilities(actor: MemberActor, whose: Whose) {
	const team = whose.kind === 'team' ? whose.id : null;
	const own = whose.kind === 'member' && whose.id === actor.memberId;
	const forAll = whose.kind !== 'member' && may(actor, { may: 'work.keepForAll', team });
	// Nobody leads an admin.
	const raise = whose.kind === 'member' && !(own && actor.role === 'admin');
	return { keep: own || forAll, set: own || forAll, raise };
}
