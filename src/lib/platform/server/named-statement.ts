import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Queryable } from './database.ts';

const dialect = new PgDialect();

/**
 * Runs a statement whose text never changes under a name, so that PostgreSQL parses and plans it once
 * per connection: planning the ledger's statement takes several times as long as running it for one
 * activity. One name, one text; everything that varies is a parameter.
 */
export async function runNamed<Row>(tx: Queryable, name: string, statement: SQL): Promise<Row[]> {
	const query = dialect.sqlToQuery(statement);
	const prepared = tx._.session.prepareQuery(query, undefined, name, false);
	const result = (await prepared.execute()) as { rows: Row[] };
	return result.rows;
}
