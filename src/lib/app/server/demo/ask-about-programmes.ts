import { and, eq, gt, inArray } from 'drizzle-orm';
import { awards, badges } from '#lib/badges/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, periodOf, type Day, type Period } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import {
	answerRound,
	askAbout,
	keepProgramme,
	openProgrammes,
	openUseful,
	runProgrammesIn
} from '#lib/programmes/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import {
	LAST_QUARTER,
	THIS_QUARTER,
	type StoryAnswer,
	type StoryProgramme
} from './story-programmes.ts';

const DAY_MS = 86_400_000;
/** As many as the story's older badges existed before they were asked about. */
const OLD = 120;

/**
 * Whether badges are still useful: last quarter's round, of which one badge retired and one was kept,
 * and this quarter's, answered by some. Needs who holds what; a badge of the story is then theirs.
 */
export async function askAboutProgrammes(past: Past, story: Story, now: Date): Promise<void> {
	const today = dayIn(story.organization.timeZone, now);
	const running = periodOf('quarter', today, story.organization);
	const last = periodOf('quarter', addDays(running.start, -1), story.organization);
	for (const programme of LAST_QUARTER) await introduce(past, story, programme, last);
	await tellLastQuarter(past, story, last, now);
	await tellThisQuarter(past, story, running, now);
	past.goTo(now);
}

/** The badge with those who held it by then, longer ago than the history of the story goes. */
async function introduce(
	{ context }: Past,
	{ organization, people }: Story,
	{ badge, counts, at, answers, silent }: StoryProgramme,
	last: Period
): Promise<void> {
	const { db } = context;
	const { id: orgId } = organization;
	const [metric] = await db
		.select({ id: metrics.id })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), eq(metrics.key, counts)));
	const changedAt = morning(addDays(last.end, -OLD));
	const id = newId<'badge'>(changedAt);
	const tiers = [{ name: 'Bronze', at }];
	const rule = { kind: 'count' as const, metricId: metric!.id, tiers };
	const createdBy = people['Greta Lindqvist']!.memberId;
	await db.insert(badges).values({ orgId, id, ...badge, rule, createdBy, changedAt });
	const holders = [...answers.map(({ who }) => who), ...silent];
	await db.insert(awards).values(
		holders.map((name) => ({
			...{ orgId, badgeId: id, memberId: people[name]!.memberId, tier: 1, reason: 'rule:1' },
			...{ id: newId<'award'>(changedAt), givenAt: changedAt }
		}))
	);
}

async function tellLastQuarter(past: Past, story: Story, last: Period, now: Date): Promise<void> {
	const { organization } = story;
	past.goTo(morning(addDays(last.end, -20)));
	await runProgrammesIn(past.context, organization);
	past.goTo(morning(addDays(last.end, -12)));
	for (const { badge, answers } of LAST_QUARTER) await answer(past, story, badge.name, answers);
	// Where the quarter has only begun, the notice still runs and the story goes on by itself.
	for (const days of [1, 4, 15]) {
		const at = morning(addDays(last.end, days));
		if (at > now) return;
		past.goTo(at);
		await runProgrammesIn(past.context, organization);
		if (days === 4) await keep(past, story);
	}
}

async function keep({ context }: Past, story: Story): Promise<void> {
	for (const { badge, kept } of LAST_QUARTER) {
		if (!kept) continue;
		const by = story.people[kept.by]!;
		const { rounds } = await openProgrammes(context, by);
		const round = rounds.find(({ name, mayKeep }) => name === badge.name && mayKeep)!.id;
		must(await keepProgramme(context, by, { round, why: kept.why }));
	}
}

async function tellThisQuarter(
	past: Past,
	story: Story,
	running: Period,
	now: Date
): Promise<void> {
	const { organization } = story;
	const { db } = past.context;
	// A badge of the installation is as young as that; the story has had it for longer.
	const old = and(
		eq(badges.orgId, organization.id),
		inArray(badges.key, Object.keys(THIS_QUARTER))
	);
	const youngest = morning(addDays(running.end, -OLD));
	await db
		.update(badges)
		.set({ changedAt: youngest })
		.where(and(old, gt(badges.changedAt, youngest)));
	const begun = Math.max(morning(running.start).getTime(), now.getTime() - 5 * DAY_MS);
	const at = new Date(Math.min(begun, now.getTime()));
	past.goTo(at);
	await askAbout(db, organization, { quarter: running.start, endsOn: running.end }, at);
	past.goTo(new Date(Math.max(at.getTime(), now.getTime() - DAY_MS)));
	const named = await db.select({ key: badges.key, name: badges.name }).from(badges).where(old);
	for (const { key, name } of named) await answer(past, story, name, THIS_QUARTER[key]!);
}

async function answer(
	{ context }: Past,
	story: Story,
	badge: string,
	answers: readonly StoryAnswer[]
): Promise<void> {
	for (const { who, ...said } of answers) {
		const person = story.people[who]!;
		const { asked } = await openUseful(context, person);
		const round = asked.find(({ name }) => name === badge)?.id;
		if (round) must(await answerRound(context, person, { round, ...said }));
	}
}

function morning(day: Day): Date {
	return new Date(`${day}T08:30:00Z`);
}
