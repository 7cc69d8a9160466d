import type { Badge } from './badge.ts';
import type { BadgeRule } from './badge-rule.ts';
import { TIER_NAMES } from './draft.ts';

/** How one of the starting badges is earned, with the metric by its key. */
export type StartingRule = Omit<BadgeRule, 'metricId'> & { metric: string | null };

export type StartingBadge = Omit<Badge, 'id'> & { rule?: StartingRule };

/**
 * What a new organization can give, and earn, from its first day: results in brass, character in
 * colour.
 */
export const STARTING_BADGES: readonly StartingBadge[] = [
	{
		key: 'door-opener',
		name: 'Door Opener',
		criteria: 'Got the meeting where the door was shut.',
		shape: 'shield',
		glyph: 'door',
		colour: 0
	},
	{
		key: 'steady-hand',
		name: 'Steady Hand',
		criteria: 'Kept the rhythm, week after week, on good days and bad.',
		shape: 'shield',
		glyph: 'pulse',
		colour: 1
	},
	{
		key: 'closer',
		name: 'Closer',
		criteria: 'Brought home a deal that could have gone either way.',
		shape: 'shield',
		glyph: 'tick',
		colour: 0
	},
	{
		key: 'lifter',
		name: 'Lifter',
		criteria: 'Made a colleague better at the job.',
		shape: 'shield',
		glyph: 'rise',
		colour: 4
	},
	{
		key: 'straight-answer',
		name: 'Straight Answer',
		criteria: 'Told a customer the truth when a softer answer was easier.',
		shape: 'circle',
		glyph: 'voice',
		colour: 3
	},
	{
		key: 'good-listener',
		name: 'Good Listener',
		criteria: 'Asked one more question and heard what was really needed.',
		shape: 'circle',
		glyph: 'phone',
		colour: 5
	},
	{
		key: 'comeback',
		name: 'Comeback',
		criteria: 'Lost one, learned from it, and won the next.',
		shape: 'ribbon',
		glyph: 'flame',
		colour: 2
	},
	{
		key: 'long-game',
		name: 'Long Game',
		criteria: 'Stayed with a customer for months until the time was right.',
		shape: 'hexagon',
		glyph: 'mountain',
		colour: 3
	},
	{
		key: 'first-to-answer',
		name: 'First to Answer',
		criteria: 'Called back before anybody else could.',
		shape: 'circle',
		glyph: 'bolt',
		colour: 6
	},
	{
		key: 'map-maker',
		name: 'Map Maker',
		criteria: 'Found out who decides, how, and when.',
		shape: 'hexagon',
		glyph: 'compass',
		colour: 1
	},
	{
		key: 'bridge-builder',
		name: 'Bridge Builder',
		criteria: 'Brought people to one table who would not have met.',
		shape: 'hexagon',
		glyph: 'handshake',
		colour: 5
	},
	{
		key: 'teacher',
		name: 'Teacher',
		criteria: 'Wrote down what worked, so that everyone can use it.',
		shape: 'ribbon',
		glyph: 'book',
		colour: 4
	},
	{
		key: 'fresh-idea',
		name: 'Fresh Idea',
		criteria: 'Tried a new way in, and it opened.',
		shape: 'circle',
		glyph: 'bulb',
		colour: 6
	},
	{
		key: 'clean-handover',
		name: 'Clean Handover',
		criteria: 'Handed a customer over so well that nothing was asked twice.',
		shape: 'ribbon',
		glyph: 'flag',
		colour: 2
	},
	{
		key: 'ice-breaker',
		name: 'Ice Breaker',
		criteria: 'Sat down with people who did not know us yet.',
		shape: 'hexagon',
		glyph: 'people',
		colour: 0,
		rule: earned('count', 'first-meetings', 25, 100, 250)
	},
	{
		key: 'dealmaker',
		name: 'Dealmaker',
		criteria: 'Brought deals home, one after the other.',
		shape: 'ribbon',
		glyph: 'star',
		colour: 0,
		rule: earned('count', 'deals-won', 5, 25, 100)
	},
	{
		key: 'in-rhythm',
		name: 'In Rhythm',
		criteria: 'Moved something forward, working day after working day.',
		shape: 'circle',
		glyph: 'clock',
		colour: 1,
		rule: earned('streak', null, 5, 20, 60)
	},
	{
		key: 'full-week',
		name: 'Full Week',
		criteria: 'Showed the product more often in one week than most do in three.',
		shape: 'shield',
		glyph: 'target',
		colour: 0,
		rule: earned('record', 'demos-held', 5, 8, 12)
	},
	{
		key: 'goal-getter',
		name: 'Goal Getter',
		criteria: 'Had a hand in goals that were reached.',
		shape: 'circle',
		glyph: 'crown',
		colour: 0,
		rule: earned('goal', null, 1, 5, 15)
	},
	{
		key: 'calls-that-count',
		name: 'Calls That Count',
		criteria: 'Made calls that led to meetings.',
		shape: 'hexagon',
		glyph: 'seedling',
		colour: 3,
		rule: earned('guardrail', 'calls-connected', 100, 500, 2000)
	}
];

function earned(kind: BadgeRule['kind'], metric: string | null, ...at: number[]): StartingRule {
	const tiers = at.map((figure, index) => ({ name: TIER_NAMES[index]!, at: String(figure) }));
	return { kind, metric, tiers };
}
