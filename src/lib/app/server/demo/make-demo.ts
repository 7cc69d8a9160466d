import { awardMissedIn } from '#lib/badges/server/index.ts';
import type { Organization } from '#lib/identity/organization.ts';

import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import { goalProjection } from '#lib/metrics/goals/server/index.ts';
import { periodOf } from '#lib/platform/period.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { alignWork } from './align-work.ts';
import { askAboutProgrammes } from './ask-about-programmes.ts';
import { chooseSounds } from './choose-sounds.ts';
import { cheerEachOther } from './cheer-each-other.ts';
import { findDemo } from './find-demo.ts';
import { foundStory, type Story } from './found-story.ts';
import { leaveDemo } from './leave-demo.ts';
import { pastOf } from './past.ts';
import { planHistory, WEEKS_OF_HISTORY, type Setting } from './plan-history.ts';
import { planWeek } from './plan-week.ts';
import { questionEntries } from './question-entries.ts';
import { ringTheLastDays } from './ring-the-last-days.ts';
import { setStoryGoals, tellOfGoals } from './set-story-goals.ts';
import { setStoryTargets } from './set-story-targets.ts';
import { startLeagues } from './start-leagues.ts';
import { thankEachOther } from './thank-each-other.ts';
import { talkToEachOther } from './talk-to-each-other.ts';
import { tellWork } from './tell-work.ts';
import { whileTelling } from './telling.ts';
import { writeStoryExpectations } from './write-story-expectations.ts';

const SEED = 1927;

/**
 * The demo team with eight weeks behind it: the same for the same seed and clock. Everything goes
 * the way of real work, told at the time it happened; nothing of it rings now.
 */
export async function makeDemo(
	{ context }: { context: Context },
	seed: number = SEED
): Promise<Result<Story>> {
	const story = await whileTelling(context.db, () => foundAndTell(context, seed));
	if (story.ok) context.announce(story.value.organization.id, ['*']);
	return story;
}

async function foundAndTell(context: Context, seed: number): Promise<Result<Story>> {
	if (await findDemo(context.db))
		return refuse('conflict', 'The demo team is here already. Step into somebody and look around.');
	const story = await foundStory(context, { isDemo: true, weeksAgo: WEEKS_OF_HISTORY });
	if (!story.ok) return story;
	try {
		await tell(context, story.value, seed);
	} catch (error) {
		// Half a story would keep the first run from being offered again.
		await leaveDemo({ context });
		throw error;
	}
	return story;
}

async function tell(context: Context, story: Story, seed: number): Promise<void> {
	const setting = settingOf(story.organization, context.clock.now(), seed);
	const past = pastOf(context);
	const ledger = createLedger(past.context, [goalProjection], closedKinds);
	const goals = await setStoryGoals(past, story, setting.now);
	await setStoryTargets(past, story, setting.now);
	const planned = [...planHistory(setting), ...planWeek(setting)].sort(
		(a, b) => a.at.getTime() - b.at.getTime()
	);
	await tellWork(ledger, past, story, planned, setting);
	await tellOfGoals(past, story, goals, setting.now);
	await ringTheLastDays(past.context, story, planned, setting.now);
	// What the quarter has earned them is theirs without a bell, as past work is.
	past.goTo(setting.now);
	await awardMissedIn(past.context, story.organization.id);
	await askAboutProgrammes(past, story, setting.now);
	await thankEachOther(past, story, setting.now);
	await cheerEachOther(past, story, setting.now);
	await talkToEachOther(past, story, setting.now);
	await questionEntries(past, story, setting.now);
	await writeStoryExpectations(past, story, goals, setting.now);
	await alignWork(past, story, goals, setting.now);
	await startLeagues(past, story, setting.now);
	await chooseSounds(past, story, setting.now);
}

function settingOf(organization: Organization, now: Date, seed: number): Setting {
	const today = dayIn(organization.timeZone, now);
	return {
		seed,
		timeZone: organization.timeZone,
		now,
		today,
		monday: periodOf('week', today, organization).start,
		month: periodOf('month', today, organization),
		quarter: periodOf('quarter', today, organization)
	};
}
