import type { Badge } from './badge.ts';

/** What a new organization can give from its first day: results in brass, character in colour. */
export const STARTING_BADGES: readonly Omit<Badge, 'id'>[] = [
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
	}
];
