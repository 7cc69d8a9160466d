import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeWords, tallyWords } from './programme-words.ts';
import { askingOn, shownTally, verdictOf, type Tally } from './programme.ts';

const YEAR = { weekStart: 1, fiscalStart: 1 };
const FROM_FEBRUARY = { weekStart: 1, fiscalStart: 2 };

describe('what a round comes to', () => {
	it.each([
		// asked, useful, not for me, silent before, verdict
		[9, 0, 3, false, 'most'],
		[10, 0, 3, false, 'stays'],
		[10, 1, 3, false, 'most'],
		[12, 2, 2, false, 'stays'],
		[12, 2, 3, false, 'most'],
		[5, 0, 2, false, 'stays'],
		[2, 0, 2, false, 'stays'],
		[300, 40, 59, false, 'stays'],
		[300, 40, 60, false, 'most'],
		[12, 0, 0, false, 'stays'],
		[12, 0, 0, true, 'silence'],
		[12, 1, 0, true, 'stays'],
		[2, 0, 0, true, 'silence'],
		[0, 0, 0, true, 'stays']
	])('%i asked, %i useful, %i not, silent before: %s → %s', (...row) => {
		const [asked, useful, notForMe, wasSilent, verdict] = row;
		expect(verdictOf({ asked, useful, notForMe }, { kind: 'badge', wasSilent })).toBe(verdict);
	});

	it('a goal that nobody is in any more is silent, a badge that nobody holds waits', () => {
		const nobody = { asked: 0, useful: 0, notForMe: 0 };
		const goal = (wasSilent: boolean) => verdictOf(nobody, { kind: 'goal', wasSilent });
		expect([goal(false), goal(true)]).toEqual(['stays', 'silence']);
	});
});

describe('when it is asked', () => {
	it.each([
		['2026-12-03', YEAR, undefined],
		['2026-12-04', YEAR, { quarter: '2026-10-01', endsOn: '2026-12-31' }],
		['2026-12-31', YEAR, { quarter: '2026-10-01', endsOn: '2026-12-31' }],
		['2027-01-01', YEAR, undefined],
		['2027-01-04', FROM_FEBRUARY, { quarter: '2026-11-01', endsOn: '2027-01-31' }],
		['2026-12-04', FROM_FEBRUARY, undefined]
	])('%s', (day, calendar, asking) => {
		expect(askingOn(day, calendar)).toEqual(asking);
	});
});

describe('what others see', () => {
	const ASKED = 12;
	const all = (answered: number) =>
		Array.from({ length: answered + 1 }, (_, useful) => told(tallyOf(ASKED, answered, useful)));

	it('is on which side of the half they are, and only once it is decided, from five on', () => {
		expect(told(tallyOf(9, 4, 2))).toBe('9 asked, fewer than five answered stays');
		expect(told(tallyOf(9, 4, 1), false)).toBe('9 asked, fewer than five answered');
		expect(told(tallyOf(9, 5, 1), false)).toBe('5 of 9 answered');
		expect(told(tallyOf(9, 5, 2))).toBe(
			'5 of 9 answered Fewer than half of those who answered find it useful. most'
		);
		expect(told(tallyOf(9, 6, 3))).toBe(
			'6 of 9 answered Half of those who answered, or more, find it useful. stays'
		);
		expect(told(tallyOf(30, 5, 0))).toMatch('Too few answered to decide, so it stays.');
		expect(told(tallyOf(3, 3, 0))).toBe(
			'3 asked, fewer than five answered Too few said that it is still useful. most'
		);
	});

	it('never tells all from some, nor none from few', () => {
		for (let answered = 5; answered <= ASKED; answered++) {
			const [none, one, two, ...others] = all(answered);
			expect(new Set([none, one, two]).size).toBe(1);
			expect(new Set(others.slice(-3)).size).toBe(1);
		}
	});

	it('leaves every other answer open to whoever knows fewer than half of them', () => {
		const round = fc.integer({ min: 5, max: 40 }).chain((answered) =>
			fc.record({
				asked: fc.integer({ min: answered, max: 60 }),
				answered: fc.constant(answered),
				known: fc.integer({ min: 0, max: Math.floor((answered - 1) / 2) - 1 }),
				useful: fc.integer({ min: 0, max: answered }),
				share: fc.double({ min: 0, max: 1, noNaN: true })
			})
		);
		fc.assert(
			fc.property(round, ({ asked, answered, known, useful, share }) => {
				const least = Math.max(0, known - (answered - useful));
				const knownUseful = least + Math.round(share * (Math.min(known, useful) - least));
				const others = answered - known;
				const seen = told(tallyOf(asked, answered, useful));
				const possible = Array.from({ length: others + 1 }, (_, more) => more).filter(
					(more) => told(tallyOf(asked, answered, knownUseful + more)) === seen
				);
				// One other says yes in some of what is possible, and no in some of it.
				expect(possible.some((more) => more > 0)).toBe(true);
				expect(possible.some((more) => more < others)).toBe(true);
			})
		);
	});
});

function tallyOf(asked: number, answered: number, useful: number): Tally {
	return { asked, useful, notForMe: answered - useful };
}

/** All that is told of a round to somebody else, with what becomes of it. */
function told(tally: Tally, isDecided = true): string {
	const verdict = isDecided ? verdictOf(tally, { kind: 'goal', wasSilent: false }) : null;
	const shown = shownTally(tally, isDecided);
	return [tallyWords(shown), outcomeWords(verdict, shown), verdict].filter(Boolean).join(' ');
}
