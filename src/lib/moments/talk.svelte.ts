import { live, type LiveStatus } from '#lib/realtime/live.svelte.ts';
import type { Snapshot } from '#lib/realtime/protocol.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { sendCheer } from './doors.ts';
import type { CheerKind, MomentCard } from './moment.ts';
import { applyTalk, type TalkChange, type TalkState } from './talk.ts';
import { isGranted, wished, withWish, type Wish } from './talk/wishes.ts';

/** A moment's page, live, with the person's own cheers at once. */
export class Talk {
	#me: () => MemberId;
	#live;
	#wishes = $state.raw<Wish[]>([]);

	constructor(source: () => Snapshot<TalkState>, me: () => MemberId) {
		this.#me = me;
		this.#live = live<TalkState, TalkChange>(source, (talk, change) => {
			const next = applyTalk(talk, change);
			this.#wishes = this.#wishes.filter((wish) => !isGranted([next.card], wish, me()));
			return next;
		});
	}

	get card(): MomentCard {
		return wished(this.#live.data.card, this.#wishes, this.#me());
	}

	get cheered(): TalkState['cheered'] {
		return this.#live.data.cheered;
	}

	get comments(): TalkState['comments'] {
		return this.#live.data.comments;
	}

	get status(): LiveStatus {
		return this.#live.status;
	}

	get at(): Date {
		return this.#live.at;
	}

	/** Answers the sentence to say where the cheer was refused. */
	async cheer(kind: CheerKind, on: boolean): Promise<string | undefined> {
		const wish = { id: this.card.id, kind, on };
		this.#wishes = withWish(this.#wishes, wish);
		const refusal = await sendCheer(this.card, kind, on);
		if (refusal) this.#wishes = this.#wishes.filter((each) => each !== wish);
		return refusal;
	}
}
