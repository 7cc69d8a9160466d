import { DEMO, type Commit } from './play.ts';

/** When a row was painted with which figure. */
export interface Stamp {
	/** Milliseconds since 1970. */
	at: number;
	id: string;
	/** Billionths of a point. */
	amount: string;
}

/** For each activity of the run, from its commit until its row was painted with it. */
export function painted(
	{ stamps, frames }: { stamps: Stamp[]; frames: number },
	commits: Commit[]
): { latencies: number[]; frames: number } {
	const shown = new Map<string, { nth: number; at: number }[]>();
	for (const { id, at, amount } of stamps) {
		const list = shown.get(id) ?? [];
		list.push({ nth: Number(BigInt(amount) / DEMO), at });
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
 * Runs in the page. A row's figure changes, the next frame is about to be drawn (rAF), it has been
 * drawn (a message sent from rAF arrives after it): that is the stamp.
 */
export function startStamping(): void {
	const result: { stamps: Stamp[]; frames: number } = { stamps: [], frames: 0 };
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
			for (const line of document.querySelectorAll('[id^="line-"]')) {
				const amount = line.querySelector('[data-amount]')?.getAttribute('data-amount') ?? '0';
				const id = line.id.slice('line-'.length);
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
