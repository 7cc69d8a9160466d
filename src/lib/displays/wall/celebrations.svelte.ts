import type { FeedChange } from '#lib/moments/feed.ts';
import type { MomentCard } from '#lib/moments/moment.ts';
import {
	EMPTY,
	next,
	nextAt,
	stillOn,
	takeIn,
	TAKEOVER_MS,
	type Takeover
} from '../celebration-queue.ts';

interface Options {
	/** The team whose wins come first on this TV. */
	team(): string | null;
	/** Called where a win gets the screen. */
	onStart(wins: Takeover): void;
}

/** What has the screen, and what was left to the ticker. Call it while a component is set up. */
export function celebrations(options: Options) {
	let queue = $state.raw(EMPTY);
	let takeover = $state.raw<Takeover>();
	let over: ReturnType<typeof setTimeout> | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;

	$effect(() => () => {
		clearTimeout(over);
		clearTimeout(again);
	});

	// By the clock that no time server sets: a TV's own may jump.
	function play() {
		clearTimeout(again);
		const now = performance.now();
		const turn = next(queue, now, options.team());
		queue = turn.queue;
		if (turn.takeover) show(turn.takeover);
		const at = nextAt(queue);
		if (at !== undefined) again = setTimeout(play, at - now);
	}

	function show(wins: Takeover) {
		takeover = wins;
		options.onStart(wins);
		clearTimeout(over);
		over = setTimeout(() => (takeover = undefined), TAKEOVER_MS);
	}

	return {
		get takeover(): Takeover | undefined {
			return takeover;
		},
		get passed(): readonly MomentCard[] {
			return queue.passed;
		},
		/** `arrivedAt` in milliseconds of the server's clock. */
		arrive(change: FeedChange, arrivedAt: number) {
			queue = takeIn(queue, change, arrivedAt, performance.now());
			// The sum of a deal often comes a moment after the deal; and what is taken back goes at once.
			takeover = takeover && stillOn(takeover, change);
			play();
		}
	};
}
