import { describe, expect, it } from 'vitest';
import type { GoalId, Id } from '#lib/platform/ids.ts';
import { changesBetween, changeSummary } from './card-changes.ts';
import { dateWords, reachedWords, stateWords, targetWords } from './expectation-words.ts';
import type { CardOnList, Expectation } from './expectation.ts';

const MEETINGS: Expectation = {
	line: 'meetings' as Id<'expectation'>,
	title: 'First meetings that count',
	means: 'With somebody who can say yes, in their calendar before you meet.',
	metric: { key: 'first-meetings', name: 'First meetings', unit: 'count' },
	target: '4',
	inWords: '',
	every: 'week',
	startsOn: '2026-11-02',
	endsOn: null,
	ifMet: 'You choose your own list for the next quarter.',
	ifMissed: 'We look at your first ten calls together.',
	goal: { id: 'goal' as GoalId, title: 'Land 40 new logos' }
};
const NOTES: Expectation = {
	...MEETINGS,
	line: 'notes' as Id<'expectation'>,
	title: 'Notes the same day',
	metric: null,
	target: null,
	inWords: 'Every call has its notes before you go home.',
	goal: null
};

describe('what changed on a card', () => {
	it('is nothing where both say the same, in whatever order', () => {
		expect(changesBetween([MEETINGS, NOTES], [NOTES, MEETINGS], 'EUR')).toEqual([]);
	});

	it('is each point with its old and its new words', () => {
		const more = { ...MEETINGS, target: '5', endsOn: '2027-03-31', goal: null };
		const changes = changesBetween([MEETINGS], [more], 'EUR');
		expect(changes).toEqual([
			{
				line: 'meetings',
				title: 'First meetings that count',
				kind: 'changed',
				says: [
					{
						what: 'Target',
						before: '4 first meetings a week',
						after: '5 first meetings a week'
					},
					{
						what: 'When',
						before: 'Every week, from 2 Nov 2026',
						after: 'Every week, from 2 Nov 2026 until 31 Mar 2027'
					},
					{ what: 'Goal it serves', before: 'Land 40 new logos', after: '' }
				]
			}
		]);
		expect(changeSummary(changes)).toBe(
			'First meetings that count: 4 first meetings a week is now 5 first meetings a week, “When” has other words, “Goal it serves” has other words.'
		);
	});

	it('names what is new, with all of its words, and what is gone', () => {
		const changes = changesBetween([MEETINGS], [NOTES], 'EUR');
		expect(changes.map(({ kind, title }) => [kind, title])).toEqual([
			['added', 'Notes the same day'],
			['removed', 'First meetings that count']
		]);
		expect(changes[0]!.says.map(({ what }) => what)).toEqual([
			'What',
			'What it means',
			'Target',
			'When',
			'When it is met',
			'When it is missed'
		]);
		expect(changeSummary(changes)).toBe(
			'New: Notes the same day. Gone: First meetings that count.'
		);
	});
});

describe('an expectation in words', () => {
	it.each([
		[{ target: '1' }, '1 first meeting a week'],
		[{ every: null }, '4 first meetings'],
		[
			{
				metric: { key: 'revenue', name: 'Revenue', unit: 'money' as const },
				target: '5000000',
				every: 'month' as const
			},
			'€50,000 revenue a month'
		]
	])('%o is %s', (some, words) => {
		expect(targetWords({ ...MEETINGS, ...some }, 'EUR')).toBe(words);
	});

	it('says by when', () => {
		const once = { ...MEETINGS, every: null, endsOn: '2027-01-31' };
		expect(dateWords(once)).toBe('By 31 Jan 2027, from 2 Nov 2026');
	});

	it('says how far it is, where a metric counts it', () => {
		const reached = { value: '3', from: '2026-11-16', to: '2026-11-22' };
		expect(reachedWords({ ...MEETINGS, reached }, 'EUR')).toBe('3 of 4 this week');
		expect(reachedWords({ ...NOTES, reached: null }, 'EUR')).toBeUndefined();
	});

	it.each([
		['none', 'No card yet'],
		['waits', '4 things, waits for Aiko’s tap · Mon'],
		['talk', 'Aiko wants to talk about it · Mon'],
		['read', '4 things, read by Aiko · Mon']
	] as const)('a card that stands at %s: %s', (state, words) => {
		const person = { name: 'Aiko Kimura' } as CardOnList['person'];
		expect(stateWords({ person, state, lines: 4, at: null }, 'Mon')).toBe(words);
	});
});
