import { setLeagueRules } from '#lib/metrics/leagues/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { ADMIN } from './story.ts';

/** Twelve reps make two leagues of six, a week at a time: this week by the three before it. */
export async function startLeagues(past: Past, { people }: Story, now: Date): Promise<void> {
	past.goTo(now);
	const rules = { plays: true, metric: 'points', season: 'week', size: 6 } as const;
	must(await setLeagueRules(past.context, people[ADMIN.name]!, rules));
}
