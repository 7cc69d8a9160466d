import { expect, test } from 'vitest';
import { asksForGoal, hoursAMonth, meetingWords } from './meeting.ts';

test('what a meeting takes of people’s time in an average month', () => {
	const weekly = { minutes: 30, rhythm: 'week' as const, people: 6, weekday: null };
	expect(hoursAMonth(weekly, 5)).toBe(13);
	expect(hoursAMonth({ ...weekly, rhythm: 'two-weeks' }, 5)).toBe(7);
	expect(hoursAMonth({ ...weekly, rhythm: 'month' }, 5)).toBe(3);
	expect(hoursAMonth({ ...weekly, minutes: 15, rhythm: 'day' }, 5)).toBe(33);
	expect(hoursAMonth({ ...weekly, minutes: 15, rhythm: 'day' }, 4)).toBe(26);
	expect(meetingWords(weekly)).toBe('30 minutes every week, 6 people');
	expect(meetingWords({ minutes: 1, rhythm: 'day', weekday: 1, people: 1 })).toBe(
		'1 minute every working day, 1 person'
	);
	expect(meetingWords({ ...weekly, weekday: 1 })).toBe('30 minutes every Monday, 6 people');
	expect(meetingWords({ ...weekly, rhythm: 'two-weeks', weekday: 2 })).toBe(
		'30 minutes every second Tuesday, 6 people'
	);
	expect(meetingWords({ ...weekly, rhythm: 'month', weekday: 5 })).toBe(
		'30 minutes one Friday a month, 6 people'
	);
});

test('one asks for a goal until it has one that runs, is kept, or is held no more', () => {
	const asking = { goal: null, kept: null, off: null };
	expect(asksForGoal(asking)).toBe(true);
	const kept = { by: 'Ines', until: '2026-12-31', why: '' };
	expect(asksForGoal({ ...asking, kept })).toBe(false);
	expect(asksForGoal({ ...asking, off: { by: 'Ines', since: '2026-11-18' } })).toBe(false);
});
