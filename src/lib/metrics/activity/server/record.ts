import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS, type Calendar } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { hashSecret, newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { Entry, Recorded, RecordedRow } from '../entry.ts';
import { segmentOf } from '../segment.ts';
import { answerCommands, type Item, type Verdict } from './answer-commands.ts';
import { applyActivities, type LedgerRow } from './apply-activities.ts';
import { findLate, type ClosedKinds } from './find-late.ts';
import { judge } from './judge.ts';
import { otherContent } from './other-content.ts';
import { periodStarts } from './period-starts.ts';
import { resolve, type Resolved } from './resolve.ts';
import { keepUnresolved, type Unresolved } from './unresolved.ts';

export interface RecordCommand {
	orgId: OrgId;
	/** Who brings it: `member:<id>`, `key:<id>`, `import`, `demo`. */
	recordedBy: string;
	entries: Entry[];
	/** The past rings nothing: no reactions follow. */
	quiet?: boolean;
}

/**
 * What must always equal the ledger and lives higher than it (the progress of goals): runs in the
 * ledger's transaction, answers the facts to announce.
 */
export type Projection = (
	tx: Queryable,
	rows: RecordedRow[]
) => Promise<{ orgId: OrgId; fact: string }[]>;

export interface Outcome {
	answers: Recorded[];
	/** To announce once the transaction has committed. */
	facts: { orgId: OrgId; fact: string }[];
}

/** Records the entries of several commands inside one transaction. */
export async function record(
	tx: Queryable,
	commands: RecordCommand[],
	projections: Projection[],
	closedKinds: ClosedKinds,
	now: Date
): Promise<Outcome> {
	const entries = commands.flatMap(({ orgId, recordedBy, quiet, entries: list }, command) =>
		list.map((entry, index) => ({ orgId, recordedBy, quiet, command, index, entry }))
	);
	const resolved = await resolve(tx, entries, now);
	const verdicts = entries.map((item, i) => judged(item, resolved[i]!, now));
	const rows = verdicts.flatMap((verdict) => ('row' in verdict ? [verdict.row] : []));
	const { fresh, facts: weighed } = await applyActivities(tx, rows);
	const added = rows.filter((row) => fresh.has(row.id));
	const loud = new Set(
		entries.flatMap(({ quiet }, i) => {
			const verdict = verdicts[i]!;
			return quiet || !('row' in verdict) ? [] : [verdict.row.id];
		})
	);
	const past = verdicts.flatMap((verdict, i) =>
		'row' in verdict && fresh.has(verdict.row.id) && verdict.row.day < resolved[i]!.today
			? [verdict.row]
			: []
	);
	// None of these needs another's answer.
	const [clashes, late, followed] = await together([
		otherContent(tx, rows, fresh),
		findLate(tx, past, closedKinds),
		follow(tx, added, projections),
		react(
			tx,
			added.filter((row) => loud.has(row.id))
		),
		keepUnresolved(
			tx,
			entries.flatMap((item, i) => waiting(item, verdicts[i]!))
		)
	]);
	const facts = [...weighed, ...followed];
	const taken = { fresh, clashes, late };
	return { answers: answerCommands(commands.length, entries, verdicts, taken), facts };
}

/** What every addition to the ledger brings with it: projections, and the facts that screens show. */
export async function follow(
	tx: Queryable,
	added: LedgerRow[],
	projections: Projection[]
): Promise<Outcome['facts']> {
	if (!added.length) return [];
	const recorded = added.map(toRecordedRow);
	const facts = added.flatMap((row) =>
		[...movedTotals(row), `moved:${row.memberId}`].map((fact) => ({ orgId: row.orgId, fact }))
	);
	const projected = await together(projections.map((project) => project(tx, recorded)));
	return [...facts, ...projected.flat()];
}

/** The outbox: one job an organization and batch. */
export async function react(tx: Queryable, rows: LedgerRow[]): Promise<void> {
	const byOrg = new Map<OrgId, ActivityId[]>();
	for (const row of rows) byOrg.set(row.orgId, [...(byOrg.get(row.orgId) ?? []), row.id]);
	await together(
		[...byOrg].map(([orgId, ids]) => addJob(tx, 'react', { orgId, kind: 'activities', ids }))
	);
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

function movedTotals(row: LedgerRow): string[] {
	const starts = periodStarts(row.day, row.calendar);
	return PERIOD_KINDS.flatMap((kind) => [
		`totals:${row.metricId}:${kind}:${starts[kind]}`,
		`totals:points:${kind}:${starts[kind]}`
	]);
}

function toRecordedRow(row: LedgerRow): RecordedRow {
	const { orgId, id, metricId, memberId, teamId, day, value, sign } = row;
	const { occurredAt, recordedAt, source, externalId, note, segment } = row;
	const points = value * row.rule.factor;
	const told = { occurredAt, recordedAt, source, externalId, note, segment };
	return { orgId, id, metricId, memberId, teamId, day, value, points, sign, ...told };
}
