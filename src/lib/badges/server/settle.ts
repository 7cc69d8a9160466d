import type { MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { decide, type Measured } from '../earn.ts';
import type { Given } from './award.ts';
import type { HeldTiers } from './held-tiers.ts';
import { keepTiers, type TierMoves } from './keep-tiers.ts';
import type { RuleBadge } from './list-badges.ts';
import { measure, measuredOf, type Measures, type Whose } from './measure.ts';
import type { Worked } from './work-of.ts';

interface Question {
	whose: Whose & { people: readonly MemberId[] };
	rules: readonly RuleBadge[];
	held: HeldTiers;
	worked: Map<MemberId, Worked>;
}

/** Measures, decides and writes; what rings goes into the outbox of the same transaction. */
export async function settle(context: Context, question: Question): Promise<void> {
	const { whose, rules } = question;
	const measures = await measure(context.db, whose, rules);
	const moves = movesOf(question, measures);
	if (!Object.values(moves).some((some) => some.length)) return;
	await context.db.transaction(async (tx) => {
		const { given, takenBack } = await keepTiers(tx, whose.orgId, moves, context.clock.now());
		const ringing = highestOf(given).filter((one) => rings(one, question, measures));
		const awards = [...ringing.map(({ id }) => id), ...takenBack];
		if (awards.length) await addJob(tx, 'react', { orgId: whose.orgId, kind: 'badge', awards });
	});
	context.announce(whose.orgId, ['awards']);
}

function movesOf({ whose, rules, held, worked }: Question, measures: Measures): TierMoves {
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
