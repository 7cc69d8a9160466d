import type { MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { decide, type Measured } from '../earn.ts';
import type { Given } from './award.ts';
import { heldTiers, type HeldTiers } from './held-tiers.ts';
import { keepTiers, type TierMoves } from './keep-tiers.ts';
import type { RuleBadge } from './list-badges.ts';
import { measure, measuredOf, type Measures, type Whose } from './measure.ts';
import { holdTiers } from './tiers-lock.ts';
import type { Worked } from './work-of.ts';

interface Question {
	whose: Whose & { people: readonly MemberId[] };
	rules: readonly RuleBadge[];
	worked: Map<MemberId, Worked>;
}

/** Measures, decides and writes; what rings goes into the outbox of the same transaction. */
export async function settle(context: Context, question: Question): Promise<void> {
	const { whose, rules } = question;
	const { orgId, people } = whose;
	const isMoved = await context.db.transaction(async (tx) => {
		await holdTiers(tx, orgId);
		const held = await heldTiers(tx, orgId, rules, people);
		const measures = await measure(tx, whose, rules);
		const moves = movesOf(question, held, measures);
		if (!Object.values(moves).some((some) => some.length)) return false;
		const { given, takenBack } = await keepTiers(tx, orgId, moves, context.clock.now());
		const ringing = highestOf(given).filter((one) => rings(one, question, measures));
		const awards = [...ringing.map(({ id }) => id), ...takenBack];
		if (awards.length) await addJob(tx, 'react', { orgId, kind: 'badge', awards });
		return true;
	});
	if (isMoved) context.announce(orgId, ['awards']);
}

function movesOf(
	{ whose, rules, worked }: Question,
	held: HeldTiers,
	measures: Measures
): TierMoves {
	const moves: TierMoves = { give: [], bringBack: [], takeBack: [] };
	for (const { id: badgeId, rule } of rules)
		for (const memberId of whose.people) {
			const tiers = held.get(badgeId)?.get(memberId) ?? [];
			const measured = measuredOf(measures, badgeId, memberId);
			const isCorrected = worked.get(memberId)?.isCorrected ?? false;
			const verdict = decide(rule, measured, tiers, isCorrected);
			for (const kind of ['give', 'bringBack', 'takeBack'] as const)
				moves[kind].push(...verdict[kind].map((level) => ({ badgeId, memberId, level })));
		}
	return moves;
}

// Two tiers at once are one bell.
function highestOf(given: Given[]): Given[] {
	return given.filter(
		(one) =>
			!given.some(
				(other) =>
					other.badgeId === one.badgeId && other.memberId === one.memberId && other.tier > one.tier
			)
	);
}

// Today's work rings; a tier that the past had reached without it was only not noticed before.
function rings(given: Given, { rules, worked }: Question, measures: Measures): boolean {
	const { rule } = rules.find(({ id }) => id === given.badgeId)!;
	const work = worked.get(given.memberId);
	if (!work?.isFresh) return false;
	if (rule.kind !== 'count') return true;
	const { best }: Measured = measuredOf(measures, given.badgeId, given.memberId);
	const brought = work.brought.get(rule.metricId ?? '') ?? 0n;
	return best - brought < BigInt(rule.tiers[given.tier - 1]!.at);
}
