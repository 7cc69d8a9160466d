import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import { applyFeed, diffFeed, FEED_LENGTH, mergeMoments, newestFirst } from './feed.ts';
import type { MomentCard } from './moment.ts';

function card(n: number, bells = 0): MomentCard {
	return {
		id: String(n).padStart(4, '0') as MomentId,
		kind: 'deal',
		// Several share a second.
		at: new Date(Date.UTC(2026, 10, 18, 9, 0, Math.floor(n / 3))).toISOString(),
		member: {
			id: 'aiko' as MemberId,
			name: 'Aiko Kimura',
			colour: 1,
			team: 'Northern Lights',
			picture: null
		},
		headline: 'won Brightline',
		figure: null,
		detail: '',
		quote: null,
		from: null,
		badge: null,
		goal: null,
		cheers: {
			bell: Array.from({ length: bells }, (_, i) => `m${i}` as MemberId),
			nice: [],
			how: []
		},
		comments: 0,
		edited: false,
		sound: 'bell',
		onTv: true
	};
}

/** The feed as the server reads it from everything there is. */
function read(all: Map<number, MomentCard>) {
	const sorted = [...all.values()].sort(newestFirst);
	return { moments: sorted.slice(0, FEED_LENGTH), more: sorted.length > FEED_LENGTH };
}

const step = fc.oneof(
	fc.record({ what: fc.constant('ring' as const), n: fc.nat(200) }),
	fc.record({ what: fc.constant('cheer' as const), n: fc.nat(200) }),
	fc.record({ what: fc.constant('reverse' as const), n: fc.nat(200) })
);

describe('the feed', () => {
	it('is the same at the reader and at the server after any changes', () => {
		fc.assert(
			fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 25 }), (frames) => {
				const all = new Map(Array.from({ length: 28 }, (_, n) => [n, card(n)]));
				let server = read(all);
				let reader = server;
				for (const frame of frames) {
					for (const { what, n } of frame) {
						if (what === 'reverse') all.delete(n);
						else if (what === 'ring' && !all.has(n)) all.set(n, card(n));
						else if (what === 'cheer' && all.has(n)) all.set(n, card(n, 1));
					}
					const after = read(all);
					const change = diffFeed(server, after);
					if (change) reader = applyFeed(reader, change);
					server = after;
					expect(reader).toEqual(server);
				}
			})
		);
	});

	it('says nothing where nothing changed', () => {
		const feed = read(new Map([[1, card(1)]]));
		expect(diffFeed(feed, { ...feed })).toBeUndefined();
	});

	it('sends one new win alone, although an old one slides off the end', () => {
		const all = new Map(Array.from({ length: 40 }, (_, n) => [n, card(n)]));
		const before = read(all);
		all.set(90, card(90));
		expect(diffFeed(before, read(all))).toEqual({ moments: [card(90)], gone: [], more: true });
	});

	it('names what was taken back', () => {
		const all = new Map([1, 2, 3].map((n) => [n, card(n)]));
		const before = read(all);
		all.delete(2);
		expect(diffFeed(before, read(all))).toEqual({ moments: [], gone: ['0002'], more: false });
	});

	it('merges pages with a newer self winning', () => {
		const merged = mergeMoments([card(3), card(1)], [card(1, 2), card(2)], ['0003']);
		expect(merged).toEqual([card(2), card(1, 2)]);
	});
});
