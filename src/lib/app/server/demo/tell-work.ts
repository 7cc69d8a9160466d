import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import { closerOf } from './close-past.ts';
import { correctLate, noticedAt } from './correct-late.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { WEEKS_OF_HISTORY, type Setting } from './plan-history.ts';
import type { Planned } from './planned.ts';
import { tellActivities } from './tell-activities.ts';

/**
 * All work of the weeks up to now, oldest first, with what closed and what was taken back in between:
 * days and weeks have the final figures that they would have had.
 */
export async function tellWork(
	ledger: Ledger,
	past: Past,
	story: Story,
	planned: Planned[],
	setting: Setting
): Promise<void> {
	const closeUntil = closerOf(past, story, addDays(setting.monday, -7 * WEEKS_OF_HISTORY));
	const noticed = noticedAt(setting);
	const before = planned.filter(({ at }) => at < noticed);
	await tellActivities(ledger, past, story, before, closeUntil);
	await closeUntil(noticed);
	await correctLate(past, story, ledger, noticed);
	await tellActivities(ledger, past, story, planned.slice(before.length), closeUntil);
	await closeUntil(setting.now);
}
