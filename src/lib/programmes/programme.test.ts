import { describe, expect, it } from 'vitest';
import { askingOn, quarterBefore, shownTally, verdictOf } from './programme.ts';

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
		expect(verdictOf({ asked, useful, notForMe }, wasSilent)).toBe(verdict);
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

	it('goes back a quarter of the fiscal year', () => {
		expect(quarterBefore('2026-10-01', YEAR)).toBe('2026-07-01');
		expect(quarterBefore('2026-11-01', FROM_FEBRUARY)).toBe('2026-08-01');
	});
});

describe('what others see', () => {
	it('is how many answered, and what only once it is decided, from five on', () => {
		expect(shownTally({ asked: 9, useful: 1, notForMe: 3 }, true)).toEqual({
			asked: 9,
			answered: 4,
			counts: null
		});
		const five = { asked: 9, useful: 1, notForMe: 4 };
		expect(shownTally(five, false).counts).toBeNull();
		expect(shownTally(five, true).counts).toEqual({ useful: 1, notForMe: 4 });
	});
});
