import type { Page } from 'playwright';
import type { Commit } from './play.ts';

/** When an element was painted with which figure. */
interface Stamp {
	/** Milliseconds since 1970. */
	at: number;
	/** The element's. */
	id: string;
	amount: string;
}

export interface Stamped {
	stamps: Stamp[];
	frames: number;
}

export async function stampsOf(page: Page): Promise<Stamped> {
	return page.evaluate(() => (globalThis as unknown as { stamps: Stamped }).stamps);
}

/**
 * For each activity of the run, from its commit until the element it belongs to was painted with it.
 * `one` is how much its figure grows by each.
 */
export function painted(
	{ stamps, frames }: Stamped,
	commits: Commit[],
	one: bigint
): { latencies: number[]; frames: number } {
	const shown = new Map<string, { nth: number; at: number }[]>();
	for (const { id, at, amount } of stamps) {
		const list = shown.get(id) ?? [];
		list.push({ nth: Number(BigInt(amount) / one), at });
		shown.set(id, list);
	}
	const latencies = commits
		.filter(({ externalId }) => externalId.startsWith('run-'))
		.map(({ id, at, nth }) => {
			const first = shown.get(id)?.find((stamp) => stamp.nth >= nth);
			if (!first) throw new Error(`activity ${nth} of ${id} was never painted`);
			return first.at - at;
		});
	return { latencies, frames };
}

/**
 * Runs in the page. The figure of one of these elements changes, the next frame is about to be drawn
 * (rAF), it has been drawn (a message sent from rAF arrives after it): that is the stamp.
 */
export function startStamping(elements: string): void {
	const result: Stamped = { stamps: [], frames: 0 };
	Object.assign(globalThis, { stamps: result });
	// The page's clock has fractions but may have drifted from the system's, which has none.
	let drift = 0;
	for (let i = 0; i < 1000; i += 1)
		drift += (Date.now() + 0.5 - performance.timeOrigin - performance.now()) / 1000;
	const last = new Map<string, string>();
	let waiting = false;
	new MutationObserver(() => {
		if (waiting) return;
		waiting = true;
		requestAnimationFrame(() => {
			waiting = false;
			const changed: Omit<Stamp, 'at'>[] = [];
			for (const element of document.querySelectorAll(elements)) {
				const amount = element.querySelector('[data-amount]')?.getAttribute('data-amount') ?? '0';
				const { id } = element;
				if (last.get(id) !== amount) changed.push({ id, amount });
				last.set(id, amount);
			}
			if (!changed.length) return;
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				const at = performance.timeOrigin + performance.now() + drift;
				result.frames += 1;
				for (const one of changed) result.stamps.push({ ...one, at });
			};
			port2.postMessage(null);
		});
	}).observe(document.body, {
		subtree: true,
		childList: true,
		attributes: true,
		attributeFilter: ['data-amount']
	});
}
