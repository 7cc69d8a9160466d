import { and, eq, isNull } from 'drizzle-orm';
import { dayIn } from '#lib/platform/zone.ts';
import { hashSecret, newId, newSecret } from '#lib/platform/server/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Id, MemberId, TeamId } from '#lib/platform/ids.ts';
import type { MemberActor, Role } from '../../actor.ts';
import { may } from '../../permissions.ts';
import { readPerson } from '../list-people.ts';
import { readOrganization } from '../read-organization.ts';
import { teams } from '../schema.ts';
import { invitations } from './schema.ts';

/** `code` is the secret part of the link: shown once, kept only as a hash. */
export interface Invited {
	id: Id<'invitation'>;
	code: string;
	expiresAt: Date;
}

export type InviteCommand =
	/** So many people may join this team (or none) in this role. */
	| { team: TeamId | null; role: Role; uses: number }
	/** Somebody on the list sets their password, the first or a new one. */
	| { member: MemberId };

const VALID_MS = 7 * 86_400_000;
const NOT_YOURS = 'You can invite reps into the teams you manage. Ask an admin for anybody else.';

export async function invite(
	context: Context,
	actor: MemberActor,
	command: InviteCommand
): Promise<Result<Invited>> {
	const { db, clock } = context;
	const organization = await readOrganization(db, actor.orgId);
	if (organization.isDemo)
		return refuse(
			'conflict',
			'The demo team takes nobody in. Set up your own team to invite people.'
		);
	const today = dayIn(organization.timeZone, clock.now());
	const place =
		'member' in command
			? await placeOf(db, actor, command.member, today)
			: await placeIn(db, actor, command);
	if (!place.ok) return place;
	const invited = await context.db.transaction(async (tx) => {
		if ('member' in command) await revokeEarlier(tx, actor, command.member, clock.now());
		return add(tx, actor, place.value, clock.now());
	});
	return ok(invited);
}

interface Place {
	teamId: TeamId | null;
	role: Role;
	memberId: MemberId | null;
	usesLeft: number;
}

async function placeIn(
	db: Queryable,
	actor: MemberActor,
	{ team, role, uses }: { team: TeamId | null; role: Role; uses: number }
): Promise<Result<Place>> {
	if (!may(actor, { may: 'people.invite', team, role })) return refuse('forbidden', NOT_YOURS);
	if (team) {
		const [known] = await db
			.select({ id: teams.id })
			.from(teams)
			.where(and(eq(teams.orgId, actor.orgId), eq(teams.id, team)));
		if (!known) return refuse('missing', 'This team is not here any more. Choose another.');
	}
	return ok({ teamId: team, role, memberId: null, usesLeft: uses });
}

async function placeOf(
	db: Queryable,
	actor: MemberActor,
	memberId: MemberId,
	today: string
): Promise<Result<Place>> {
	const person = await readPerson(db, actor.orgId, memberId, today);
	if (!person) return refuse('missing', 'This person is not here any more.');
	const { role, teamId } = person;
	if (!may(actor, { may: 'people.invite', team: teamId, role }))
		return refuse('forbidden', NOT_YOURS);
	return ok({ teamId: null, role, memberId, usesLeft: 1 });
}

// A newer link for the same person replaces the older ones, wherever they lie.
async function revokeEarlier(tx: Queryable, actor: MemberActor, memberId: MemberId, now: Date) {
	await tx
		.update(invitations)
		.set({ revokedAt: now })
		.where(
			and(
				eq(invitations.orgId, actor.orgId),
				eq(invitations.memberId, memberId),
				isNull(invitations.revokedAt)
			)
		);
}

async function add(tx: Queryable, actor: MemberActor, place: Place, now: Date): Promise<Invited> {
	const code = newSecret();
	const invited = { id: newId<'invitation'>(now), expiresAt: new Date(now.getTime() + VALID_MS) };
	await tx.insert(invitations).values({
		orgId: actor.orgId,
		...invited,
		...place,
		codeHash: hashSecret(code),
		createdBy: actor.memberId,
		createdAt: now
	});
	return { ...invited, code };
}
