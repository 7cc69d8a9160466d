import { describe, expect, it } from 'vitest';
import { FEED_LENGTH } from '#lib/moments/feed.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import { winsNow } from './wins-now.ts';

function win(nth: number, headline = 'won Brightline') {
	const at = new Date(Date.UTC(2026, 10, 18, 9, nth)).toISOString();
	return { id: `win ${nth}`, at, headline } as MomentCard;
}

const feed = (moments: MomentCard[]) => ({ moments, more: false });

describe('wins that wait for the screen', () => {
	it('are told as the feed has them now', () => {
		const now = win(1, 'passed a colleague');
		expect(winsNow([win(1, 'passed Lena Tran')], feed([now]))).toEqual([now]);
	});

	it('go with what left the feed, also while the TV was away', () => {
		expect(winsNow([win(1), win(2)], feed([win(2)]))).toEqual([win(2)]);
	});

	it('stay where newer ones only pushed them off its end', () => {
		const newer = Array.from({ length: FEED_LENGTH }, (_, at) => win(FEED_LENGTH + 1 - at));
		expect(winsNow([win(1)], feed(newer))).toEqual([win(1)]);
		const last = { ...win(2), at: win(0).at };
		expect(winsNow([win(1)], feed([...newer.slice(0, -1), last]))).toEqual([]);
	});
});
