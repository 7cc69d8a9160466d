import { expect, test } from 'vitest';
import { datesWords, timeLeft } from './dates.ts';

const calendar = { weekStart: 1, fiscalStart: 1 };
const TODAY = '2026-11-18';

test.each([
	['2026-10-01', '2026-12-31', 'Q4', 'this quarter'],
	['2026-11-01', '2026-11-30', 'November', 'this month'],
	['2026-11-16', '2026-11-22', 'this week', 'this week'],
	['2026-11-09', '2026-11-15', 'week of 9 Nov', 'week of 9 Nov'],
	['2027-01-01', '2027-01-31', 'January 2027', 'January 2027'],
	['2026-11-18', '2026-11-18', 'today', 'today'],
	['2026-11-20', '2026-11-20', '20 Nov', '20 Nov'],
	['2026-11-16', '2026-12-04', '16 Nov – 4 Dec', '16 Nov – 4 Dec'],
	['2028-02-29', '2028-02-29', '29 Feb 2028', '29 Feb 2028'],
	['2027-11-15', '2027-11-21', 'week of 15 Nov 2027', 'week of 15 Nov 2027'],
	['2025-10-06', '2025-11-07', '6 Oct – 7 Nov 2025', '6 Oct – 7 Nov 2025'],
	['2026-12-14', '2027-01-15', '14 Dec 2026 – 15 Jan 2027', '14 Dec 2026 – 15 Jan 2027']
])('%s to %s is “%s”, and of one’s own “%s”', (startsOn, endsOn, words, own) => {
	expect(datesWords({ startsOn, endsOn }, TODAY, calendar)).toBe(words);
	expect(datesWords({ startsOn, endsOn }, TODAY, calendar, true)).toBe(own);
});

test('quarters are counted from the fiscal year’s first month', () => {
	const fiscal = { weekStart: 1, fiscalStart: 11 };
	const quarter = { startsOn: '2026-11-01', endsOn: '2027-01-31' };
	expect(datesWords(quarter, TODAY, fiscal)).toBe('Q1');
});

test.each([
	['2026-11-22', '4 days left'],
	['2026-11-19', '1 day left'],
	['2026-11-18', 'last day'],
	['2026-11-17', 'ended yesterday'],
	['2026-11-15', 'ended 3 days ago']
])('a goal until %s: %s', (endsOn, words) => {
	expect(timeLeft({ startsOn: '2026-11-01', endsOn }, TODAY)).toBe(words);
});
