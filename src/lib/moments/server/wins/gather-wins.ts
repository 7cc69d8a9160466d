import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { daysOffOf, hiddenFromFeed, hiddenFromTv } from '#lib/identity/preferences/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { NONE, type MetricId } from '#lib/platform/ids.ts';
import { addDays, daysBetween, periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { workdayStreak, type DaysOff } from '#lib/platform/workdays.ts';
import type { RuleSetting } from '../../rules.ts';
import type { Best, Track, WinFacts } from '../../win.ts';
import type { Work, WinDraft } from './draft-wins.ts';
import type { LateRow } from './late-rows.ts';
import { everybodysDays, firstDays, type Everybody } from './read-boards.ts';
import { readKinds } from './read-kinds.ts';
import { readPasts, type Asked, type Past } from './read-pasts.ts';
import { readSingles } from './read-singles.ts';
import { passedIn, readTeams, type TeamWeek } from './read-teams.ts';

/** What the facts of a batch are gathered from, beside the wins themselves. */
export interface Ground {
	db: Queryable;
	organization: Organization;
	metrics: Map<MetricId, Metric>;
	settings: RuleSetting[];
	late: LateRow[];
}

const NO_BEST: Best = { value: 0n, of: 0 };
const WEEKS_BACK = 12;

/** One of a win's metrics, with what there is to know of it. */
interface Looked extends Asked {
	draft: WinDraft;
	work: Work;
	metric: Metric;
}

/**
 * What each win counted, as it stood when it came in, in the order of the wins. The queries are the
 * same few for one win and for a thousand; what no rule asks about is not read.
 */
export async function gatherTracks(ground: Ground, drafts: WinDraft[]): Promise<Track[][]> {
	const { db, organization, late, settings } = ground;
	const orgId = organization.id;
	const looked = drafts.flatMap((draft) => lookedAt(ground, draft));
	if (!looked.length) return drafts.map(() => []);
	const metricIds = [...new Set(looked.map(({ metricId }) => metricId))];
	const pasts = await readPasts(db, orgId, looked, late, organization.weekStart);
	const sized = looked
		.filter(({ metric }) => metric.unit !== 'count')
		.map((each) => ({ ...each, each, largest: largestOf(each.work) }));
	const singles = await readSingles(db, orgId, isOn(settings, 'best-single') ? sized : []);
	const singleOf = new Map(singles.map((best, index) => [sized[index]!.each, best]));
	const asked = looked.map(({ memberId, metricId, work }) => ({
		memberId,
		metricId,
		rows: work.rows
	}));
	const kinds = await readKinds(db, orgId, isOn(settings, 'first-kind') ? asked : []);
	const first = await firstDays(db, orgId, metricIds);
	const opens = isOn(settings, 'first-today');
	const everybody = await everybodysDays(db, orgId, opens ? looked : [], late);
	const teamOf = await teamsOf(ground, looked);
	const hidden = await hiddenPeople(ground);
	const off = await offDays(ground, looked);
	const tracks = new Map<WinDraft, Track[]>(drafts.map((draft) => [draft, []]));
	for (const [index, each] of looked.entries()) {
		const single = singleOf.get(each) ?? NO_BEST;
		const since = first.get(each.metricId) ?? each.day;
		const firstWith = kinds[index] ?? null;
		const known = {
			single,
			firstWith,
			since,
			hidden,
			off: off.get(each.memberId) ?? [],
			everybody
		};
		tracks.get(each.draft)!.push(trackOf(ground, each, pasts[index]!, teamOf.get(each), known));
	}
	return drafts.map((draft) => tracks.get(draft)!);
}

function lookedAt({ metrics, organization }: Ground, draft: WinDraft): Looked[] {
	const calendar = calendarOf(organization);
	const { memberId, day } = draft;
	const week = periodOf('week', day, calendar).start;
	const month = periodOf('month', day, calendar).start;
	return draft.works.flatMap((work) => {
		const { metricId, position } = work;
		const metric = metrics.get(metricId);
		return metric ? { draft, work, metric, memberId, metricId, day, position, week, month } : [];
	});
}

function isOn(settings: RuleSetting[], key: RuleSetting['rule']): boolean {
	return settings.some(({ rule, isOn }) => rule === key && isOn);
}

/** Only for the metrics that a rule about teams looks at. */
async function teamsOf({ db, organization, settings, late }: Ground, looked: Looked[]) {
	const rules = settings.filter(
		({ rule, isOn }) => isOn && (rule === 'passed' || rule === 'team-record')
	);
	const all = rules.some(({ params }) => params.outcomesOnly !== true);
	const asked = looked
		.filter(({ metric }) => rules.length && (all || metric.horizon === 'forecast'))
		.filter(({ draft }) => draft.teamId !== NONE)
		.map((each) => ({ ...each, teamId: each.draft.teamId, each }));
	const found = await readTeams(db, organization.id, asked, late);
	return new Map(asked.map(({ each }, index) => [each, found[index]]));
}

/** Whose name nobody is to be told by somebody else's win. */
async function hiddenPeople({ db, organization }: Ground): Promise<Set<string>> {
	const feed = await hiddenFromFeed(db, organization.id);
	return new Set([...feed, ...(await hiddenFromTv(db, organization.id))]);
}

function offDays({ db, organization }: Ground, looked: Looked[]) {
	const days = looked.map(({ day }) => day).sort();
	const people = [...new Set(looked.map(({ draft }) => draft.memberId))];
	return daysOffOf(db, organization.id, people, addDays(days[0]!, -400), days.at(-1)!);
}

interface Known {
	single: Best;
	firstWith: string | null;
	since: string;
	hidden: ReadonlySet<string>;
	off: readonly DaysOff[];
	everybody: Everybody;
}

function trackOf(
	{ organization }: Ground,
	{ draft, work, metric, day, week, position }: Looked,
	past: Past,
	team: TeamWeek | undefined,
	known: Known
): Track {
	const value = work.rows.reduce((sum, row) => sum + row.value, 0n);
	const largest = largestOf(work);
	const { id, key, name, unit, horizon } = metric;
	const mine = team?.people ?? new Map<string, { value: bigint }>();
	const teamsWeek = [...mine.values()].reduce((sum, person) => sum + person.value, 0n);
	return {
		metric: { id, key, name, unit, horizon },
		value,
		largest,
		before: {
			ever: past.ever - value,
			day: past.today - value,
			week: past.week - value,
			month: past.month - value
		},
		best: { single: known.single, ...past.best },
		weeks: fullWeeks(past, week),
		streak: streakOf(past, value, day, known.off, organization.workdays),
		firstWith: known.firstWith,
		countedFor: daysBetween(known.since, day),
		everybody: known.everybody(metric.id, day, position) - value,
		passed: team ? passedIn(team, draft.memberId, value, known.hidden) : null,
		team: team ? { name: team.name, week: teamsWeek - value, best: team.best } : null
	};
}

function largestOf({ rows }: Work): bigint {
	return rows.reduce((most, { value }) => (value > most ? value : most), rows[0]!.value);
}

/** Twelve weeks back at most, with a zero for those without work, but none before the first work. */
function fullWeeks({ weeks }: Past, week: string): bigint[] {
	const earliest = weeks.at(-1)?.week;
	if (!earliest) return [];
	const values = new Map(weeks.map((each) => [each.week, each.value]));
	const count = Math.min(WEEKS_BACK, daysBetween(earliest, week) / 7);
	return Array.from({ length: count }, (_, at) => values.get(addDays(week, -7 * (at + 1))) ?? 0n);
}

function streakOf(
	{ days, today }: Past,
	value: bigint,
	day: string,
	off: readonly DaysOff[],
	workdays: readonly number[]
): Track['streak'] {
	// Only a day's first work moves a streak, and following one back costs more than all the sums.
	if (today !== value) return { before: 0, after: 0 };
	const after = workdayStreak(days, day, off, workdays).now;
	const earlier = days.filter((each) => each < day);
	return { before: workdayStreak(earlier, day, off, workdays).now, after };
}

/** What the deal's headline says, out of what it counted. */
export function dealOf(draft: WinDraft, [deals, money]: Track[]): WinFacts['deal'] {
	if (!draft.deal || !deals) return null;
	return {
		note: draft.deal.note,
		deals: deals.value,
		today: deals.before.day + deals.value,
		thisWeek: deals.before.week + deals.value,
		ever: deals.before.ever + deals.value,
		amount: money?.value ?? null
	};
}
