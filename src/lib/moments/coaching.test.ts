import { describe, expect, it } from 'vitest';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import { cheeredBy, commentsLabel } from './talk/cheer-words.ts';
import { coaches, writersByMoment, type CoachingLine } from './coaching.ts';

const [aiko, lena, ines] = ['aiko', 'lena', 'ines'] as MemberId[] as [MemberId, MemberId, MemberId];

function line(moment: string, name: string): CoachingLine {
	return {
		id: `${moment}-${name}` as CoachingLine['id'],
		momentId: moment as MomentId,
		moment: 'won Brightline',
		from: { id: name as MemberId, name },
		words: 'Name the next step.',
		at: '2026-11-18T14:00:00.000Z'
	};
}

describe('who coaches whom', () => {
	it.each([
		['an admin anybody', { everybody: true, members: [] }, aiko, true],
		['an admin not themselves', { everybody: true, members: [] }, ines, false],
		['a manager their own', { everybody: false, members: [aiko] }, aiko, true],
		['a manager nobody else', { everybody: false, members: [aiko] }, lena, false],
		['a rep nobody', { everybody: false, members: [] }, aiko, false]
	])('%s', (_, coached, member, may) => {
		expect(coaches(coached, ines, member)).toBe(may);
	});

	it('is named once on each card, the first one first', () => {
		const newestFirst = [
			line('b', 'Greta'),
			line('a', 'Ines'),
			line('b', 'Ines'),
			line('b', 'Ines')
		];
		const writers = writersByMoment(newestFirst);
		expect(writers.get('a' as MomentId)).toBe('Ines');
		expect(writers.get('b' as MomentId)).toBe('Ines and Greta');
		expect(writers.get('c' as MomentId)).toBeUndefined();
	});
});

describe('words below a moment', () => {
	it.each([
		[['Ines'], 'Ines'],
		[['Ines', 'Lena'], 'Ines and Lena'],
		[[...'abcdefgh'], 'a, b, c, d, e, f, g and h'],
		[[...'abcdefghij'], 'a, b, c, d, e, f, g, h and 2 more']
	])('name who cheered: %j', (names, words) => {
		expect(cheeredBy(names.map((name) => ({ name })))).toBe(words);
	});

	it.each([
		[0, 'Comment'],
		[1, '1 comment'],
		[12, '12 comments']
	])('count %i comments', (count, words) => {
		expect(commentsLabel(count)).toBe(words);
	});
});
