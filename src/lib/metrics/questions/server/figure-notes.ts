import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { OpenedFigure } from '#lib/metrics/activity/opened-figure.ts';
import { ownTypos } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import type { ActivityId, MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { FigureNotes, Question } from '../question.ts';
import { flagsOf } from './read-flags.ts';
import { questionsAbout } from './read-questions.ts';
import { answeredRows } from './taken-back.ts';

/** What stands beside the lines of an opened figure, as this reader sees it. */
export async function figureNotes(
	context: Context,
	actor: MemberActor,
	{ behind, memberId, address }: Pick<OpenedFigure, 'behind' | 'memberId' | 'address'>
): Promise<FigureNotes> {
	const { db } = context;
	const ids = behind.items.map(({ id }) => id as ActivityId);
	const [asked, answered, typos, flags] = await Promise.all([
		questionsAbout(db, actor, ids),
		answeredRows(db, actor.orgId, ids),
		ownTypos(context, actor, behind.items, closedKinds),
		memberId ? flagsOf(db, actor, memberId as MemberId, address) : []
	]);
	const questions: Record<string, Question[]> = {};
	for (const { entryId, memberId: _member, ...question } of asked)
		(questions[entryId] ??= []).push(question);
	const open = new Set(asked.filter(({ answered }) => !answered).map(({ entryId }) => entryId));
	const mayAsk = behind.items
		.filter(({ id, member }) => {
			const own = may(actor, { may: 'questions.ask', of: member.id as MemberId });
			return own && !answered.has(id as ActivityId) && !open.has(id as ActivityId);
		})
		.map(({ id }) => id);
	return { questions, mayAsk, mayTakeBack: typos.alone, dayClosed: typos.dayClosed, flags };
}
