import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remarkOn, specificity, type Specificity } from './specific.ts';

describe('how specific a sentence is', () => {
	it.each<[Specificity, string]>([
		['empty', ''],
		['empty', '  \n '],
		['empty', '🎉🎉'],
		['praise', 'Great job!'],
		['praise', 'Well done, keep it up, you rock.'],
		['praise', 'Thank you so much!'],
		['praise', 'AWESOME WORK TEAM'],
		['praise', 'Keep up the good work and thank you for everything you do every day, you legend.'],
		['praise', 'Great great great great great great job!'],
		['thin', 'Great energy lately'],
		['thin', 'What a week. Everyone felt how warm it got here.'],
		[
			'thin',
			'Such a warm and sunny person, every day, always, and so very kind to all of us here.'
		],
		['thin', 'You helped Lena.'],
		['thin', 'Lovely attitude and warm voice always'],
		[
			'specific',
			'You called the Halden account cold after three no’s, asked one good question and got the meeting.'
		],
		['specific', 'You stayed on the line until their engineer understood.'],
		['specific', 'Five demos in one day, 3 qualified.'],
		['specific', 'Thanks for letting me sit in on the Halden call.'],
		['specific', 'Du hast gestern bei Brightline die richtige Frage gestellt.']
	])('%s: %s', (kind, sentence) => {
		expect(specificity(sentence)).toBe(kind);
	});

	it.each<[Specificity, string, string[]]>([
		['praise', 'Thank you so much for everything, dear Lena!', ['Lena Tran']],
		['praise', 'Great work as always, Lena and Tomás, thank you!', ['Lena Tran', 'Tomás Benítez']],
		['specific', 'Lena, Brightline only stayed because of you.', ['Lena Tran']]
	])('%s to them: %s', (kind, sentence, names) => {
		expect(specificity(sentence, names)).toBe(kind);
	});

	it('always has a remark and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (sentence) => {
				expect(remarkOn(sentence, 'Lena')).not.toBe('');
				expect(remarkOn(sentence, undefined)).not.toBe('');
			})
		);
	});

	it('does not get less specific by another sentence with a name and a number', () => {
		fc.assert(
			fc.property(fc.string(), (start) => {
				const more = `${start} You got Brightline to sign on the second call.`;
				expect(specificity(more)).toBe('specific');
			})
		);
	});

	it('speaks to one person by name, to several together', () => {
		const sentence = 'You called Halden three times today.';
		expect(remarkOn(sentence, 'Lena')).toBe('Specific. Lena will know exactly what to repeat.');
		expect(remarkOn(sentence, undefined)).toBe('Specific. They will know exactly what to repeat.');
		expect(remarkOn('Great job', undefined)).toBe('Kind words. What exactly did they do?');
	});
});
