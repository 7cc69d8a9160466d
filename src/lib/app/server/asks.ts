import { readAlignmentAsks } from '#lib/alignment/server/index.ts';
import { readCoachingAsks } from '#lib/coaching/server/index.ts';
import { readExpectationAsks } from '#lib/expectations/server/index.ts';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { memberActor, readOrganization } from '#lib/identity/server/index.ts';
import { ASKS_OF_ADMINS, asksOf, asksOfLeaders, type Ask } from '#lib/platform/ask.ts';
import { readGoalAsks } from '#lib/metrics/goals/server/index.ts';
import { readProgrammeAsks } from '#lib/programmes/server/index.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';

type ReadAsks = (context: Context, actor: MemberActor) => Promise<Ask[]>;

/** Whoever has something that waits for a member, a line each. */
const SLICES: ReadAsks[] = [
	readAlignmentAsks,
	readCoachingAsks,
	readExpectationAsks,
	readGoalAsks,
	readProgrammeAsks
];

/** So many are shown; the others come up as these are answered. */
const MOST = 50;

/** What waits for a member, newest first. */
export async function readAsks(context: Context, actor: MemberActor): Promise<Ask[]> {
	const all: Ask[] = [];
	for (const read of SLICES) all.push(...(await read(context, actor)));
	return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST);
}

/**
 * `asks?member=…`: what waits for somebody, live to them and to nobody else. Every screen watches its
 * own, so it listens to what changes an ask, and not to every activity.
 */
export function asksTopic(context: Context): Topic<Actor, MemberId, Ask[], Ask[]> {
	return {
		name: 'asks',
		parse(params) {
			const member = params.get('member') ?? '';
			return isId(member) && params.size === 1 ? (member as MemberId) : undefined;
		},
		mayWatch: (actor, member) => actor.kind === 'member' && actor.memberId === member,
		async read(orgId, member) {
			const { timeZone } = await readOrganization(context.db, orgId);
			const today = dayIn(timeZone, context.clock.now());
			const actor = await memberActor(context.db, orgId, member, today);
			if (!actor) return undefined;
			return { state: await readAsks(context, actor), facts: factsOf(actor) };
		},
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}

function factsOf({ memberId, role, manages }: MemberActor): string[] {
	const all = role === 'admin' ? [ASKS_OF_ADMINS] : [];
	return ['asks', asksOf(memberId), ...manages.map(asksOfLeaders), ...all, 'people', 'day'];
}
