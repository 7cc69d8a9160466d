import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Calendar } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { hashSecret, newId } from '#lib/platform/server/ids.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Entry, Recorded } from '../entry.ts';
import { segmentOf } from '../segment.ts';
import { answerCommands, type Item, type Verdict } from './answer-commands.ts';
import { applyActivities, type LedgerRow } from './apply-activities.ts';
import { findLate, type ClosedKinds } from './find-late.ts';
import { follow, lookAhead, react, type Fact, type Follow, type Projection } from './follow.ts';
import { judge } from './judge.ts';
import { otherContent } from './other-content.ts';
import { resolve, type Resolved } from './resolve.ts';
import { keepUnresolved, type Unresolved } from './unresolved/unresolved.ts';

export interface RecordCommand {
	orgId: OrgId;
	/** Who brings it: `member:<id>`, `key:<id>`, `import`, `demo`. */
	recordedBy: string;
	entries: Entry[];
	/** The past rings nothing: no reactions follow, or with `past` only those to what is of today. */
	quiet?: boolean | 'past';
}

export interface Outcome {
	answers: Recorded[];
	/** To announce once the transaction has committed. */
	facts: Fact[];
}

export interface Circumstances {
	projections: Projection[];
	closedKinds: ClosedKinds;
	now: Date;
	/**
	 * Takes all rows to be new, and sends what follows from them without waiting to hear it. Throws
	 * `NOT_ALL_NEW` where they were not: then the transaction is to be taken back and done with care.
	 */
	isHopeful?: boolean;
}

/** Records the entries of several commands inside one transaction. */
export async function record(
	tx: Queryable,
	commands: RecordCommand[],
	how: Circumstances
): Promise<Outcome> {
	const entries = commands.flatMap(({ orgId, recordedBy, quiet, entries: list }, command) =>
		list.map((entry, index) => ({ orgId, recordedBy, quiet, command, index, entry }))
	);
	const resolved = await resolve(tx, entries, how.now);
	const items = entries.map((item, i) => {
		const verdict = judged(item, resolved[i]!, how.now);
		return { item, verdict, today: resolved[i]!.today };
	});
	const verdicts = items.map(({ verdict }) => verdict);
	const rows = verdicts.flatMap((verdict) => ('row' in verdict ? [verdict.row] : []));
	const all = new Set(rows.map(({ id }) => id));
	// Before the rows, so that everybody holds what waits before totals and what follows from them.
	const kept = keepUnresolved(
		tx,
		items.flatMap(({ item, verdict }) => waiting(item, verdict))
	);
	const ready = lookAhead(tx, rows, how.projections);
	const ahead = how.isHopeful ? () => complete(tx, items, { fresh: all, ready }, how) : undefined;
	const [, , { fresh, facts: weighed, beside }] = await together([
		kept,
		ready,
		applyActivities(tx, rows, ahead)
	]);
	const { clashes, late, followed } =
		beside ?? (await complete(tx, items, { fresh, ready: readyFor(fresh) }, how));
	const taken = { fresh, clashes, late };
	const answers = answerCommands(commands.length, entries, verdicts, taken);
	return { answers, facts: [...weighed, ...followed] };

	function readyFor(some: Set<ActivityId>): Promise<Follow[]> {
		if (some.size === all.size) return ready;
		return lookAhead(
			tx,
			rows.filter(({ id }) => some.has(id)),
			how.projections
		);
	}
}

interface Judgement {
	item: Item & Pick<RecordCommand, 'quiet'>;
	verdict: Verdict;
	today: string;
}

/** What follows from the rows that are new, and whether the others say the same; none needs another's answer. */
async function complete(
	tx: Queryable,
	items: Judgement[],
	{ fresh, ready }: { fresh: Set<ActivityId>; ready: Promise<Follow[]> },
	{ closedKinds }: Circumstances
) {
	const kept = items.flatMap(({ item, verdict, today }) =>
		'row' in verdict ? [{ row: verdict.row, quiet: item.quiet, today }] : []
	);
	const news = kept.filter(({ row }) => fresh.has(row.id));
	const rings = ({ row, quiet, today }: (typeof kept)[number]) =>
		quiet === 'past' ? row.day >= today : !quiet;
	const rowsOf = (some: typeof kept) => some.map(({ row }) => row);
	const [clashes, late, followed] = await together([
		otherContent(tx, rowsOf(kept), fresh),
		findLate(tx, rowsOf(news.filter(({ row, today }) => row.day < today)), closedKinds),
		follow(rowsOf(news), ready),
		react(tx, rowsOf(news.filter(rings)))
	]);
	return { clashes, late, followed };
}

function judged(item: Item, found: Resolved, now: Date): Verdict {
	const verdict = judge(item.entry, found);
	if (!('rule' in verdict)) return verdict;
	return { row: toRow(item, found, verdict.value, verdict.rule, now) };
}

function toRow(
	{ orgId, recordedBy, entry }: Item,
	found: Resolved,
	value: bigint,
	rule: LedgerRow['rule'],
	now: Date
): LedgerRow {
	const calendar: Calendar = { weekStart: found.weekStart, fiscalStart: found.fiscalStart };
	return {
		orgId,
		id: newId<'activity'>(now),
		source: entry.source,
		externalId: entry.externalId,
		fingerprint: fingerprint(entry, value),
		metricId: found.metricId!,
		ruleVersion: found.ruleVersion!,
		memberId: found.memberId!,
		teamId: found.teamId,
		value,
		sign: 1,
		occurredAt: found.occurredAt!,
		day: found.day!,
		recordedAt: now,
		recordedBy,
		note: entry.note ?? null,
		segment: segmentOf(entry.segment),
		reversesId: null,
		replacesId: null,
		rule,
		calendar,
		weighed: found.weighed
	};
}

/** What makes two entries under one external id the same. Not the note: a corrected typo is no new fact. */
export function fingerprint(entry: Entry, value: bigint): string {
	const content = [entry.metric, entry.member.toLowerCase(), value, entry.occurredAt];
	const segment = segmentOf(entry.segment);
	if (segment) content.push(segment);
	return hashSecret(JSON.stringify(content.map(String))).slice(0, 32);
}

function waiting(item: Item, verdict: Verdict): Unresolved[] {
	if (!('unresolved' in verdict)) return [];
	const { orgId, recordedBy, entry } = item;
	return [{ orgId, recordedBy, entry, reason: verdict.unresolved }];
}
