import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { questionAsk } from '../question-ask.ts';
import { withEntries } from './open-checks.ts';
import { openQuestions } from './read-questions.ts';

/** The questions about entries that wait for this member's answer, newest first. */
export async function readQuestionAsks(
	{ db }: Pick<Context, 'db'>,
	actor: MemberActor
): Promise<Ask[]> {
	if (!may(actor, { may: 'checks.see' })) return [];
	const open = await openQuestions(db, actor);
	if (!open.length) return [];
	const { currency } = await readOrganization(db, actor.orgId);
	const shown = await withEntries({ db }, actor, open);
	return shown.map((question) => questionAsk(question, currency)).reverse();
}
