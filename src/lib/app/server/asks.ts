import { readAlignmentAsks } from '#lib/alignment/server/index.ts';
import { readCoachingAsks } from '#lib/coaching/server/index.ts';
import { readExpectationAsks } from '#lib/expectations/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ownTopic } from '#lib/identity/server/index.ts';
import { asksHeardBy, fewAsks, type Ask } from '#lib/platform/ask.ts';
import { readGoalAsks } from '#lib/metrics/goals/server/index.ts';
import { readProgrammeAsks } from '#lib/programmes/server/index.ts';
import { correctedFor, readQuestionAsks } from '#lib/metrics/questions/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';

type ReadAsks = (context: Context, actor: MemberActor) => Promise<Ask[]>;

/** Whoever has something that waits for a member, a line each. */
const SLICES: ReadAsks[] = [
	readAlignmentAsks,
	readCoachingAsks,
	readExpectationAsks,
	readGoalAsks,
	readProgrammeAsks,
	readQuestionAsks
];

/** So many are shown; the others come up as these are answered. */
const MOST = 50;

/** What waits for a member, newest first. */
async function readAsks(context: Context, actor: MemberActor): Promise<Ask[]> {
	const all: Ask[] = [];
	for (const read of SLICES) all.push(...(await read(context, actor)));
	return fewAsks(all, MOST);
}

/**
 * `asks?member=…`: what waits for somebody, live to them and to nobody else. Every screen watches its
 * own, so it listens to what changes an ask, and not to every activity.
 */
export function asksTopic(context: Context) {
	return ownTopic<Ask[]>(context, 'asks', async (actor) => ({
		state: await readAsks(context, actor),
		facts: [...asksHeardBy(actor), ...correctedFor(actor), 'people', 'day']
	}));
}
