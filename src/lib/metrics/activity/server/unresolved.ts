import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Entry, UnresolvedReason } from '../entry.ts';
import { unresolvedActivities as table } from './schema.ts';

export interface Unresolved {
	orgId: OrgId;
	recordedBy: string;
	entry: Entry;
	reason: UnresolvedReason;
}

/** Puts entries aside until somebody says who or what they mean. The same entry waits once. */
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
	await tx.insert(table).values(rows).onConflictDoNothing();
}

export interface UnresolvedName {
	reason: UnresolvedReason;
	/** What the entries say: a reference, an e-mail or a metric's key. */
	name: string;
	activities: number;
}

/** Whom and what the waiting entries name, most frequent first. */
export async function listUnresolved(db: Queryable, orgId: OrgId): Promise<UnresolvedName[]> {
	const name = sql<string>`case ${table.reason} when 'unknown-member' then ${table.entry}->>'member' else ${table.entry}->>'metric' end`;
	return db
		.select({ reason: table.reason, name, activities: count() })
		.from(table)
		.where(eq(table.orgId, orgId))
		.groupBy(table.reason, sql`2`)
		.orderBy(sql`3 desc`, sql`2`)
		.limit(200);
}

/** The oldest waiting entries, to be recorded once more. */
export async function waitingEntries(
	db: Queryable,
	orgId: OrgId,
	offset: number,
	limit: number
): Promise<{ entry: Entry; recordedBy: string }[]> {
	const rows = await db
		.select({ entry: table.entry, recordedBy: table.recordedBy })
		.from(table)
		.where(eq(table.orgId, orgId))
		.orderBy(asc(table.receivedAt), asc(table.externalId))
		.offset(offset)
		.limit(limit);
	return rows.map((row) => ({ entry: row.entry as Entry, recordedBy: row.recordedBy }));
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

function bySource(entries: Entry[]): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries)
		groups.set(entry.source, [...(groups.get(entry.source) ?? []), entry]);
	return groups;
}
