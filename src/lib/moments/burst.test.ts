import { describe, expect, it } from 'vitest';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import { burstPlace, burstWords, toCelebrate } from './burst.ts';
import { cheerLabel, withCheer } from './cheer-words.ts';
import type { MomentCard } from './moment.ts';

const NOW = '2026-11-18T14:00:00.000Z';

function win(id: string, secondsAgo: number, changes: Partial<MomentCard> = {}): MomentCard {
	return {
		id: id as MomentId,
		kind: 'deal',
		at: new Date(Date.parse(NOW) - secondsAgo * 1000).toISOString(),
		member: { id: 'aiko' as MemberId, name: 'Aiko Kimura', colour: 1, team: null, picture: null },
		headline: 'won Brightline',
		figure: '€18,400',
		detail: '',
		quote: null,
		from: null,
		badge: null,
		goal: null,
		cheers: { bell: [], nice: [], how: [] },
		comments: 0,
		edited: false,
		sound: 'bell',
		onTv: true,
		...changes
	};
}

const change = (...moments: MomentCard[]) => ({ moments, gone: [], more: false });

describe('what a phone celebrates', () => {
	it.each<[string, MomentCard[], string[], string[]]>([
		['a win of this second', [win('a', 0)], [], ['a']],
		['nothing it has played before', [win('a', 0)], ['a'], []],
		['nothing that rang while nobody looked', [win('a', 31)], [], []],
		['no old win that somebody cheered', [win('a', 4000)], [], []],
		['the newest first', [win('b', 9), win('a', 1)], [], ['a', 'b']],
		['nothing where nothing is new', [], [], []]
	])('%s', (_, moments, played, ids) => {
		const found = toCelebrate(change(...moments), NOW, new Set(played));
		expect(found.map(({ id }) => id)).toEqual(ids);
	});

	it('says it in one breath', () => {
		const thanks = win('b', 1, { headline: 'earned Door Opener', figure: null });
		expect(burstWords([])).toBe('');
		expect(burstWords([win('a', 0)])).toBe('Aiko Kimura won Brightline, €18,400.');
		expect(burstWords([thanks, win('a', 2)])).toBe(
			'Aiko Kimura earned Door Opener. And 1 more win.'
		);
		expect(burstWords([win('a', 0), thanks, thanks])).toContain('And 2 more wins.');
	});

	it.each([
		['nothing in use', undefined, 'top'],
		['a field at the head', { top: 40, bottom: 90 }, 'bottom'],
		['a button at the foot', { top: 700, bottom: 760 }, 'top']
	])('keeps away from the control in use: %s', (_, inUse, place) => {
		expect(burstPlace(inUse, 844)).toBe(place);
	});
});

describe('a cheer', () => {
	const lena = 'lena' as MemberId;

	it('is set once and taken back', () => {
		const rung = withCheer(withCheer(win('a', 0), 'bell', lena, true), 'bell', lena, true);
		expect(rung.cheers).toEqual({ bell: [lena], nice: [], how: [] });
		expect(withCheer(rung, 'bell', lena, false)).toEqual(win('a', 0));
	});

	it('says for whom it is and how many there are', () => {
		expect(cheerLabel('bell', 'Aiko Kimura', 0)).toBe('Ring the bell for Aiko Kimura');
		expect(cheerLabel('nice', 'Aiko Kimura', 3)).toBe('Say “nice one” to Aiko Kimura, 3 so far');
	});
});
