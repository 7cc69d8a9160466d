import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, LONGEST_WORDS, tidyWords } from './spoken.ts';

describe('words under a moment', () => {
	it.each([
		['  How did you get past the front desk? ', 'How did you get past the front desk?'],
		['First line\r\nsecond line', 'First line\nsecond line'],
		['Well done  \n\n\n\n\nTruly', 'Well done\n\nTruly'],
		['\r\r', '']
	])('are kept tidy: %j', (typed, kept) => {
		expect(tidyWords(typed)).toBe(kept);
	});

	it.each<[string, string, RegExp | undefined]>([
		['nothing', '', /few words/],
		['nothing that shows', '\u200b\u200d', /few words/],
		['one word', 'Wow!', undefined],
		['one sign', '🔔', undefined],
		['two lines', 'One\ntwo', undefined],
		['a bell character', 'Ring\u0007', /Type it anew/],
		['an escape', '\u001b[31mred', /Type it anew/],
		['a tab', 'One\ttwo', /Type it anew/],
		['a C1 control', 'Ring\u0085', /Type it anew/],
		['text that turns around', 'You are \u202Eerised', /Type it anew/],
		['the longest', 'a'.repeat(LONGEST_WORDS), undefined],
		['one more', 'a'.repeat(LONGEST_WORDS + 1), /under 400/],
		['as many signs of two units', '👏'.repeat(LONGEST_WORDS), undefined]
	])('%s', (_, words, fault) => {
		if (fault) expect(faultOf(words)).toMatch(fault);
		else expect(faultOf(words)).toBeUndefined();
	});

	it('are as tidy after the second time as after the first', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '.') }),
				(typed) => {
					const once = tidyWords(typed);
					expect(tidyWords(once)).toBe(once);
				}
			)
		);
	});
});
