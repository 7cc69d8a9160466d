import type { OrgId } from '#lib/platform/ids.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { After } from './ticker.ts';

export interface Days {
	/** Announces every midnight of an organization for as long as somebody has something open. */
	follow(orgId: OrgId): void;
	stop(): void;
}

export interface DaysOptions {
	/** When the organization's next day begins, after now. */
	nextMidnight(orgId: OrgId): Promise<Date>;
	isOpen(orgId: OrgId): boolean;
	announce(orgId: OrgId, facts: string[]): void;
	now(): Date;
	after: After;
}

/** The fact that an organization's day has turned. */
const DAY = 'day';

/** A computer that slept through midnight finds out within this time. */
const LOOK_AGAIN_MS = 60_000;

export function createDays(options: DaysOptions): Days {
	const waiting = new Map<OrgId, () => void>();

	function wait(orgId: OrgId, midnight: Date): void {
		const left = midnight.getTime() - options.now().getTime();
		const cancel = options.after(Math.max(0, Math.min(left, LOOK_AGAIN_MS)), () =>
			look(orgId, midnight)
		);
		waiting.set(orgId, cancel);
	}

	function look(orgId: OrgId, midnight: Date): void {
		if (!options.isOpen(orgId)) return void waiting.delete(orgId);
		if (options.now() < midnight) return wait(orgId, midnight);
		options.announce(orgId, [DAY]);
		void begin(orgId);
	}

	async function begin(orgId: OrgId): Promise<void> {
		try {
			const midnight = await options.nextMidnight(orgId);
			if (waiting.has(orgId)) wait(orgId, midnight);
		} catch (error) {
			logError('realtime.midnight', error);
			if (waiting.has(orgId))
				waiting.set(
					orgId,
					options.after(LOOK_AGAIN_MS, () => void begin(orgId))
				);
		}
	}

	return {
		follow(orgId) {
			if (waiting.has(orgId)) return;
			waiting.set(orgId, () => {});
			void begin(orgId);
		},
		stop() {
			for (const cancel of waiting.values()) cancel();
			waiting.clear();
		}
	};
}
