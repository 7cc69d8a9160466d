import { exactFigure } from '#lib/metrics/activity/behind-words.ts';
import { HORIZON_WORDS } from '#lib/metrics/horizon-words.ts';
import type { Guardrail, Horizon } from '#lib/metrics/metric.ts';
import { capWords, guardrailWords, pointsWords, UNIT_WORDS } from '#lib/metrics/rule-words.ts';
import { inSentence } from '#lib/metrics/words.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
import type { FigureUnit, Unit } from '#lib/platform/quantity.ts';
import { weekdayName } from '#lib/platform/workdays.ts';

/** What the trail keeps of a change; every kind has some of it. */
export interface Kept {
	name?: string;
	unit?: Unit;
	pointsPerUnit?: string;
	horizon?: Horizon;
	dailyCap?: string | null;
	guardrail?: Guardrail | null;
	/** A metric's key, or `points`. */
	metric?: string;
	metricId?: string;
	period?: PeriodKind;
	value?: string;
	plays?: boolean;
	season?: string;
	size?: number;
	weekStart?: number;
	fiscalStart?: number;
	/** As it was said then. */
	words?: string;
	[other: string]: unknown;
}

/** What a change is told with. */
export interface Known {
	currency: string;
	/** By key and by id. */
	metrics: Map<string, { name: string; unit: Unit }>;
	/** A member's id → their name. */
	people: Map<string, string>;
}

/** What a change is about: "Calls connected", "Aiko Kimura’s target", "Leagues". */
export function subjectWords(kind: string, subject: string, known: Known): string {
	const metric = known.metrics.get(subject);
	if (kind === 'metric.created') return `New metric: ${metric?.name ?? 'one that is gone'}`;
	if (kind.startsWith('metric')) return metric?.name ?? 'A metric that is gone';
	if (kind === 'target') return `${known.people.get(subject) ?? 'Somebody'}’s target`;
	if (kind === 'days-off') return `${known.people.get(subject) ?? 'Somebody'}’s days off`;
	if (kind === 'moment.rule') return `When the bell rings: ${subject}`;
	if (kind === 'badge') return `Badge: ${subject}`;
	return OF_EVERYBODY[kind] ?? 'A rule';
}

/** Kinds of which the organization has one. */
const OF_EVERYBODY: Record<string, string> = {
	league: 'Leagues',
	thanks: 'Badges a week and the huddle',
	calendar: 'The calendar',
	workdays: 'Working days',
	name: 'A name from outside',
	rebuild: 'All totals counted anew'
};

/** One side of a change in words; null where there was or is nothing. */
export function keptWords(
	kind: string,
	kept: Kept | null,
	subject: string,
	known: Known
): string | null {
	if (!kept) return kind === 'metric.archived' ? 'no longer counted' : null;
	if (kind === 'metric.renamed' || kind === 'metric.archived') return `called ${kept.name}`;
	if (kind.startsWith('metric')) return ruleWordsOf(kept, subject, known);
	if (kind === 'target') return targetWords(kept, known);
	if (kind === 'league') return leagueWords(kept, known);
	if (kind === 'calendar') return calendarWords(kept);
	return otherWords(kept, known);
}

function ruleWordsOf(kept: Kept, subject: string, { currency, metrics }: Known): string {
	const metric = metrics.get(subject);
	const unit = kept.unit ?? metric?.unit ?? 'count';
	const name = kept.name ?? metric?.name ?? 'entries';
	const guardrail = kept.guardrail ?? null;
	const outcome = guardrail ? metrics.get(guardrail.outcomeId) : undefined;
	return [
		kept.unit && UNIT_WORDS[kept.unit].toLowerCase(),
		pointsWords({ unit, pointsPerUnit: kept.pointsPerUnit ?? '0' }, currency),
		capWords({ unit, dailyCap: kept.dailyCap ?? null }, currency),
		guardrailWords({ name, unit, guardrail }, outcome, currency).replace(/\.$/, ''),
		kept.horizon && HORIZON_WORDS[kept.horizon].toLowerCase()
	]
		.filter(Boolean)
		.join(', ');
}

function targetWords({ metric = 'points', period, value = '0' }: Kept, known: Known): string {
	const found = known.metrics.get(metric);
	const unit: FigureUnit = found?.unit ?? 'points';
	const figure = exactFigure(BigInt(value), unit, known.currency);
	return `${figure} ${inSentence(found?.name ?? metric)} a ${period}`;
}

function leagueWords({ plays, season, size, metricId }: Kept, known: Known): string {
	if (!plays) return 'not played';
	const what = inSentence(known.metrics.get(metricId ?? '')?.name ?? 'points');
	return `played for ${what}, a ${season} long, about ${size} people each`;
}

function calendarWords({ weekStart = 1, fiscalStart = 1 }: Kept): string {
	const month = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
	const first = month.format(new Date(Date.UTC(2026, fiscalStart - 1, 1)));
	return `weeks start on ${weekdayName(weekStart)}, the fiscal year in ${first}`;
}

// What says itself, a name that an import says, and whom or what it means; else as it stands.
function otherWords(kept: Kept, { people, metrics }: Known): string {
	if (kept.words) return kept.words;
	const id = String(kept.member ?? kept.metric ?? '');
	const what = people.get(id) ?? metrics.get(id)?.name;
	return kept.name && what ? `“${kept.name}” is ${what}` : (kept.name ?? 'changed');
}

interface Moved {
	activities: number;
	/** Points, scaled. */
	points: bigint;
	before: bigint;
}

/** Of a rule that another one for the same day took the place of. */
export const REPLACED = 'Changed again before anything was counted by it.';

/** What a metric's rule moved, beside what the same would have been by the one in force before it. */
export function movedWords({ activities, points, before }: Moved): string {
	if (!activities) return 'Nothing has been counted by it this quarter.';
	const count = `${activities.toLocaleString('en')} ${activities === 1 ? 'activity' : 'activities'}`;
	const exact = (value: bigint) => exactFigure(value, 'points', 'EUR');
	return `This quarter so far ${count} by it, ${exact(points)} points. By the rule that held before it would be ${exact(before)}.`;
}
