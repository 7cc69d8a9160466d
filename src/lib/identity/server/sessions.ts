import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import { hashSecret, newSecret } from '#lib/platform/server/ids.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { MemberActor, Role } from '../actor.ts';
import { members, organizations, sessions, teamManagers, teamMemberships } from './schema.ts';

/*
 * Everything Lucia does for us is in this file, and nothing of it leaves: it decides when a session
 * ends and when it is renewed. The table holds the token's SHA-256, where Lucia's own adapters would
 * hold the token itself.
 */

/** A session ends this long after it was last renewed; it is renewed in its second half. */
const LASTS = new TimeSpan(30, 'd');

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaOver>;
		UserId: { orgId: OrgId; memberId: MemberId };
		DatabaseUserAttributes: Rights;
	}
}

interface Rights {
	role: Role;
	teamId: TeamId | null;
	manages: TeamId[];
}

export interface OpenSession {
	/** The bearer token: goes into the person's cookie and is kept nowhere. */
	token: string;
	expiresAt: Date;
}

export async function openSession(
	context: Pick<Context, 'db' | 'clock'>,
	orgId: OrgId,
	memberId: MemberId
): Promise<OpenSession> {
	const token = newSecret();
	const lucia = luciaOver(context.db, context.clock);
	await lucia.createSession({ orgId, memberId }, {}, { sessionId: token });
	return { token, expiresAt: new Date(context.clock.now().getTime() + LASTS.milliseconds()) };
}

/** Null for a token that nobody holds, that has ended, or whose holder has left. */
export async function actorOfSession(
	db: Queryable,
	token: string,
	clock: Clock
): Promise<MemberActor | null> {
	const { session, user } = await luciaOver(db, clock).validateSession(token);
	if (!session) return null;
	const { id, role, teamId, manages } = user;
	return { kind: 'member', ...id, role, teamId, manages, session: hashSecret(token) };
}

/** Forgets sessions that have ended; nothing depends on when it runs. */
export async function sweepSessions(db: Queryable, clock: Clock): Promise<void> {
	await luciaOver(db, clock).deleteExpiredSessions();
}

function luciaOver(db: Queryable, clock: Clock) {
	return new Lucia(adapterOver(db, clock), {
		sessionExpiresIn: LASTS,
		getUserAttributes: ({ role, teamId, manages }: Rights) => ({ role, teamId, manages })
	});
}

// Lucia reads the machine's time. What it sees and says is shifted, so that it lives by `clock`.
function adapterOver(db: Queryable, clock: Clock): Adapter {
	const ahead = Date.now() - clock.now().getTime();
	const toLucia = (at: Date) => new Date(at.getTime() + ahead);
	const toTable = (at: Date) => new Date(at.getTime() - ahead);
	return {
		async getSessionAndUser(token) {
			const row = await readSession(db, hashSecret(token), clock.now());
			if (!row) return [null, null];
			const { orgId, memberId, expiresAt, left, ...attributes } = row;
			const id = { orgId, memberId };
			const session = { id: token, userId: id, expiresAt: toLucia(expiresAt), attributes: {} };
			return [session, left ? null : { id, attributes }];
		},
		async setSession({ id, userId, expiresAt }: DatabaseSession) {
			await db.insert(sessions).values({
				...userId,
				tokenHash: hashSecret(id),
				createdAt: clock.now(),
				expiresAt: toTable(expiresAt)
			});
		},
		async updateSessionExpiration(token, expiresAt) {
			await db
				.update(sessions)
				.set({ expiresAt: toTable(expiresAt) })
				.where(eq(sessions.tokenHash, hashSecret(token)));
		},
		async deleteSession(token) {
			await db.delete(sessions).where(eq(sessions.tokenHash, hashSecret(token)));
		},
		async deleteUserSessions({ orgId, memberId }) {
			await db
				.delete(sessions)
				.where(and(eq(sessions.orgId, orgId), eq(sessions.memberId, memberId)));
		},
		async getUserSessions({ orgId, memberId }) {
			const rows = await db
				.select({ id: sessions.tokenHash, expiresAt: sessions.expiresAt })
				.from(sessions)
				.where(
					and(
						eq(sessions.orgId, orgId),
						eq(sessions.memberId, memberId),
						gt(sessions.expiresAt, clock.now())
					)
				);
			return rows.map(({ id, expiresAt }) => ({
				id,
				userId: { orgId, memberId },
				expiresAt: toLucia(expiresAt),
				attributes: {}
			}));
		},
		async deleteExpiredSessions() {
			await db.delete(sessions).where(lte(sessions.expiresAt, clock.now()));
		}
	};
}

// One round trip for everything a request needs to know about who is asking.
async function readSession(db: Queryable, tokenHash: string, now: Date) {
	const today = sql`(${now.toISOString()}::timestamptz at time zone ${organizations.timeZone})::date`;
	const [row] = await db
		.select({
			orgId: sessions.orgId,
			memberId: sessions.memberId,
			expiresAt: sessions.expiresAt,
			left: sql<boolean>`${members.leftAt} is not null`,
			role: members.role,
			teamId: sql<TeamId | null>`(select ${teamMemberships.teamId} from ${teamMemberships}
				where ${teamMemberships.orgId} = ${members.orgId} and ${teamMemberships.memberId} = ${members.id}
				and ${teamMemberships.startsOn} <= ${today}
				and (${teamMemberships.endsOn} is null or ${teamMemberships.endsOn} >= ${today}))`,
			manages: sql<
				TeamId[]
			>`(select coalesce(json_agg(${teamManagers.teamId}), '[]') from ${teamManagers}
				where ${teamManagers.orgId} = ${members.orgId} and ${teamManagers.memberId} = ${members.id})`
		})
		.from(sessions)
		.innerJoin(members, and(eq(members.orgId, sessions.orgId), eq(members.id, sessions.memberId)))
		.innerJoin(organizations, eq(organizations.id, sessions.orgId))
		.where(eq(sessions.tokenHash, tokenHash));
	return row;
}
