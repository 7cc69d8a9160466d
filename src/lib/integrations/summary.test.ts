import { expect, it } from 'vitest';
import { addRecorded, emptySummary, showSummary, type NumberedEntry } from './summary.ts';

function entry(line: number, member: string): NumberedEntry {
	return {
		line,
		entry: {
			metric: 'deals-won',
			member,
			value: '1',
			occurredAt: '2026-11-18',
			source: 'crm',
			externalId: `won-${line}`
		}
	};
}

it('turns the ledger’s answer into lines that a person finds again', () => {
	const summary = emptySummary();
	summary.lines = 6;
	const batch = [2, 3, 4, 5, 7].map((line) => entry(line, line === 7 ? 'Mara' : 'Fritz'));
	addRecorded(summary, batch, {
		recorded: 1,
		duplicates: 0,
		unresolved: [0, 1, 2].map((index) => ({ index, reason: 'unknown-member' })),
		rejected: [{ index: 4, detail: 'The day lies in the future.' }],
		late: [{ index: 3, closed: ['day', 'week'] }]
	});
	expect(showSummary(summary)).toBe(
		[
			'lines       6',
			'recorded    1',
			'duplicates  0',
			'unresolved  3',
			'rejected    1',
			'passed over 0',
			'unresolved: lines 2–4: Nobody here is called “Fritz”.',
			'rejected: line 7: The day lies in the future.',
			'late: 1 arrived after its week had closed: it counts there as late.'
		].join('\n')
	);
});
