import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { parseCsv } from '../../../tests/csv.ts';

describe('a line of CSV', () => {
	it.each<[string, string, string]>([
		['plain words', 'Brightline', 'Brightline'],
		['a comma', 'Brightline, Oslo', '"Brightline, Oslo"'],
		['quotes', 'the "big" one', '"the ""big"" one"'],
		['two lines', 'one\ntwo', '"one\ntwo"'],
		['a formula', '=1+1', "'=1+1"],
		['a formula behind a space', ' =1+1', "' =1+1"],
		['a call of a formula', '@SUM(A1)', "'@SUM(A1)"],
		['a phone number', '+49 30 1234', "'+49 30 1234"],
		['a dash', '- not held', "'- not held"],
		['a tab', '\t=1', "'\t=1"],
		['a wide equals sign', '＝1+1', "'＝1+1"],
		['nothing', '', '']
	])('has %s', (_, text, written) => {
		expect(csvLine([text])).toBe(`${written}\r\n`);
	});

	it('leaves a figure what it is', () => {
		expect(csvLine(['a', { figure: '-12.50' }])).toBe('a,-12.50\r\n');
	});

	it('reads back as it was written, guarded', () => {
		const lines = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), {
			minLength: 1
		});
		fc.assert(
			fc.property(lines, (rows) => {
				const back = parseCsv(rows.map((row) => csvLine(row)).join(''));
				expect(back.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
					rows.map((row) => row.map((cell) => cell.replace(/^'/, '')))
				);
			})
		);
	});
});
