import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a column holds one of these values, which travel as one parameter: a thousand of their own
 * cost more to write down than the query does.
 */
export function isOneOf(column: PgColumn, values: readonly unknown[]): SQL {
	return sql`${column} = any(${sql.param(values)}::${sql.raw(column.getSQLType())}[])`;
}
