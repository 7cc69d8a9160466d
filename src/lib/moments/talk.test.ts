import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import type { MomentCard } from './moment.ts';
import { applyTalk, diffTalk, oldestFirst, type CommentId, type TalkState } from './talk.ts';

/** Comments are ids from 0 to 19, two of them to an instant; `cheers` people cheered. */
function talk(ids: Set<number>, cheers: number): TalkState {
	const card = { id: 'brightline', comments: ids.size } as unknown as MomentCard;
	const comments = [...ids].map((n) => ({
		id: String(n).padStart(2, '0') as CommentId,
		member: { id: 'lena' as MemberId, name: 'Lena Tran', colour: 1, picture: null },
		words: `Comment ${n}`,
		at: new Date(Date.UTC(2026, 10, 18, 9, Math.floor(n / 2))).toISOString()
	}));
	const cheered = Array.from({ length: cheers }, (_, n) => ({
		id: `m${n}` as MemberId,
		name: `Person ${n}`
	}));
	return { card, cheered, comments: comments.sort(oldestFirst) };
}

it('is the same on the page and at the server after any changes', () => {
	const state = fc.tuple(fc.uniqueArray(fc.nat(19)), fc.nat(3));
	fc.assert(
		fc.property(fc.array(state, { minLength: 2 }), (states) => {
			const [first, ...later] = states.map(([ids, cheers]) => talk(new Set(ids), cheers));
			let server = first!;
			let page = first!;
			for (const next of later) {
				const change = diffTalk(server, next);
				if (change) page = applyTalk(page, JSON.parse(JSON.stringify(change)));
				server = next;
				expect(page).toEqual(server);
			}
		})
	);
});
