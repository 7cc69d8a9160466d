import { eq, sql } from 'drizzle-orm';
import { organizations } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isForeignKeyFault } from '#lib/platform/server/unless-gone.ts';

/**
 * Removes an organization with every row that is its own, in one transaction. Whatever has an
 * `org_id` is found in the database itself, so that no slice can be forgotten here.
 */
export async function removeOrganization(db: Queryable, orgId: OrgId): Promise<void> {
	await db.transaction(async (tx) => {
		let tables = await tablesOfOrganizations(tx);
		while (tables.length) {
			const held: string[] = [];
			for (const table of tables) if (!(await empty(tx, table, orgId))) held.push(table);
			if (held.length === tables.length) throw new Error(`tables hold each other: ${held.join()}`);
			tables = held;
		}
		await tx.delete(organizations).where(eq(organizations.id, orgId));
		await forgetJobs(tx, orgId);
	});
}

// A reaction to something that is gone would fail again and again, and be reported.
async function forgetJobs(tx: Queryable, orgId: OrgId): Promise<void> {
	await tx.execute(sql`
		select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker._private_jobs
		where payload ->> 'orgId' = ${orgId} having count(*) > 0`);
}

async function tablesOfOrganizations(tx: Queryable): Promise<string[]> {
	const result = await tx.execute(sql`
		select c.table_name from information_schema.columns c
		join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = current_schema() and c.column_name = 'org_id' and t.table_type = 'BASE TABLE'
		order by c.table_name`);
	return (result.rows as { table_name: string }[]).map((row) => row.table_name);
}

/** False where rows of another table still point at these: their turn comes first. */
async function empty(tx: Queryable, table: string, orgId: OrgId): Promise<boolean> {
	try {
		await tx.transaction((attempt) =>
			attempt.execute(sql`delete from ${sql.identifier(table)} where org_id = ${orgId}`)
		);
		return true;
	} catch (error) {
		if (!isForeignKeyFault(error)) throw error;
		return false;
	}
}
