import { takeBack, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import { instantIn } from '#lib/platform/zone.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import type { Setting } from './plan-history.ts';
import { lastCall } from './question-entries.ts';
import { must } from './set-story-goals.ts';
import { NOTICED_LATE } from './story-words.ts';

/** A quarter past two, when the week before has been final since noon. */
const MINUTE = 14 * 60 + 15;

/** The last Monday on which it could be noticed by now. */
export function noticedAt({ timeZone, monday, now }: Setting): Date {
	const at = instantIn(timeZone, monday, MINUTE);
	return at <= now ? at : instantIn(timeZone, addDays(monday, -7), MINUTE);
}

/** The last calls of somebody's week are taken back after its closing: its board stays as it was. */
export async function correctLate(
	past: Past,
	{ people }: Story,
	ledger: Ledger,
	at: Date
): Promise<void> {
	const { by, of, reason } = NOTICED_LATE;
	past.goTo(new Date(at.getTime() - MINUTE * 60_000));
	const id = await lastCall(past, people[of]!);
	past.goTo(at);
	must(await takeBack(past.context, ledger, people[by]!, { id, reason }));
}
