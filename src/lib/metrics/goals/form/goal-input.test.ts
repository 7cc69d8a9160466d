import { expect, test } from 'vitest';
import { readFigures } from './goal-input.ts';

test.each([
	['40', 'count', 40n, undefined],
	['1 000', 'count', 1000n, undefined],
	['1,250,000', 'money', 125_000_000n, undefined],
	['1,000', 'count', 0n, '1 or 1,000? Write 1 or 1000.'],
	['50,000', 'money', 0n, '€50 or €50,000? Write 50.00 or 50000.'],
	['1,5', 'money', 0n, 'Write 1.5, with a point.'],
	['1,5', 'count', 0n, 'Use a whole number.'],
	['1250.50', 'money', 125_050n, undefined],
	['1.000', 'money', 0n, '€1 or €1,000? Write 1.00 or 1000.'],
	['1.000', 'count', 0n, '1 or 1,000? Write 1 or 1000.'],
	['1.5', 'count', 0n, 'Use a whole number.'],
	['1.5', 'minutes', 0n, 'Use whole minutes.'],
	['1250.505', 'money', 0n, 'Use at most 2 decimals for EUR.']
] as const)('a target typed as %j of %s', (target, unit, value, fault) => {
	const { figures, faults } = readFigures({ target }, unit, 'EUR');
	expect([figures.target, faults.target]).toEqual([value, fault]);
});
