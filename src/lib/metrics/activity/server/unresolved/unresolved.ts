import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Entry, UnresolvedReason } from '../../entry.ts';
import { activities, unresolvedActivities as table } from '../schema.ts';

export interface Unresolved {
	orgId: OrgId;
	recordedBy: string;
	entry: Entry;
	reason: UnresolvedReason;
}

/**
 * Puts entries aside until somebody says who or what they mean. The same entry waits once, as it was
 * sent last and for the reason it has now: what has not counted yet may still be corrected.
 */
export async function keepUnresolved(tx: Queryable, waiting: Unresolved[]): Promise<void> {
	if (!waiting.length) return;
	const rows = waiting.map(({ orgId, recordedBy, entry, reason }) => ({
		orgId,
		source: entry.source,
		externalId: entry.externalId,
		reason,
		entry,
		recordedBy
	}));
	const latest = new Map(rows.map((row) => [keyOf(row), row]));
	// In the order of the key, so that concurrent batches queue instead of deadlocking.
	const ordered = [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
	await tx
		.insert(table)
		.values(ordered)
		.onConflictDoUpdate({
			target: [table.orgId, table.source, table.externalId],
			set: {
				reason: sql`excluded.reason`,
				entry: sql`excluded.entry`,
				recordedBy: sql`excluded.recorded_by`
			}
		});
}

function keyOf({ orgId, source, externalId }: typeof table.$inferInsert): string {
	return JSON.stringify([orgId, source, externalId]);
}

export interface UnresolvedName {
	reason: UnresolvedReason;
	/** What the entries say: a reference, an e-mail or a metric's key. */
	name: string;
	activities: number;
}

const counted = sql`exists (select from ${activities} a where a.org_id = ${table.orgId}
	and a.source = ${table.source} and a.external_id = ${table.externalId})`;

/**
 * Whom and what the waiting entries name, most frequent first. An entry that was sent again under a
 * known name has been counted since, and waits for nobody.
 */
export async function listUnresolved(db: Queryable, orgId: OrgId): Promise<UnresolvedName[]> {
	const name = sql<string>`case ${table.reason} when 'unknown-member' then ${table.entry}->>'member' else ${table.entry}->>'metric' end`;
	return db
		.select({ reason: table.reason, name, activities: count() })
		.from(table)
		.where(and(eq(table.orgId, orgId), sql`not ${counted}`))
		.groupBy(table.reason, sql`2`)
		.orderBy(sql`3 desc`, sql`2`)
		.limit(200);
}

interface WaitingEntry {
	entry: Entry;
	recordedBy: string;
}

/** The oldest waiting entries. */
export async function waitingEntries(
	db: Queryable,
	orgId: OrgId,
	offset: number,
	limit: number
): Promise<WaitingEntry[]> {
	return (await oldest(db, orgId, offset, limit)).map(asSent);
}

/** The same as they are now, kept from who sends or deletes one until the transaction ends. */
export async function takeWaiting(
	tx: Queryable,
	orgId: OrgId,
	offset: number,
	limit: number
): Promise<WaitingEntry[]> {
	return (await oldest(tx, orgId, offset, limit).for('update')).map(asSent);
}

function oldest(db: Queryable, orgId: OrgId, offset: number, limit: number) {
	return db
		.select({ entry: table.entry, recordedBy: table.recordedBy })
		.from(table)
		.where(eq(table.orgId, orgId))
		.orderBy(asc(table.receivedAt), asc(table.externalId), asc(table.source))
		.offset(offset)
		.limit(limit);
}

function asSent({ entry, recordedBy }: { entry: unknown; recordedBy: string }): WaitingEntry {
	return { entry: entry as Entry, recordedBy };
}

/** What waits under a source and external id. */
export async function findWaiting(
	db: Queryable,
	{ orgId, source, externalId }: { orgId: OrgId; source: string; externalId: string }
): Promise<Entry | undefined> {
	const [row] = await db
		.select({ entry: table.entry })
		.from(table)
		.where(and(eq(table.orgId, orgId), eq(table.source, source), eq(table.externalId, externalId)));
	return row?.entry as Entry | undefined;
}

export async function forgetResolved(db: Queryable, orgId: OrgId, entries: Entry[]): Promise<void> {
	for (const [source, ids] of bySource(entries))
		await db.delete(table).where(
			and(
				eq(table.orgId, orgId),
				eq(table.source, source),
				inArray(
					table.externalId,
					ids.map((entry) => entry.externalId)
				)
			)
		);
}

/**
 * Of what was sent again and has counted since, nothing waits any more. Only of these as they are:
 * what has been sent meanwhile nobody has been told of.
 */
export async function forgetCounted(db: Queryable, orgId: OrgId, entries: Entry[]): Promise<void> {
	if (!entries.length) return;
	const seen = sql`select value from jsonb_array_elements(${JSON.stringify(entries)}::jsonb)`;
	await db
		.delete(table)
		.where(and(eq(table.orgId, orgId), counted, sql`${table.entry} in (${seen})`));
}

function bySource(entries: Entry[]): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries)
		groups.set(entry.source, [...(groups.get(entry.source) ?? []), entry]);
	return groups;
}
