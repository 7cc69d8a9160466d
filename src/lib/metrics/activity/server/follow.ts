import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import type { RecordedRow } from '../entry.ts';
import type { LedgerRow } from './ledger-row.ts';
import { periodStarts } from './period-starts.ts';

/** What is announced once the transaction has committed. */
export interface Fact {
	orgId: OrgId;
	fact: string;
}

/**
 * What must always equal the ledger and lives higher than it (the progress of goals). Runs in the
 * ledger's transaction: it is told the rows before they are there, and may read what they are going to
 * move; what it answers moves it, once they are. Apart, because batches queue for each other's totals
 * from the moment the rows are added until the commit. What it reads ahead nobody may change who does not
 * hold the ledger alone (see ledger-lock.ts).
 */
export type Projection = (tx: Queryable, rows: RecordedRow[]) => Promise<Follow>;

export type Follow = () => Promise<Fact[]>;

/** Asks the projections about rows that are about to be added. What they ask is on its way when it returns. */
export async function lookAhead(
	tx: Queryable,
	rows: LedgerRow[],
	projections: Projection[]
): Promise<Follow[]> {
	if (!rows.length) return [];
	const recorded = rows.map(toRecordedRow);
	return together(projections.map((project) => project(tx, recorded)));
}

/** What every addition to the ledger brings with it: projections, and the facts that screens show. */
export async function follow(added: LedgerRow[], ready: Promise<Follow[]>): Promise<Fact[]> {
	const projected = await together((await ready).map((move) => move()));
	return [...factsOf(added), ...projected.flat()];
}

/** The outbox: one job an organization and batch. */
export async function react(tx: Queryable, rows: LedgerRow[]): Promise<void> {
	const byOrg = new Map<OrgId, ActivityId[]>();
	for (const row of rows) byOrg.set(row.orgId, [...(byOrg.get(row.orgId) ?? []), row.id]);
	await together(
		[...byOrg].map(([orgId, ids]) => addJob(tx, 'react', { orgId, kind: 'activities', ids }))
	);
}

// A batch is of a few days and people: what each moves is said once.
function factsOf(rows: LedgerRow[]): Fact[] {
	const days = new Map(rows.map((row) => [`${row.orgId}${row.metricId}${row.day}`, row]));
	const people = new Map(rows.map((row) => [`${row.orgId}${row.memberId}`, row]));
	return [
		...[...days.values()].flatMap(movedTotals),
		...[...people.values()].map(({ orgId, memberId }) => ({ orgId, fact: `moved:${memberId}` }))
	];
}

function movedTotals({ orgId, metricId, day, calendar }: LedgerRow): Fact[] {
	const starts = periodStarts(day, calendar);
	return PERIOD_KINDS.flatMap((kind) => [
		{ orgId, fact: `totals:${metricId}:${kind}:${starts[kind]}` },
		{ orgId, fact: `totals:points:${kind}:${starts[kind]}` }
	]);
}

function toRecordedRow(row: LedgerRow): RecordedRow {
	const { orgId, id, metricId, memberId, teamId, day, value, sign } = row;
	const { occurredAt, recordedAt, source, externalId, note, segment } = row;
	const points = value * row.rule.factor;
	const told = { occurredAt, recordedAt, source, externalId, note, segment };
	return { orgId, id, metricId, memberId, teamId, day, value, points, sign, ...told };
}
