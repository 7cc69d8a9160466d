import { and, desc, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { shortDay } from '#lib/metrics/goals/dates.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { outcomeWords } from '../programme-words.ts';
import { roundsWithNames } from './read-rounds.ts';
import { showRounds } from './show-rounds.ts';
import { programmeAnswers, programmeRounds } from './schema.ts';

/**
 * What of programmes waits for this member: whether those they are in are still useful, all in one,
 * and what they answer for that is about to retire. Newest first.
 */
export async function readProgrammeAsks(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor
): Promise<Ask[]> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, clock.now());
	const asks = [...(await unanswered(db, actor, today)), ...(await retiring(db, actor))];
	return asks.sort((a, b) => (a.at < b.at ? 1 : -1));
}

async function unanswered(
	db: Queryable,
	{ orgId, memberId }: MemberActor,
	today: string
): Promise<Ask[]> {
	const open = await db
		.select({ id: programmeAnswers.roundId, at: programmeRounds.openedAt })
		.from(programmeAnswers)
		.innerJoin(
			programmeRounds,
			and(
				eq(programmeRounds.orgId, programmeAnswers.orgId),
				eq(programmeRounds.id, programmeAnswers.roundId)
			)
		)
		.where(
			and(
				eq(programmeAnswers.orgId, orgId),
				eq(programmeAnswers.memberId, memberId),
				isNull(programmeAnswers.answer),
				isNull(programmeRounds.verdict),
				gte(programmeRounds.endsOn, today)
			)
		)
		.orderBy(desc(programmeRounds.openedAt), programmeRounds.id);
	const [latest] = open;
	if (!latest) return [];
	const which = eq(programmeRounds.id, latest.id);
	const name = open.length === 1 ? (await roundsWithNames(db, orgId, which))[0]!.name : '';
	return [
		{
			id: `useful-${latest.id}`,
			kind: 'programmes',
			sentence: name
				? `Is “${name}” still useful to you?`
				: `Which of these ${open.length} are still useful to you?`,
			detail: 'One tap each. Nobody sees who said what.',
			href: '/useful',
			at: latest.at.toISOString()
		}
	];
}

async function retiring(db: Queryable, actor: MemberActor): Promise<Ask[]> {
	const rounds = await roundsWithNames(
		db,
		actor.orgId,
		and(
			isNotNull(programmeRounds.retiresOn),
			isNull(programmeRounds.keptAt),
			isNull(programmeRounds.retiredAt)
		)
	);
	const theirs = rounds.filter(({ ownerId }) =>
		may(actor, { may: 'programmes.keep', of: ownerId })
	);
	const at = new Map(rounds.map(({ id, decidedAt, openedAt }) => [id, decidedAt ?? openedAt]));
	return (await showRounds(db, actor.orgId, theirs)).map(
		({ id, name, verdict, tally, retiresOn }) => ({
			id: `retires-${id}`,
			kind: 'programmes',
			sentence: `“${name}” retires on ${shortDay(retiresOn!)}`,
			detail: `${outcomeWords(verdict, tally)} Keep it with a sentence, or let it go.`,
			href: `/settings/programmes#${id}`,
			at: at.get(id)!.toISOString()
		})
	);
}
