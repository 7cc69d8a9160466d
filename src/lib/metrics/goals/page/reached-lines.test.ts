import { expect, test } from 'vitest';
import type { GoalChange } from './history-words.ts';
import { reachedLines, stepsEver, type Crossing } from './reached-lines.ts';

const time = (minute: number) => new Date(Date.UTC(2026, 10, 18, 9, minute));
const goal = { createdAt: time(0), measure: 'metric' as const, steps: [12n, 15n] };

function crossing(minute: number, step: bigint, isUp = true): Crossing {
	return { step, isUp, at: time(minute), day: '2026-11-18', by: 'Aiko Kimura' };
}

function changed(minute: number, says: Record<string, string>): GoalChange {
	return { id: '1', kind: 'changed', by: 'Ines Falk', at: time(minute).toISOString(), says };
}

function lines(crossings: Crossing[], changes: GoalChange[] = [], steps = goal.steps) {
	return reachedLines({ ...goal, steps }, changes, crossings, {
		unit: 'count',
		currency: 'EUR'
	}).map(({ at, sentence }) => `${at.getUTCMinutes()} ${sentence}`);
}

test('who carried a goal to a step is said with the day, and what took it below again', () => {
	expect(
		lines([crossing(5, 12n), crossing(6, 15n), crossing(7, 15n, false), crossing(9, 15n)])
	).toEqual([
		'5 Aiko Kimura carried it to its target of 12 on 18 Nov.',
		'6 Aiko Kimura carried it to its second step of 15 on 18 Nov.',
		'7 It fell below its second step of 15: an entry of 18 Nov was corrected.',
		'9 Aiko Kimura carried it to its second step of 15 on 18 Nov.'
	]);
});

test('a goal that counts goals came to a step by itself', () => {
	const counted = [crossing(5, 12n), crossing(7, 12n, false)].map((one) => ({ ...one, by: null }));
	expect(lines(counted)).toEqual([
		'5 It came to its target of 12 on 18 Nov.',
		'7 It fell below its target of 12 on 18 Nov.'
	]);
});

test('one entry over two steps is one line, and a corrected copy none', () => {
	expect(lines([crossing(5, 12n), crossing(5, 15n)])).toEqual([
		'5 Aiko Kimura carried it to its target of 12 and its second step of 15 on 18 Nov.'
	]);
	expect(lines([crossing(5, 12n), crossing(7, 12n, false), crossing(7, 12n)])).toHaveLength(1);
});

test('what was there when it was set, or when its target came down, reached it then', () => {
	const moved = [changed(8, { wasTarget: '12', target: '9' })];
	expect(lines([crossing(-5, 9n)], moved, [9n])).toEqual(['8 It was at its target of 9 already.']);
	expect(lines([crossing(-5, 12n)])).toEqual(['0 It was at its target of 12 already.']);
});

test('a target stays told as it was that day, also after it was raised', () => {
	const changes = [
		changed(8, { wasTarget: '9', target: '12' }),
		{ ...changed(9, { step: '15' }), kind: 'adjusted' as const }
	];
	expect(stepsEver(goal, changes).sort()).toEqual([12n, 15n, 9n]);
	expect(lines([crossing(5, 9n), crossing(10, 12n)], changes)).toEqual([
		'5 Aiko Kimura carried it to its target of 9 on 18 Nov.',
		'10 Aiko Kimura carried it to its target of 12 on 18 Nov.'
	]);
});
