import type { BadgeRule } from './badge-rule.ts';

/** What somebody's work amounts to under one rule, in the unit of its tiers. */
export interface Measured {
	/** What tiers are earned by: all there is, or the longest or best there was. */
	best: bigint;
	/** What still grows: the streak that runs today; for everything else the same as `best`. */
	now: bigint;
}

export const NOTHING: Measured = { best: 0n, now: 0n };

/** A tier that somebody was given, with what became of it. */
export interface HeldTier {
	level: number;
	withdrawnAt: Date | null;
	/** Earned before the rule was what it is now: that stays, whatever the rule says today. */
	byEarlierRule: boolean;
}

/** What follows for one person and badge; levels from 1, ascending. */
export interface Verdict {
	give: number[];
	/** Taken back before, and reached again. */
	bringBack: number[];
	takeBack: number[];
}

/** How many tiers a value reaches. */
export function levelOf({ tiers }: BadgeRule, value: bigint): number {
	return tiers.filter(({ at }) => value >= BigInt(at)).length;
}

/**
 * What is earned, and what no longer is, by all there is today. It asks for no history, so the order
 * in which the work came in makes no difference, nor how often it is asked. Tiers are taken back only
 * `afterCorrection`: work that was reversed no longer holds them.
 */
export function decide(
	rule: BadgeRule,
	{ best }: Measured,
	held: readonly HeldTier[],
	afterCorrection: boolean
): Verdict {
	const reached = levelOf(rule, best);
	const had = new Map(held.map((tier) => [tier.level, tier]));
	const levels = Array.from({ length: reached }, (_, index) => index + 1);
	const lost = (tier: HeldTier) =>
		!tier.withdrawnAt &&
		!tier.byEarlierRule &&
		tier.level > reached &&
		tier.level <= rule.tiers.length;
	return {
		give: levels.filter((level) => !had.has(level)),
		bringBack: levels.filter((level) => had.get(level)?.withdrawnAt),
		takeBack: afterCorrection
			? held
					.filter(lost)
					.map(({ level }) => level)
					.sort()
			: []
	};
}

/** The tier after the ones held, and what is there of it; undefined where all are held. */
export function nextTier(rule: BadgeRule, measured: Measured, heldLevel: number) {
	const level = Math.max(heldLevel, levelOf(rule, measured.best)) + 1;
	const tier = rule.tiers[level - 1];
	if (!tier) return undefined;
	const needed = BigInt(tier.at);
	const value = measured.now < 0n ? 0n : measured.now > needed ? needed : measured.now;
	return { tier: { level, name: tier.name }, value, needed };
}
