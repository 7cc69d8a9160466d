import { and, eq, isNull } from 'drizzle-orm';
import { limit } from '#lib/platform/server/limits.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { normalEmail } from './add-member.ts';
import { passwordMatches } from './passwords.ts';
import { members, organizations } from './schema.ts';
import { openSession, type OpenSession } from './sessions.ts';

export interface SignIn {
	email: string;
	password: string;
	/** Slug, where the same e-mail and password open several organizations. */
	organization?: string;
	/** Where the request comes from, to slow down guessing. */
	address?: string;
}

export type SignedIn =
	| ({ kind: 'signed-in'; orgId: OrgId; memberId: MemberId } & OpenSession)
	| { kind: 'which'; organizations: { slug: string; name: string }[] };

const QUARTER_HOUR = 15 * 60_000;
const perEmail = limit(20, QUARTER_HOUR);
const perAddress = limit(60, QUARTER_HOUR);

// One sentence for all of it: which part was wrong is nobody's business.
const WRONG = 'That e-mail and password do not belong together. Check both and try again.';
const SLOW_DOWN = 'Too many tries. Wait a few minutes, then try again.';

/** Refuses as `unauthenticated` or `too-many`. People of a demo organization are stepped into instead. */
export async function signIn(context: Context, command: SignIn): Promise<Result<SignedIn>> {
	const email = normalEmail(command.email);
	const now = context.clock.now().getTime();
	// The address first: one that has had its tries uses up nobody else's.
	const mayTry =
		(!command.address || perAddress.take(command.address, now)) && perEmail.take(email, now);
	if (!mayTry) return refuse('too-many', SLOW_DOWN);

	const opened = await whoOpens(context.db, email, command);
	const [only] = opened;
	if (!only) return refuse('unauthenticated', WRONG);
	if (opened.length > 1)
		return ok({
			kind: 'which',
			organizations: opened.map(({ slug, name }) => ({ slug, name }))
		});
	const session = await openSession(context, only.orgId, only.memberId);
	return ok({ kind: 'signed-in', orgId: only.orgId, memberId: only.memberId, ...session });
}

async function whoOpens(db: Queryable, email: string, { password, organization }: SignIn) {
	const candidates = await db
		.select({
			orgId: members.orgId,
			memberId: members.id,
			passwordHash: members.passwordHash,
			slug: organizations.slug,
			name: organizations.name
		})
		.from(members)
		.innerJoin(organizations, eq(organizations.id, members.orgId))
		.where(
			and(
				eq(members.email, email),
				isNull(members.leftAt),
				eq(organizations.isDemo, false),
				organization ? eq(organizations.slug, organization) : undefined
			)
		)
		.limit(20);
	if (!candidates.length) await passwordMatches(null, password);
	const opened = [];
	for (const candidate of candidates)
		if (await passwordMatches(candidate.passwordHash, password)) opened.push(candidate);
	return opened;
}
