import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { entriesOf } from '#lib/metrics/activity/server/index.ts';
import { figureHref } from '#lib/metrics/activity/figure-address.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Flag, QuestionOnPage } from '../question.ts';
import { flagsOf, openFlags, seenFlags } from './read-flags.ts';
import {
	answeredQuestions,
	openQuestions,
	questionsOf,
	type AskedQuestion
} from './read-questions.ts';

/** What a manager or an admin has before them, and what became of what was. */
export async function openChecks({ db }: Context, actor: MemberActor) {
	const [open, answered, flags, seen] = await Promise.all([
		openQuestions(db, actor),
		answeredQuestions(db, actor),
		openFlags(db, actor),
		seenFlags(db, actor)
	]);
	const shown = await withEntries({ db }, actor, [...open, ...answered]);
	return {
		questions: shown.slice(0, open.length),
		answered: shown.slice(open.length),
		flags,
		seen
	};
}

/** A member's own questions and what is flagged about them, for themselves and who leads them. */
export async function checksOf(
	{ db }: Pick<Context, 'db'>,
	actor: MemberActor,
	memberId: MemberId
): Promise<{ questions: QuestionOnPage[]; flags: Flag[] }> {
	const own = memberId === actor.memberId;
	if (!own && !may(actor, { may: 'checks.see' })) return { questions: [], flags: [] };
	const flags = await flagsOf(db, actor, memberId);
	const asked = own ? await questionsOf(db, actor, memberId) : [];
	return { questions: await withEntries({ db }, actor, asked), flags };
}

/** Questions with the entries they are about, and where those stand. */
export async function withEntries(
	{ db }: Pick<Context, 'db'>,
	actor: MemberActor,
	asked: AskedQuestion[]
): Promise<QuestionOnPage[]> {
	const ids = asked.map(({ entryId }) => entryId);
	const entries = await entriesOf(db, actor.orgId, ids);
	return asked.map(({ entryId, memberId, ...question }) => {
		const { teamId: _team, ...entry } = entries.get(entryId)!;
		const { day } = entry;
		const figure = { metric: entry.metric.key, from: day, to: day, member: memberId };
		return { ...question, entry, href: figureHref(figure) };
	});
}
