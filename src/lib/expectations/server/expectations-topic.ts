import { eq, and, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ownTopic } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { ExpectationsState } from '../expectation.ts';
import { expectationCards, expectationWords } from './schema.ts';

/** `expectations?member=…`: that a card which concerns somebody moved, their own or one of their people's. */
export function expectationsTopic(context: Context) {
	return ownTopic<ExpectationsState>(context, 'expectations', async (actor) => ({
		state: { stamp: await stampOf(context.db, actor) },
		facts: factsOf(actor)
	}));
}

function factsOf({ memberId, role, manages }: MemberActor): string[] {
	const teams = manages.map((team) => `expectations:team:${team}`);
	const all = role === 'admin' ? ['expectations:admins'] : [];
	return ['people', `expectations:${memberId}`, ...teams, ...all];
}

/** Grows with every version, tap and word: of this person and, for who leads, of the organization. */
async function stampOf(db: Queryable, { orgId, memberId, role }: MemberActor): Promise<string> {
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
