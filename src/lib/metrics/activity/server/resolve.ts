import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Entry } from '../entry.ts';
import { parseWhen } from '../when.ts';
import { shareLedger } from './ledger-lock.ts';
import { lookUp, type Found, type Named } from './look-up.ts';

export interface OrgEntry {
	orgId: OrgId;
	entry: Entry;
}

/** What the database knows about an entry: whose it is, of which metric, on which day by which rule. */
export interface Resolved {
	memberId: MemberId | null;
	metricId: MetricId | null;
	unit: Unit | null;
	ruleVersion: number | null;
	pointsPerUnit: string | null;
	dailyCap: bigint | null;
	/** Whether the metric has a guardrail that day, or is the outcome of any. */
	weighed: boolean;
	teamId: string;
	currency: string;
	weekStart: number;
	fiscalStart: number;
	/** The day in the organization's zone; null where `occurredAt` is no date. */
	day: Day | null;
	today: Day;
	occurredAt: Date | null;
}

/**
 * Looks a whole batch up in one query, whatever organizations it mixes; the answers stand in the
 * order asked. The local day is decided here, once, by PostgreSQL's own time zone rules. Rules and
 * calendars stay as they are read until the transaction ends. Each name, rule and team travels once,
 * however often a batch says it: the entries are put together from them here.
 */
export async function resolve(tx: Queryable, entries: OrgEntry[], now: Date): Promise<Resolved[]> {
	const { named, places } = nameOnce(entries);
	// The second begins when the first has the lock: they are sent together and run in turn.
	const [, [row]] = await together([
		shareLedger(tx, named.orgIds),
		runNamed<Partial<Found>>(tx, 'resolve-entries', lookUp(named, now))
	]);
	const known = indexed(row!);
	return entries.map(({ orgId }, i) => resolved(orgId, places[i]!, known));
}

/** Where an entry's date, metric and member stand among what is named, from 1; 0 for no date. */
interface Place {
	when: number;
	metric: number;
	member: number;
}

function nameOnce(entries: OrgEntry[]): { named: Named; places: Place[] } {
	const [whens, metrics, members] = [
		collect<Named['whens'][number]>(),
		collect<Named['metrics'][number]>(),
		collect<Named['members'][number]>()
	];
	const places = entries.map(({ orgId, entry }): Place => {
		const { occurredAt, metric, member } = entry;
		return {
			when: whens.place(orgId, occurredAt, () => {
				const when = parseWhen(occurredAt);
				return when && { orgId, when };
			}),
			metric: metrics.place(orgId, metric, () => ({ orgId, name: metric })),
			member: members.place(orgId, member, () => ({ orgId, name: member }))
		};
	});
	const orgIds = [...new Set(entries.map(({ orgId }) => orgId))];
	const named = { orgIds, whens: whens.all, metrics: metrics.all, members: members.all };
	return { named, places };
}

function collect<Thing>() {
	const all: Thing[] = [];
	const places = new Map<string, number>();
	return {
		all,
		place(orgId: OrgId, text: string, make: () => Thing | undefined): number {
			const key = orgId + text;
			let place = places.get(key);
			if (place === undefined) {
				const made = make();
				place = made === undefined ? 0 : all.push(made);
				places.set(key, place);
			}
			return place;
		}
	};
}

function indexed({ organizations, whens, metrics, members, rules, teams }: Partial<Found>) {
	return {
		organizations: new Map((organizations ?? []).map((one) => [one[0], one])),
		whens: new Map(
			(whens ?? []).map(([n, day, at]) => [n, { day, occurredAt: new Date(at * 1000) }])
		),
		metrics: new Map((metrics ?? []).map((one) => [one[0], one])),
		members: new Map(members ?? []),
		rules: groupedBy(rules ?? [], ([n]) => n),
		teams: groupedBy(teams ?? [], ([n]) => n),
		/** By metric and date, of which a large batch has a few: each is looked through once. */
		metricDays: new Map<string, MetricDay>()
	};
}

type Known = ReturnType<typeof indexed>;

function resolved(orgId: OrgId, place: Place, known: Known): Resolved {
	const [, currency, weekStart, fiscalStart, today] = known.organizations.get(orgId)!;
	const { day = null, occurredAt = null } = known.whens.get(place.when) ?? {};
	return {
		memberId: known.members.get(place.member) ?? null,
		teamId: teamOn(day, known.teams.get(place.member)),
		...metricDay(day, place, known),
		currency,
		weekStart,
		fiscalStart,
		day,
		today,
		occurredAt
	};
}

type MetricDay = Pick<
	Resolved,
	'metricId' | 'unit' | 'ruleVersion' | 'pointsPerUnit' | 'dailyCap' | 'weighed'
>;

function metricDay(day: Day | null, { metric, when }: Place, known: Known): MetricDay {
	const key = `${metric}/${when}`;
	const hit = known.metricDays.get(key) ?? metricOn(day, metric, known);
	known.metricDays.set(key, hit);
	return hit;
}

function metricOn(day: Day | null, metric: number, known: Known): MetricDay {
	const [, metricId = null, unit = null, isOutcome = false] = known.metrics.get(metric) ?? [];
	const rule = day && known.rules.get(metric)?.find(([, , from]) => from <= day);
	const [, ruleVersion, , pointsPerUnit, dailyCap, isGuarded] = rule || NO_RULE;
	return {
		metricId,
		unit,
		ruleVersion,
		pointsPerUnit,
		dailyCap: dailyCap === null ? null : BigInt(dailyCap),
		weighed: isGuarded || isOutcome
	};
}

const NO_RULE = [0, null, '', null, null, false] as const;

function teamOn(day: Day | null, teams: Found['teams'] = []): string {
	const on = teams.find(
		([, , from, until]) => day && from <= day && (until === null || until >= day)
	);
	return on ? on[1] : NONE;
}
