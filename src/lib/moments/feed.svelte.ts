import { live, type LiveStatus } from '#lib/realtime/live.svelte.ts';
import type { Snapshot } from '#lib/realtime/protocol.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { withCheer } from './talk/cheer-words.ts';
import { applyFeed, mergeMoments, slidOff, type FeedChange, type FeedState } from './feed.ts';
import type { CheerKind, MomentCard } from './moment.ts';
import { isGranted, wished, withWish, type Wish } from './talk/wishes.ts';

/** Where a feed's page sends what the person does. */
export interface FeedDoors {
	me: MemberId;
	/** Resolves to a sentence where it was refused. */
	cheer(moment: MomentCard, kind: CheerKind, on: boolean): Promise<string | undefined>;
	earlier(last: MomentCard): Promise<FeedState>;
	/** An older page that the address names: it is shown in place of the newest. */
	page?: FeedState | null;
}

/**
 * The feed of a page: the newest moments live, with the older ones that were opened below them,
 * and the person's own cheers at once, taken back where the server refuses them.
 */
export class Feed {
	#source: () => Snapshot<FeedState>;
	#doors: FeedDoors;
	#live;
	#older = $state.raw<FeedState & { key: string }>();
	#wishes = $state.raw<Wish[]>([]);
	#opened = $derived.by(() => {
		if (this.#older?.key === this.#key()) return this.#older;
		const { page } = this.#doors;
		return page ? { ...page, key: this.#key() } : undefined;
	});

	constructor(source: () => Snapshot<FeedState>, doors: FeedDoors) {
		this.#source = source;
		this.#doors = doors;
		this.#live = live<FeedState, FeedChange>(source, (state, change) => this.#apply(state, change));
	}

	moments = $derived.by(() => {
		const { page, me } = this.#doors;
		const newest = page ? [] : this.#live.data.moments;
		const cards = mergeMoments(this.#opened?.moments ?? [], newest);
		return cards.map((card) => wished(card, this.#wishes, me));
	});

	more = $derived.by(() => this.#opened?.more ?? this.#live.data.more);

	get status(): LiveStatus {
		return this.#live.status;
	}

	get at(): Date {
		return this.#live.at;
	}

	async showEarlier(): Promise<void> {
		const last = this.moments.at(-1);
		if (!last) return;
		const key = this.#key();
		const page = await this.#doors.earlier(last);
		const moments = mergeMoments(this.#opened?.moments ?? [], page.moments);
		this.#older = { moments, more: page.more, key };
	}

	/** Answers the sentence to say where the cheer was refused. */
	async cheer(moment: MomentCard, kind: CheerKind, on: boolean): Promise<string | undefined> {
		const wish = { id: moment.id, kind, on };
		this.#wishes = withWish(this.#wishes, wish);
		const refusal = await this.#doors.cheer(moment, kind, on);
		const isLive =
			!this.#doors.page && this.#live.data.moments.some((card) => card.id === moment.id);
		if (refusal || !isLive) this.#wishes = this.#wishes.filter((each) => each !== wish);
		if (!refusal && !isLive)
			this.#keepOlder((card) =>
				card.id === moment.id ? withCheer(card, kind, this.#doors.me, on) : card
			);
		return refusal;
	}

	/** What slides off the end of the live part stays on the page for those who read on. */
	#apply(state: FeedState, change: FeedChange): FeedState {
		const next = applyFeed(state, change);
		const slid = slidOff(state, next, change);
		if (this.#opened && !this.#doors.page)
			this.#older = {
				...this.#opened,
				moments: mergeMoments(this.#opened.moments, slid, change.gone)
			};
		// From here on the server's word counts again, also where another device takes it back.
		this.#wishes = this.#wishes.filter((wish) => !isGranted(next.moments, wish, this.#doors.me));
		return next;
	}

	#keepOlder(change: (card: MomentCard) => MomentCard): void {
		if (this.#opened) this.#older = { ...this.#opened, moments: this.#opened.moments.map(change) };
	}

	/** What older moments belong to: a topic, and the page of it that the address names. */
	#key(): string {
		return `${this.#source().topic} ${this.#doors.page?.moments[0]?.id ?? ''}`;
	}
}
