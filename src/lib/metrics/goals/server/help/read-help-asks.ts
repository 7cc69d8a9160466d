import type { MemberActor } from '#lib/identity/actor.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { helpAsk } from '../../ask-words.ts';
import { isHelpOf, type GoalHelp } from '../../page/help.ts';
import { readGoalsById, readHead } from '../read-goals.ts';
import { readOpenHelps } from './read-helps.ts';

const NO_IS_NEWS_FOR = 7 * 86_400_000;

/** Help that a member is asked for, and answers to their own questions for as long as they are of use. */
export async function readHelpAsks(context: Context, actor: MemberActor): Promise<Ask[]> {
	const since = new Date(context.clock.now().getTime() - NO_IS_NEWS_FOR);
	const found = await readOpenHelps(context.db, actor.orgId, actor.memberId, since);
	const wanted = found.filter(({ to }) => to.id === actor.memberId);
	const answers = found.filter(({ to }) => to.id !== actor.memberId);
	const used = await ofUse(context, actor.orgId, answers);
	return [
		...wanted.map((help) => helpAsk(help, false)),
		...answers.filter((help) => used.has(help)).map((help) => helpAsk(help, true))
	];
}

/** Those that are still of use as their goals stand. */
export async function ofUse(
	{ db, clock }: Context,
	orgId: OrgId,
	helps: readonly GoalHelp[]
): Promise<Set<GoalHelp>> {
	if (!helps.length) return new Set();
	const head = await readHead(db, orgId, clock.now());
	const goals = await readGoalsById(db, orgId, [...new Set(helps.map(({ goalId }) => goalId))]);
	const byId = new Map(goals.map((goal) => [goal.id, goal]));
	return new Set(helps.filter((help) => isHelpOf(help, byId.get(help.goalId)!, head)));
}
