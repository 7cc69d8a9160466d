import type { Context } from '#lib/platform/server/context.ts';

/** A context whose time is set by whoever tells the past, and whose news nobody hears. */
export interface Past {
	context: Context;
	goTo(at: Date): void;
}

export function pastOf({ db, clock }: Context): Past {
	let at = clock.now();
	return {
		context: { db, clock: { now: () => at }, announce: () => {} },
		goTo: (time) => void (at = time)
	};
}
