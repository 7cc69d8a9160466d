import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Past } from './past.ts';
import type { Planned } from './planned.ts';
import type { Story } from './found-story.ts';

const AT_ONCE = 900;

/**
 * Records what was planned, oldest first, each batch at the time of its last activity; `closeUntil`
 * closes what was over by then. A deal comes in on its own, so that it rang when it was won.
 */
export async function tellActivities(
	ledger: Ledger,
	past: Past,
	{ organization }: Story,
	planned: Planned[],
	closeUntil: (at: Date) => Promise<void>
): Promise<void> {
	for (const batch of batches(planned, organization.timeZone)) {
		const { at } = batch.at(-1)!;
		await closeUntil(at);
		past.goTo(at);
		const entries = batch.flatMap((one) => one.entries);
		const command = { orgId: organization.id, recordedBy: 'demo', entries, quiet: true };
		const { recorded } = await ledger.record(command);
		if (recorded !== entries.length)
			throw new Error(`the demo recorded ${recorded} of ${entries.length} activities`);
	}
}

function batches(planned: Planned[], timeZone: string): Planned[][] {
	const all: Planned[][] = [];
	let day = '';
	for (const one of planned) {
		const its = dayIn(timeZone, one.at);
		const last = all.at(-1);
		const joins = last && its === day && !one.isDeal && !last[0]!.isDeal && last.length < AT_ONCE;
		if (joins) last.push(one);
		else all.push([one]);
		day = its;
	}
	return all;
}
