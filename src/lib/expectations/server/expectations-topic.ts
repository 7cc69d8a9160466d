import { eq, and, sql } from 'drizzle-orm';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { memberActor, readOrganization } from '#lib/identity/server/index.ts';
import { isId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { ExpectationsState } from '../expectation.ts';
import { expectationCards, expectationWords } from './schema.ts';

/** `expectations?member=…`: that a card which concerns somebody moved, their own or one of their people's. */
export function expectationsTopic({
	db,
	clock
}: Context): Topic<Actor, MemberId, ExpectationsState, ExpectationsState> {
	return {
		name: 'expectations',
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => actor.kind === 'member' && actor.memberId === member,
		async read(orgId, member) {
			const { timeZone } = await readOrganization(db, orgId);
			const actor = await memberActor(db, orgId, member, dayIn(timeZone, clock.now()));
			if (!actor) return undefined;
			return { state: { stamp: await stampOf(db, orgId, actor) }, facts: factsOf(actor) };
		},
		diff: (before, after) => (before.stamp === after.stamp ? undefined : after)
	};
}

function factsOf({ memberId, role, manages }: MemberActor): string[] {
	const teams = manages.map((team) => `expectations:team:${team}`);
	const all = role === 'admin' ? ['expectations:admins'] : [];
	return ['people', `expectations:${memberId}`, ...teams, ...all];
}

/** Grows with every version, tap and word: of this person and, for who leads, of the organization. */
async function stampOf(
	db: Queryable,
	orgId: OrgId,
	{ memberId, role }: MemberActor
): Promise<string> {
	const mine = role === 'rep';
	const [cards] = await db
		.select({ all: sql<string>`count(*) || ' ' || count(${expectationCards.acknowledgedAt})` })
		.from(expectationCards)
		.where(
			and(
				eq(expectationCards.orgId, orgId),
				mine ? eq(expectationCards.memberId, memberId) : undefined
			)
		);
	const [words] = await db
		.select({ all: sql<string>`count(*) || ' ' || count(${expectationWords.settledAt})` })
		.from(expectationWords)
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				mine ? eq(expectationWords.memberId, memberId) : undefined
			)
		);
	return `${cards!.all} ${words!.all}`;
}
