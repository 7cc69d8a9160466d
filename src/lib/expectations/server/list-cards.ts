import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople, listTeams, readOrganization } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { CardOnList } from '../expectation.ts';
import { expectationCards, expectations, expectationWords } from './schema.ts';

/** The reps of one team, by name: a list of cards is no ranking. */
export interface TeamOfCards {
	name: string;
	cards: CardOnList[];
}

/** The reps whose cards this reader writes, by team, each with how their card stands. */
export async function listCards(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor
): Promise<TeamOfCards[]> {
	const { orgId } = actor;
	const { timeZone } = await readOrganization(db, orgId);
	const people = await listPeople(db, orgId, dayIn(timeZone, clock.now()));
	const theirs = people.filter(
		({ role, teamId }) => role === 'rep' && may(actor, { may: 'expectations.write', team: teamId })
	);
	const standing = await readStanding(db, orgId);
	const of = (team: string | null) =>
		theirs
			.filter(({ teamId }) => teamId === team)
			.map(({ id, name, colour }) => ({
				person: { id, name, colour },
				...(standing.get(id) ?? { state: 'none' as const, lines: 0, at: null })
			}));
	const teams = await listTeams(db, orgId);
	return [
		...teams.map(({ id, name }) => ({ name, cards: of(id) })),
		{ name: 'In no team', cards: of(null) }
	].filter(({ cards }) => cards.length);
}

type Standing = Omit<CardOnList, 'person'>;

async function readStanding(db: Queryable, orgId: OrgId): Promise<Map<MemberId, Standing>> {
	const cards = await db
		.selectDistinctOn([expectationCards.memberId], {
			memberId: expectationCards.memberId,
			writtenAt: expectationCards.writtenAt,
			acknowledgedAt: expectationCards.acknowledgedAt,
			saidAt: expectationWords.at,
			lines: sql<number>`(select count(*)::int from ${expectations}
				where ${expectations.orgId} = ${expectationCards.orgId}
					and ${expectations.memberId} = ${expectationCards.memberId}
					and ${expectations.version} = ${expectationCards.version})`
		})
		.from(expectationCards)
		.leftJoin(
			expectationWords,
			and(
				eq(expectationWords.orgId, expectationCards.orgId),
				eq(expectationWords.memberId, expectationCards.memberId),
				isNull(expectationWords.settledAt)
			)
		)
		.where(eq(expectationCards.orgId, orgId))
		.orderBy(expectationCards.memberId, desc(expectationCards.version));
	return new Map(
		cards.map(({ memberId, writtenAt, acknowledgedAt, saidAt, lines }): [MemberId, Standing] => {
			if (!lines) return [memberId, { state: 'none', lines, at: null }];
			const state = saidAt ? 'talk' : acknowledgedAt ? 'read' : 'waits';
			const at = (saidAt ?? acknowledgedAt ?? writtenAt).toISOString();
			return [memberId, { state, lines, at }];
		})
	);
}
